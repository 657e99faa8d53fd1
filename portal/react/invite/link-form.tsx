/** Creates another invite link, or changes one: its name, its roles, and its options. */
import { Stack, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { linkChange, newLink, type SharedLink } from '../../../shared/contract/invite-links.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { inviteLinksQuery } from '../data/link-query.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { OwnRoles, useOwnRoles } from '../ui/own-roles.tsx'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'
import { LinkLimits, useLinkLimits } from './link-limits.tsx'

type Props = { readonly link: SharedLink | undefined; readonly close: () => void }

export const LinkForm = ({ link, close }: Props) => {
  const words = useWords('invite')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const roles = useOwnRoles(link?.roleIds)
  const refusalOf = useRefusal()
  const [name, setName] = useState(link?.name ?? '')
  const [enabled, setEnabled] = useState(link?.enabled ?? true)
  const limits = useLinkLimits(link ?? {})
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const { fields, whole } = refused

  const send = () => {
    const { roleIds } = roles
    const options = { name, enabled, ...limits.change }
    const late = limits.errors()
    if (link === undefined) {
      const body = checked(newLink, { ...options, ...(roleIds ? { roleIds } : {}) })
      if (body.errors || late.length > 0) return { errors: [...(body.errors ?? []), ...late] }
      return usher.createInviteLink({ accountId, body: body.data })
    }
    const body = checked(linkChange, { ...options, roleIds: roleIds ?? null })
    if (body.errors || late.length > 0) return { errors: [...(body.errors ?? []), ...late] }
    return usher.changeInviteLink({ accountId, linkId: link.linkId, body: body.data })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    const answer = await send()
    setSending(false)
    if ('errors' in answer) return setRefused(refusalOf({ errors: answer.errors }))
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    await queries.invalidateQueries(inviteLinksQuery(usher, accountId))
    say.done(link ? words.linkSaved : words.linkCreated(answer.value.name ?? ''))
    close()
  }
  return (
    <Window onClose={close} title={link ? words.editLinkTitle(link.name ?? '') : words.newLink}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={words.linkName}
            description={words.linkNameHint}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fields.name}
          />
          <OwnRoles label={words.linkRolesLabel} roles={roles} error={fields.roleIds} />
          <Switch
            label={words.linkEnabled}
            description={words.linkEnabledHint}
            checked={enabled}
            onChange={({ currentTarget }) => setEnabled(currentTarget.checked)}
          />
          <LinkLimits limits={limits} maximumHint={words.otherLinkMaximumHint} errors={fields} />
          <FormEnd
            refused={whole}
            sending={sending}
            action={link ? words.saveLink : words.createLink}
            cancel={close}
          />
        </Stack>
      </form>
    </Window>
  )
}
