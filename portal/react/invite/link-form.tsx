/** Creates another invite link, or changes one: its name, its roles, and its options. */
import { Input, SegmentedControl, Stack, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { linkChange, newLink, type SharedLink } from '../../../shared/contract/invite-links.ts'
import { mayBeDefault } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { inviteLinksQuery } from '../data/link-query.ts'
import { useRoles } from '../data/roles.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { RoleChoice } from '../ui/role-choice.tsx'
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
  const roles = useRoles()
  const refusalOf = useRefusal()
  const [name, setName] = useState(link?.name ?? '')
  const [own, setOwn] = useState(link?.roleIds !== undefined)
  const [roleIds, setRoleIds] = useState<string[]>(link?.roleIds ?? [])
  const [enabled, setEnabled] = useState(link?.enabled ?? true)
  const limits = useLinkLimits(link ?? {})
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)
  const { fields, whole } = refused

  const send = () => {
    const options = { name, enabled, ...limits.change }
    const late = limits.errors()
    if (link === undefined) {
      const body = checked(newLink, { ...options, ...(own ? { roleIds } : {}) })
      if (body.errors || late.length > 0) return { errors: [...(body.errors ?? []), ...late] }
      return usher.createInviteLink({ accountId, body: body.data })
    }
    const body = checked(linkChange, { ...options, roleIds: own ? roleIds : null })
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
          <Stack gap={4}>
            <Input.Label labelElement="div">{words.linkRolesLabel}</Input.Label>
            <SegmentedControl
              aria-label={words.linkRolesLabel}
              value={own ? 'own' : 'default'}
              onChange={(value) => setOwn(value === 'own')}
              data={[
                { value: 'default', label: words.defaultRoles },
                { value: 'own', label: words.ownRoles },
              ]}
            />
          </Stack>
          {own && (
            <RoleChoice
              roles={(roles.data ?? []).filter(mayBeDefault)}
              value={roleIds}
              onChange={setRoleIds}
              error={fields.roleIds}
            />
          )}
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
