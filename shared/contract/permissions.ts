/** The permissions of Usher itself. Any other `word:word` belongs to the product around it and is carried along. */

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

/** The built-in role of administrators. */
export const administratorRoleId = 'admin'

/** With any of these somebody manages users, roles or the account. */
const managing: readonly string[] = ['users:invite', 'users:write', 'roles:write', 'account:write']
export const isManaging = (permission: string): boolean => managing.includes(permission)

type Role = {
  readonly roleId: string
  readonly permissions: readonly string[]
  /** Whether one of its permissions is sensitive, as the product says. */
  readonly sensitive: boolean
}
type Holder = { readonly roleIds: readonly string[]; readonly permissions: readonly string[] }

/** Whether people who come by the invite link may get the role: a shared link gives nothing that manages or is sensitive. */
export const mayBeDefault = (role: Role): boolean => !role.sensitive && !role.permissions.some(isManaging)

/**
 * Nobody gives a permission that they lack. The built-in administrator role and roles with a sensitive permission are given
 * by administrators only.
 */
export const mayGive = (giver: Holder, role: Role): boolean =>
  role.roleId === administratorRoleId || role.sensitive
    ? giver.roleIds.includes(administratorRoleId)
    : role.permissions.every((permission) => giver.permissions.includes(permission))
