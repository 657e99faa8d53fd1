/** The choice of roles for an invitation; roles that you may not give are shown with the reason. */
import { Badge, Checkbox, Group, Stack } from '@mantine/core'
import { administratorRoleId, mayGive } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { type Membership, useAccount } from '../data/account.ts'
import { type Role, useRoleDescription, useRoleTitle } from '../data/roles.ts'

/** The default roles that the caller may give. */
export const preselectedRoles = (giver: Membership, roles: readonly Role[]): string[] =>
  roles.filter((role) => role.isDefault && mayGive(giver, role)).map(({ roleId }) => roleId)

type Props = {
  /** The heading; `Roles` by default. */
  readonly label?: string
  readonly roles: readonly Role[]
  readonly value: readonly string[]
  readonly onChange: (roleIds: string[]) => void
  readonly error: string | undefined
}

export const RoleChoice = ({ label, roles, value, onChange, error }: Props) => {
  const words = useWords('invite')
  const giver = useAccount()
  const describe = useRoleDescription()
  const titleOf = useRoleTitle()
  return (
    <Checkbox.Group
      label={label ?? words.roles}
      value={[...value]}
      onChange={onChange}
      error={error && (value.length === 0 ? words.chooseRole : error)}
      errorProps={{ mt: 'xs' }}
      data-refused={error !== undefined || undefined}
    >
      <Stack gap="sm" mt="xs">
        {roles.map((role) => {
          const mine = mayGive(giver, role)
          const reason =
            role.roleId === administratorRoleId || role.sensitive ? words.adminsOnly : words.notYours
          return (
            <Checkbox
              key={role.roleId}
              value={role.roleId}
              disabled={!mine}
              label={
                <Group gap="xs" style={{ overflowWrap: 'anywhere' }}>
                  <span>{titleOf(role)}</span>
                  {role.isDefault && (
                    <Badge size="sm" variant="light" tt="none">
                      {words.defaultRole}
                    </Badge>
                  )}
                </Group>
              }
              description={mine ? describe(role) : reason}
            />
          )
        })}
      </Stack>
    </Checkbox.Group>
  )
}
