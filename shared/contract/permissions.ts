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

type Role = { readonly roleId: string; readonly permissions: readonly string[] }
type Holder = { readonly roleIds: readonly string[]; readonly permissions: readonly string[] }

/** Whether whoever comes by the invite link may get the role: a shared link must not make administrators. */
export const mayBeDefault = (role: Role): boolean =>
  role.permissions.every((permission) => !managing.includes(permission))

/** Nobody gives a permission that they lack; the built-in administrator role is given by administrators alone. */
export const mayGive = (giver: Holder, role: Role): boolean =>
  role.roleId === administratorRoleId
    ? giver.roleIds.includes(administratorRoleId)
    : role.permissions.every((permission) => giver.permissions.includes(permission))
