/** One role: what it permits, who has it, and whether it's a default role. */
import { Anchor, Badge, Card, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { administratorRoleId, mayBeDefault, mayGive } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { accountKey, useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { usePermissionName } from '../data/catalog.ts'
import { pathOf } from '../data/paths.ts'
import { type Role, useRoleDescription } from '../data/roles.ts'
import { RoleActions } from './role-actions.tsx'

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
        <div>
          <Group gap="xs">
            <Title order={2} size="h4">
              {role.name}
            </Title>
            <Badge variant="light" color="gray" tt="none">
              {words.sources[role.source]}
            </Badge>
          </Group>
          <Text>{describe(role)}</Text>
        </div>
        <Switch
          label={words.isDefault}
          aria-label={words.makeDefault(role.name)}
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
      <Stack gap={6} mt="md">
        <Permissions role={role} />
        <InUse role={role} />
        <RoleActions role={role} roles={roles} />
      </Stack>
    </Card>
  )
}

const Permissions = ({ role: { permissions } }: { readonly role: Role }) => {
  const words = useWords('roles')
  const nameOf = usePermissionName()
  if (permissions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noPermissions}
      </Text>
    )
  return (
    <Group component="ul" gap={6} p={0} m={0} aria-label={words.permissions} style={{ listStyle: 'none' }}>
      {permissions.map((permission) => (
        <Badge key={permission} component="li" variant="default" tt="none" fw={500} title={permission}>
          {nameOf(permission)}
        </Badge>
      ))}
    </Group>
  )
}

/** Users counted at most; beyond that, "or more" is enough. */
const mostCounted = 100

const roleUseQuery = (usher: UsherClient, accountId: string, roleId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'users', 'of-role', roleId],
    queryFn: async () => {
      const query = { roleId, limit: String(mostCounted) }
      const { items, nextCursor } = await answered(usher.listUsers({ accountId, query }))
      return { count: items.length, more: nextCursor !== undefined }
    },
  })

const InUse = ({ role: { roleId, name } }: { readonly role: Role }) => {
  const words = useWords('roles')
  const { accountId } = useAccount()
  const use = useQuery({ ...roleUseQuery(useUsher(), accountId, roleId), enabled: useMay('users:read') })
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
      aria-label={`${users}: ${words.showUsers(name)}`}
    >
      {users}
    </Anchor>
  )
}
