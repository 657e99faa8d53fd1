/** The caller, as an active user of an account or as an operator, and what they may grant to others. */
import { fieldError } from '../../shared/contract/field-errors.ts'
import { administratorRoleId, mayGive, type Permission } from '../../shared/contract/permissions.ts'
import { type Account, existingRoles, permissionsOf, type Role } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import { statusAt, type UserRecord } from '../users/user.ts'

export type Caller = {
  /** Undefined for operators: nobody's leaving voids their invitations. */
  readonly userId: string | undefined
  /** Whom the trail names: the user's id, or `operator`. */
  readonly actor: string
  readonly roleIds: readonly string[]
  readonly permissions: readonly string[]
  /** When a guest's access ends. Whatever they grant ends then at the latest. */
  readonly accessUntil?: string | undefined
}

/** The caller; undefined for anyone who isn't an active user. */
export const callerOf = (user: UserRecord | undefined, account: Account, now: Date): Caller | undefined =>
  user && statusAt(user, now) === 'active'
    ? {
        userId: user.userId,
        actor: user.userId,
        accessUntil: user.accessUntil,
        ...powersOf(account, user.roleIds),
      }
    : undefined

/** The product's own backend. In any account, it may do whatever an administrator may. */
export const operatorOf = (account: Account): Caller => ({
  userId: undefined,
  actor: operator,
  ...powersOf(account, [administratorRoleId]),
})

export const operator = 'operator'

const powersOf = (account: Account, ids: readonly string[]) => {
  const roles = existingRoles(account, ids)
  return { roleIds: roles.map((role) => role.roleId), permissions: permissionsOf(roles) }
}

/** Throws 403 `operator_only` for everyone else. */
export const requireOperator = ({ userId }: Caller): void => {
  if (userId !== undefined) throw new Problem('operator_only')
}

export const may = (caller: Caller, permission: Permission): boolean =>
  caller.permissions.includes(permission)

/** Throws 403 `user_not_yours_to_manage` if the user has a role that the caller couldn't grant. */
export const requireMayManage = (caller: Caller, roles: readonly Role[]): void => {
  if (!roles.every((role) => mayGive(caller, role))) throw new Problem('user_not_yours_to_manage')
}

/** Whether the caller could invite with all of these roles. */
export const mayGiveAll = (caller: Caller, roles: readonly Role[]): boolean =>
  roles.every((role) => mayGive(caller, role))

/** Throws 403 `role_not_yours_to_give`, naming each role that the caller may not grant. */
export const requireMayGive = (caller: Caller, roles: readonly Role[]): void => {
  const errors = roles.flatMap((role, index) =>
    mayGive(caller, role) ? [] : [fieldError(`roleIds.${index}`, { code: whyNot(role), role: role.name })],
  )
  if (errors.length > 0) throw new Problem('role_not_yours_to_give', undefined, { errors })
}

const whyNot = ({ sensitive, roleId }: Role) =>
  sensitive && roleId !== administratorRoleId ? 'role_sensitive' : 'role_beyond_yours'

type Guest = Pick<Caller, 'accessUntil'>

/** Whether a guest grants access beyond the end of their own. */
const outlasts = (accessUntil: string | undefined, { accessUntil: own }: Guest): boolean =>
  own !== undefined && (accessUntil === undefined || accessUntil > own)

/** When access granted by the caller ends: at the date they chose, but no later than their own. */
export const endGivenBy = (caller: Guest, accessUntil: string | undefined): string | undefined =>
  outlasts(accessUntil, caller) ? caller.accessUntil : accessUntil

/** Throws 403 `role_not_yours_to_give` if a guest gives roles to somebody whose access outlasts theirs. */
export const requireNoLonger = (caller: Guest, accessUntil: string | undefined): void => {
  if (outlasts(accessUntil, caller))
    throw new Problem(
      'role_not_yours_to_give',
      'Your own access ends, so you can only give roles to people whose access ends no later',
    )
}
