/** One role: what it permits, who has it, and whether it's a default role. */
import { Anchor, Badge, Card, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { administratorRoleId, mayBeDefault, mayGive } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { pathOf } from '../data/paths.ts'
import { type Role, useRoleDescription, useRoleTitle } from '../data/roles.ts'
import { RoleActions } from './role-actions.tsx'
import classes from './role-permissions.module.css'
import { RolePermissions } from './role-permissions.tsx'
import { useRoleUse } from './role-use.ts'

type Props = {
  readonly role: Role
  readonly roles: readonly Role[]
  readonly checked: boolean
  readonly change: (checked: boolean) => void
}

export const RoleCard = ({ role, roles, checked, change }: Props) => {
  const words = useWords('roles')
  const giver = useAccount()
  const describe = useRoleDescription()
  const titleOf = useRoleTitle()
  const mayWrite = useMay('roles:write')
  const reason = !mayBeDefault(role)
    ? role.sensitive && role.roleId !== administratorRoleId
      ? words.sensitiveText
      : words.managesText
    : mayWrite && !mayGive(giver, role)
      ? words.notYours
      : undefined
  return (
    <Card component="li" withBorder padding="lg">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div className={classes.about}>
          <Group gap="xs">
            <Title order={2} size="h4">
              {titleOf(role)}
            </Title>
            <Badge variant="light" color="gray" tt="none">
              {words.sources[role.source]}
            </Badge>
          </Group>
          <Text>{describe(role)}</Text>
        </div>
        <Switch
          className={classes.switch}
          label={words.isDefault}
          aria-label={words.makeDefault(titleOf(role))}
          labelPosition="left"
          checked={checked}
          disabled={!mayWrite || (reason !== undefined && !checked)}
          onChange={({ currentTarget }) => change(currentTarget.checked)}
        />
      </Group>
      {reason && (
        <Text size="sm" c="dimmed" mt="xs">
          {reason}
        </Text>
      )}
      <Stack gap="md" mt="md">
        <RolePermissions role={role} />
        <Group gap="sm">
          <InUse role={role} />
          <RoleActions role={role} roles={roles} />
        </Group>
      </Stack>
    </Card>
  )
}

const InUse = ({ role }: { readonly role: Role }) => {
  const words = useWords('roles')
  const titleOf = useRoleTitle()
  const { roleId } = role
  const { accountId } = useAccount()
  const use = useRoleUse(roleId)
  if (use.isPending) return use.fetchStatus === 'idle' ? null : <Text size="sm">{words.counting}</Text>
  if (use.isError) return null
  const { count, more } = use.data
  if (count === 0 && !more)
    return (
      <Text size="sm" c="dimmed">
        {words.unused}
      </Text>
    )
  const users = more
    ? words.inUse(words.atLeast(count))
    : count === 1
      ? words.inUseOne
      : words.inUse(String(count))
  return (
    <Anchor
      component={Link}
      size="sm"
      to={`${pathOf(accountId, 'users')}?roleId=${encodeURIComponent(roleId)}`}
      aria-label={`${users}: ${words.showUsers(titleOf(role))}`}
    >
      {users}
    </Anchor>
  )
}
