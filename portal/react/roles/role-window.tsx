/** The window that creates or changes a custom role. */
import { Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { checked } from '../../../shared/contract/checked.ts'
import { newRole } from '../../../shared/contract/roles.ts'
import { useWords } from '../../words/portal-words.tsx'
import { meQuery, useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Role, rolesQuery } from '../data/roles.ts'
import { useFocusOnRefusal } from '../ui/focus.ts'
import { type Refused, useRefusal } from '../ui/refused.ts'
import { useSay } from '../ui/say.ts'
import { FormEnd, Window } from '../ui/window.tsx'
import { PermissionChoice } from './permission-choice.tsx'

type Props = {
  /** The role to change; undefined for a new one. */
  readonly role?: Role
  readonly roles: readonly Role[]
  readonly close: () => void
}

export const RoleWindow = ({ role, roles, close }: Props) => {
  const words = useWords('roles')
  const { accountId } = useAccount()
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const refusalOf = useRefusal()
  const [name, setName] = useState(role?.name ?? '')
  const [description, setDescription] = useState(role?.description ?? '')
  const [permissions, setPermissions] = useState<readonly string[]>(role?.permissions ?? [])
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused>({ fields: {} })
  const form = useFocusOnRefusal(refused)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const parsed = checked(newRole, { name, description, permissions })
    if (parsed.errors) return setRefused(refusalOf(parsed))
    setSending(true)
    const body = parsed.data
    const answer = role
      ? await usher.changeRole({ accountId, roleId: role.roleId, body })
      : await usher.createRole({ accountId, body })
    setSending(false)
    if (!answer.ok && answer.problem.code === 'role_name_taken')
      return setRefused({ fields: { name: words.nameTaken } })
    if (!answer.ok) return setRefused(refusalOf(answer.problem))
    say.done(words.roleSaved(answer.value.name))
    void queries.invalidateQueries({ queryKey: meQuery(usher).queryKey })
    await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
    close()
  }
  const { fields, whole } = refused
  return (
    <Window onClose={close} size="lg" title={role ? words.changeTitle(role.name) : words.newRole}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            withAsterisk
            data-autofocus
            autoComplete="off"
            label={words.name}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fields.name}
          />
          <TextInput
            autoComplete="off"
            label={words.description}
            value={description}
            onChange={({ currentTarget }) => setDescription(currentTarget.value)}
            error={fields.description}
          />
          <PermissionChoice
            value={permissions}
            onChange={setPermissions}
            roles={roles}
            error={fields.permissions}
          />
          <FormEnd refused={whole} sending={sending} action={words.save} cancel={close} />
        </Stack>
      </form>
    </Window>
  )
}
