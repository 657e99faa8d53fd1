/** What can be done with a role: looking at the portal with it, changing it, and deleting it where nothing is in the way. */
import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconEye, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { answered } from '../../../shared/client/answered.ts'
import { administratorRoleId, mayGive } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { type Role, rolesQuery, useRoleTitle } from '../data/roles.ts'
import { useViewAs } from '../data/view-as.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useSay } from '../ui/say.ts'
import { useRoleUse } from './role-use.ts'
import { RoleWindow } from './role-window.tsx'

type Props = { readonly role: Role; readonly roles: readonly Role[] }

export const RoleActions = ({ role, roles }: Props) => {
  const words = useWords('roles')
  const giver = useAccount()
  const titleOf = useRoleTitle()
  const viewAs = useViewAs()
  const mine = giver.roleIds.includes(administratorRoleId) || mayGive(giver, role)
  const changes = useMay('roles:write') && role.source === 'account' && mine
  return (
    <Group gap="xs">
      {viewAs && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconEye size={16} aria-hidden />}
          aria-label={words.viewAsLabel(titleOf(role))}
          onClick={() => viewAs.begin(role)}
        >
          {words.viewAs}
        </Button>
      )}
      {changes && <Changes role={role} roles={roles} />}
    </Group>
  )
}

const Changes = ({ role, roles }: Props) => {
  const words = useWords('roles')
  const usher = useUsher()
  const say = useSay()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [dialog, setDialog] = useState<'change' | 'delete'>()
  const use = useRoleUse(role.roleId)
  const close = () => setDialog(undefined)
  const { roleId, name, isDefault } = role
  // Whoever may not see users does not know, and is told by the API.
  const isUsed = use.data !== undefined && (use.data.count > 0 || use.data.more)
  const isKnown = use.data !== undefined || use.fetchStatus === 'idle'
  const remove = async () => {
    await answered(usher.deleteRole({ accountId, roleId }))
    say.done(words.deleted(name))
    await queries.invalidateQueries({ queryKey: rolesQuery(usher, accountId).queryKey })
  }
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-label={words.changeTitle(name)}
        onClick={() => setDialog('change')}
      >
        {words.change}
      </Button>
      {isKnown && !isUsed && !isDefault && (
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
      )}
      {isDefault && (
        <Text size="sm" c="dimmed">
          {words.keptAsDefault}
        </Text>
      )}
      {isUsed && !isDefault && (
        <Text size="sm" c="dimmed">
          {words.keptInUse}{' '}
          <Anchor
            component={Link}
            inherit
            to={`${pathOf(accountId, 'users')}?roleId=${encodeURIComponent(roleId)}`}
          >
            {words.giveAnother}
          </Anchor>
        </Text>
      )}
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
    </>
  )
}
