/** Who is calling, as an active user of an account, and what they may give to others. */
import { mayGive, type Permission } from '../contract/permissions.ts'
import { type Account, existingRoles, permissionsOf, type Role } from './accounts.ts'
import { Problem } from './problem.ts'
import type { UserRecord } from './users.ts'

export type Caller = {
  readonly userId: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly permissions: readonly string[]
}

/** The caller; undefined for anybody but an active user. */
export const callerOf = (user: UserRecord | undefined, account: Account): Caller | undefined => {
  if (user?.status !== 'active') return undefined
  const roles = existingRoles(account, user.roleIds)
  return {
    userId: user.userId,
    name: user.name,
    roleIds: roles.map((role) => role.roleId),
    permissions: permissionsOf(roles),
  }
}

export const may = (caller: Caller, permission: Permission): boolean =>
  caller.permissions.includes(permission)

/** Returns nothing. 403 `user_not_yours_to_manage` where one of a user's roles is none that the caller could give. */
export const requireMayManage = (caller: Caller, roles: readonly Role[]): void => {
  if (!roles.every((role) => mayGive(caller, role))) throw new Problem('user_not_yours_to_manage')
}

/** Returns nothing. 403 `role_not_yours_to_give` names each role that the caller may not give. */
export const requireMayGive = (caller: Caller, roles: readonly Role[]): void => {
  const errors = roles.flatMap((role, index) =>
    mayGive(caller, role)
      ? []
      : [{ path: `roleIds.${index}`, message: `has permissions that you lack: ${role.name}` }],
  )
  if (errors.length > 0) throw new Problem('role_not_yours_to_give', undefined, { errors })
}
