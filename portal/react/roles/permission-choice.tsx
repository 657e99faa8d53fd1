/**
 * Choosing a role's permissions: Usher's, the product's under its own headings, and others if accounts may use some.
 */
import { Checkbox, SimpleGrid, Stack, TagsInput, Text } from '@mantine/core'
import { administratorRoleId, permissions as ownPermissions } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { type Catalog, useCatalog } from '../data/catalog.ts'
import type { Role } from '../data/roles.ts'

type Listed = { readonly permission: string; readonly label: string } & Partial<
  Catalog['permissions'][number]
>

type Props = {
  readonly value: readonly string[]
  readonly onChange: (permissions: string[]) => void
  /** The permissions of other roles are suggested. */
  readonly roles: readonly Role[]
  readonly error: string | undefined
}

export const PermissionChoice = ({ value, onChange, roles, error }: Props) => {
  const words = useWords('roles')
  const { data: catalog } = useCatalog()
  const own = ownPermissions.map((permission) => ({ permission, label: words.permissionNames[permission] }))
  const product: readonly Listed[] = catalog?.permissions ?? []
  const listed = new Set<string>([...own, ...product].map(({ permission }) => permission))
  const others = value.filter((permission) => !listed.has(permission))
  const suggested = roles.flatMap(({ permissions }) => permissions).filter((one) => !listed.has(one))
  /** Replaces some of them and leaves the rest. */
  const choose = (some: readonly Listed[]) => (chosen: readonly string[]) => {
    const replaced = new Set(some.map(({ permission }) => permission))
    onChange([...value.filter((one) => !replaced.has(one)), ...chosen])
  }
  return (
    <Stack gap="md">
      <Choice label={words.permissions} listed={own} value={value} onChange={choose(own)} />
      {groupsOf(product, words.otherPermissions).map(([label, some]) => (
        <Choice key={label} label={label} listed={some} value={value} onChange={choose(some)} />
      ))}
      {catalog?.customPermissions && (
        <TagsInput
          label={words.otherPermissions}
          description={words.otherPermissionsHint}
          placeholder="reports:read"
          value={others}
          onChange={(chosen) => onChange([...value.filter((one) => listed.has(one)), ...chosen])}
          data={[...new Set(suggested)]}
          acceptValueOnBlur
          splitChars={[',', ' ']}
          error={error}
        />
      )}
      {catalog && !catalog.customPermissions && (
        <Unlisted value={value} others={others} onChange={onChange} />
      )}
      {error && !catalog?.customPermissions && (
        <Text size="sm" c="red">
          {error}
        </Text>
      )}
    </Stack>
  )
}

/** Permissions by heading, in the order in which the product first names each heading. */
const groupsOf = (listed: readonly Listed[], unnamed: string): [string, Listed[]][] =>
  Object.entries(Object.groupBy(listed, ({ group = unnamed }) => group)).map(([label, some = []]) => [
    label,
    some,
  ])

type ChoiceProps = {
  readonly label: string
  readonly listed: readonly Listed[]
  readonly value: readonly string[]
  readonly onChange: (chosen: string[]) => void
}

const Choice = ({ label, listed, value, onChange }: ChoiceProps) => {
  const words = useWords('roles')
  const giver = useAccount()
  const isAdministrator = giver.roleIds.includes(administratorRoleId)
  const reasonAgainst = ({ permission, sensitive }: Listed): string | undefined => {
    if (isAdministrator) return undefined
    if (sensitive) return words.sensitive
    return giver.permissions.includes(permission) ? undefined : words.lackIt
  }
  const chosen = listed.map(({ permission }) => permission).filter((permission) => value.includes(permission))
  return (
    <Checkbox.Group label={label} value={chosen} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt="xs">
        {listed.map((one) => {
          const reason = reasonAgainst(one)
          return (
            <Checkbox
              key={one.permission}
              value={one.permission}
              disabled={reason !== undefined}
              label={one.label}
              description={reason ?? one.description}
            />
          )
        })}
      </SimpleGrid>
    </Checkbox.Group>
  )
}

type UnlistedProps = {
  readonly value: readonly string[]
  readonly others: readonly string[]
  readonly onChange: (permissions: string[]) => void
}

/** What the role had before the product listed its permissions. It can be removed, but not added again. */
const Unlisted = ({ value, others, onChange }: UnlistedProps) => {
  const words = useWords('roles')
  if (others.length === 0) return null
  const listed = others.map((permission) => ({ permission, label: permission }))
  return (
    <Choice
      label={words.unlisted}
      listed={listed}
      value={value}
      onChange={(chosen) => onChange([...value.filter((one) => !others.includes(one)), ...chosen])}
    />
  )
}
