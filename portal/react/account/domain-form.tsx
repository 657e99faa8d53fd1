/** Adds a domain to the account, or changes how people join by one. */
import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { domainChange, newDomain, type VerifiedDomain } from '../../../shared/contract/domains.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { domainsQuery } from '../data/domains.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { OwnRoles, useOwnRoles } from '../ui/own-roles.tsx'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'

type Props = { readonly domain: VerifiedDomain | undefined; readonly close: () => void }

const joinings = ['request', 'at-once', 'off'] as const
const joiningOf = (value: string) => joinings.find((one) => one === value) ?? 'request'

export const DomainForm = ({ domain, close }: Props) => {
  const words = useWords('domains')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const refusalOf = useRefusal()
  const [name, setName] = useState('')
  const [joining, setJoining] = useState(domain?.joining ?? 'request')
  const roles = useOwnRoles(domain?.roleIds)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const { fields, whole } = refused

  const send = () => {
    const { roleIds } = roles
    if (domain === undefined) {
      const body = checked(newDomain, { domain: name, joining, ...(roleIds ? { roleIds } : {}) })
      return body.errors ? body : usher.addDomain({ accountId, body: body.data })
    }
    const body = checked(domainChange, { joining, roleIds: roleIds ?? null })
    return body.errors ? body : usher.changeDomain({ accountId, domain: domain.domain, body: body.data })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    const answer = await send()
    setSending(false)
    if ('errors' in answer && answer.errors) return setRefused(refusalOf({ errors: answer.errors }))
    if (!('ok' in answer)) return
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    await queries.invalidateQueries(domainsQuery(usher, accountId))
    say.done(domain ? words.saved(answer.value.domain) : words.added(answer.value.domain))
    close()
  }
  return (
    <Window onClose={close} title={domain ? words.editTitle(domain.domain) : words.add}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          {domain === undefined && (
            <TextInput
              data-autofocus
              label={words.domain}
              description={words.domainHint}
              placeholder="example.com"
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={fields.domain}
            />
          )}
          <NativeSelect
            label={words.joining}
            description={words.joiningHints[joining]}
            value={joining}
            onChange={({ currentTarget }) => setJoining(joiningOf(currentTarget.value))}
            data={joinings.map((value) => ({ value, label: words.joinings[value] }))}
            error={fields.joining}
          />
          {joining !== 'off' && <OwnRoles label={words.roles} roles={roles} error={fields.roleIds} />}
          <FormEnd
            refused={whole}
            sending={sending}
            action={domain ? words.save : words.add}
            cancel={close}
          />
        </Stack>
      </form>
    </Window>
  )
}
