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

/** With any of these somebody manages users, roles or the account, so that no shared link may give it. */
export const managing: readonly string[] = ['users:invite', 'users:write', 'roles:write', 'account:write']
