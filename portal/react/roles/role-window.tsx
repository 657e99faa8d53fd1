/** The window that creates or changes a custom role. */
import { Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { newRole } from '../../../shared/contract/roles.ts'
import { useWords } from '../../words/portal-words.tsx'
import { meQuery, useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Role, rolesQuery } from '../data/roles.ts'
import { useForm } from '../ui/form.ts'
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
  const [name, setName] = useState(role?.name ?? '')
  const [description, setDescription] = useState(role?.description ?? '')
  const [permissions, setPermissions] = useState<readonly string[]>(role?.permissions ?? [])
  const { form, sending, refused, send } = useForm({ role_name_taken: { name: words.nameTaken } })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await send(newRole, { name, description, permissions }, (body) =>
      role
        ? usher.changeRole({ accountId, roleId: role.roleId, body })
        : usher.createRole({ accountId, body }),
    )
    if (!saved) return
    say.done(words.roleSaved(saved.name))
    void queries.invalidateQueries({ queryKey: meQuery(usher).queryKey })
    await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
    close()
  }
  const { fields, whole } = refused
  const dirty =
    name !== (role?.name ?? '') ||
    description !== (role?.description ?? '') ||
    new Set(permissions).symmetricDifference(new Set(role?.permissions)).size > 0
  return (
    <Window
      onClose={close}
      dirty={dirty}
      size="lg"
      title={role ? words.changeTitle(role.name) : words.newRole}
    >
      {(askToClose) => (
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
              roles={roles}
              value={permissions}
              onChange={setPermissions}
              error={fields.permissions}
            />
            <FormEnd refused={whole} sending={sending} action={words.save} cancel={askToClose} />
          </Stack>
        </form>
      )}
    </Window>
  )
}
