/** Usher's own permissions. Any other `word:word` belongs to the product, and is passed on. */

export const permissions = [
  'users:read',
  'users:invite',
  'users:write',
  'roles:read',
  'roles:write',
  'account:write',
  'audit:read',
] as const

export type Permission = (typeof permissions)[number]

/** The built-in administrator role. */
export const administratorRoleId = 'admin'

/** Anyone with one of these manages users, roles or the account. */
const managing: readonly string[] = ['users:invite', 'users:write', 'roles:write', 'account:write']
export const isManaging = (permission: string): boolean => managing.includes(permission)

type Role = {
  readonly roleId: string
  readonly permissions: readonly string[]
  /** Whether one of its permissions is sensitive, according to the product. */
  readonly sensitive: boolean
}
type Holder = { readonly roleIds: readonly string[]; readonly permissions: readonly string[] }

/**
 * Whether people who use the invite link may get the role: a shared link grants nothing that manages or is sensitive.
 */
export const mayBeDefault = (role: Role): boolean => !role.sensitive && !role.permissions.some(isManaging)

/**
 * Nobody can grant a permission that they lack. Only administrators can give the built-in administrator role, and roles
 * with a sensitive permission.
 */
export const mayGive = (giver: Holder, role: Role): boolean =>
  role.roleId === administratorRoleId || role.sensitive
    ? giver.roleIds.includes(administratorRoleId)
    : role.permissions.every((permission) => giver.permissions.includes(permission))
