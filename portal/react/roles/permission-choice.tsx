/** Choosing the permissions of a role: by name in their groups, and others where accounts may have some. */
import { Checkbox, Fieldset, Stack, TagsInput, Text } from '@mantine/core'
import { administratorRoleId, permissions as ownPermissions } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useCatalog } from '../data/catalog.ts'
import type { Role } from '../data/roles.ts'
import { Tiles } from '../ui/tiles.tsx'
import classes from './permission-choice.module.css'
import { type PermissionGroup, usePermissionGroups } from './permission-groups.ts'

type Props = {
  readonly value: readonly string[]
  readonly onChange: (permissions: string[]) => void
  /** What other roles hold is offered, too. */
  readonly roles: readonly Role[]
  readonly error: string | undefined
}

export const PermissionChoice = ({ value, onChange, roles, error }: Props) => {
  const words = useWords('roles')
  const { data: catalog } = useCatalog()
  const groupsOf = usePermissionGroups()
  const offered = new Set<string>([
    ...ownPermissions,
    ...(catalog?.permissions ?? []).map(({ permission }) => permission),
    ...(catalog?.customPermissions ? roles.flatMap(({ permissions }) => permissions) : []),
  ])
  const others = value.filter((permission) => !offered.has(permission))
  /** Of a group anew; the rest stays. */
  const choose = (group: PermissionGroup) => (chosen: readonly string[]) => {
    const replaced = new Set(group.permissions.map(({ permission }) => permission))
    onChange([...value.filter((one) => !replaced.has(one)), ...chosen])
  }
  const unlisted = {
    label: words.unlisted,
    permissions: others.map((permission) => ({ permission, label: permission })),
  }
  return (
    <Stack gap="md">
      {groupsOf(offered).map((group) => (
        <Choice key={group.label} group={group} value={value} onChange={choose(group)} />
      ))}
      {catalog?.customPermissions && (
        <TagsInput
          label={words.otherPermissions}
          description={words.otherPermissionsHint}
          placeholder="reports:read"
          value={others}
          onChange={(chosen) =>
            onChange([...new Set([...value.filter((one) => offered.has(one)), ...chosen])])
          }
          acceptValueOnBlur
          splitChars={[',', ' ']}
          error={error}
        />
      )}
      {/* From before the product listed its permissions: they may be taken away, and then don't come back. */}
      {catalog && !catalog.customPermissions && others.length > 0 && (
        <Choice group={unlisted} value={value} onChange={choose(unlisted)} />
      )}
      {error && !catalog?.customPermissions && (
        <Text size="sm" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
    </Stack>
  )
}

type ChoiceProps = {
  readonly group: PermissionGroup
  readonly value: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

const Choice = ({ group: { label, permissions }, value, onChange }: ChoiceProps) => {
  const words = useWords('roles')
  const giver = useAccount()
  const isAdministrator = giver.roleIds.includes(administratorRoleId)
  const reasonAgainst = ({ permission, sensitive }: (typeof permissions)[number]): string | undefined => {
    if (isAdministrator) return undefined
    if (sensitive) return words.sensitive
    return giver.permissions.includes(permission) ? undefined : words.lackIt
  }
  const chosen = permissions.map(({ permission }) => permission).filter((one) => value.includes(one))
  return (
    <Fieldset variant="unstyled" m={0} p={0} legend={label} classNames={{ legend: classes.legend }}>
      <Checkbox.Group value={chosen} onChange={onChange}>
        <Tiles least="14rem" gap="xs">
          {permissions.map((one) => {
            const reason = reasonAgainst(one)
            return (
              <Checkbox
                key={one.permission}
                value={one.permission}
                disabled={reason !== undefined}
                label={one.label}
                title={one.permission}
                description={reason ?? one.description}
              />
            )
          })}
        </Tiles>
      </Checkbox.Group>
    </Fieldset>
  )
}
