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

type Role = { readonly roleId: string; readonly permissions: readonly string[] }
type Holder = { readonly roleIds: readonly string[]; readonly permissions: readonly string[] }

/** Whether people who use the invite link may get the role: a shared link must not create administrators. */
export const mayBeDefault = (role: Role): boolean =>
  role.permissions.every((permission) => !managing.includes(permission))

/** Nobody can grant a permission that they lack; only administrators can give the built-in administrator role. */
export const mayGive = (giver: Holder, role: Role): boolean =>
  role.roleId === administratorRoleId
    ? giver.roleIds.includes(administratorRoleId)
    : role.permissions.every((permission) => giver.permissions.includes(permission))
