/** Changing and deleting a custom role, for people who have its permissions. */
import { Button, Group } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../../shared/client/answered.ts'
import { administratorRoleId, mayGive } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { type Role, rolesQuery } from '../data/roles.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useSay } from '../ui/say.ts'
import { RoleWindow } from './role-window.tsx'

type Props = { readonly role: Role; readonly roles: readonly Role[] }

export const RoleActions = ({ role, roles }: Props) => {
  const words = useWords('roles')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const giver = useAccount()
  const [dialog, setDialog] = useState<'change' | 'delete'>()
  const close = () => setDialog(undefined)
  const { accountId } = giver
  const { roleId, name } = role
  const mine = giver.roleIds.includes(administratorRoleId) || mayGive(giver, role)
  if (!useMay('roles:write') || role.source !== 'account' || !mine) return null
  const remove = async () => {
    await answered(usher.deleteRole({ accountId, roleId }))
    say.done(words.deleted(name))
    await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
  }
  return (
    <Group gap="xs">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-label={words.changeTitle(name)}
        onClick={() => setDialog('change')}
      >
        {words.change}
      </Button>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={16} aria-hidden />}
        aria-label={words.deleteLabel(name)}
        onClick={() => setDialog('delete')}
      >
        {words.delete}
      </Button>
      {dialog === 'change' && <RoleWindow role={role} roles={roles} close={close} />}
      {dialog === 'delete' && (
        <Confirm
          title={words.deleteTitle(name)}
          text={words.deleteText}
          action={words.delete}
          act={remove}
          close={close}
        />
      )}
    </Group>
  )
}
