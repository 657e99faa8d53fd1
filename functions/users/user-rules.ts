/** What an administrator can change about a user: the rules of roles, status and removal, without table access. */
import type { AttributeDeclarations } from '../../shared/contract/attributes.ts'
import type { UserChange } from '../../shared/contract/users.ts'
import { type Account, existingRoles, namedRoles } from '../accounts/account.ts'
import { requireSeat } from '../accounts/admission.ts'
import { changedAttributes } from '../accounts/attributes.ts'
import { Problem } from '../problem.ts'
import {
  type Caller,
  endGivenBy,
  requireMayGive,
  requireMayManage,
  requireNoLonger,
} from '../sign-in/caller.ts'
import { administers, requireNoGuestAdministrator, type UserRecord } from './user.ts'

type Changing = {
  readonly user: UserRecord
  readonly account: Account
  readonly caller: Caller
  readonly now: Date
  readonly declared?: AttributeDeclarations
}

/**
 * The changed user; the same record if nothing differs. Throws 403 `user_not_yours_to_manage` for the roles, status and
 * end of access of somebody with permissions that the caller lacks, 403 `role_not_yours_to_give`, 409 `user_not_joined`
 * for the status of an invitation, 409 `last_administrator` and `account_full`, 422 for roles that don't exist and for
 * an administrator whose access would end.
 */
export const changedUser = (
  body: UserChange,
  { user, account, caller, now, declared = {} }: Changing,
): UserRecord => {
  const { name = user.name, status = user.status, roleIds = user.roleIds } = body
  const end = given(body.accessUntil, user.accessUntil)
  if (user.userId === caller.userId && end !== user.accessUntil) {
    requireNoGuestAdministrator({ roleIds, accessUntil: end })
    throw new Problem('user_not_yours_to_manage', "You can't change the end of your own access")
  }
  if (body.roleIds ?? body.status ?? body.accessUntil !== undefined)
    requireMayManage(caller, existingRoles(account, user.roleIds))
  if (body.roleIds) requireMayGive(caller, namedRoles(account, body.roleIds))
  const gains = roleIds.some((roleId) => !user.roleIds.includes(roleId))
  if (gains) requireNoLonger(caller, endOf(body, user, caller))
  if (body.status && (user.status === 'invited' || user.status === 'declined'))
    throw new Problem('user_not_joined')
  const changed = {
    name,
    phone: given(body.phone, user.phone),
    status,
    roleIds,
    accessUntil: endOf(body, user, caller),
    externalId: given(body.externalId, user.externalId),
    attributes: changedAttributes(body.attributes, { declared, of: 'user', before: user.attributes }),
    // Whoever chose an invitation's roles vouches for them when it's redeemed.
    ...(user.status === 'invited' && !sameRoles(roleIds, user.roleIds)
      ? { invitedBy: caller.userId, givenAt: now.toISOString() }
      : {}),
  }
  const after = { ...user, ...changed }
  if (JSON.stringify(after) === JSON.stringify(user)) return user
  requireNoGuestAdministrator(after)
  requireAnotherAdministrator(account, user, after)
  if (status === 'active' && user.status === 'suspended') requireSeat(account)
  return { ...after, updatedAt: now.toISOString(), updatedBy: caller.actor }
}

/** A guest may shorten somebody's access, and extend it to the end of their own at most. */
const endOf = (body: UserChange, { accessUntil: before }: UserRecord, caller: Caller): string | undefined => {
  const wanted = given(body.accessUntil, before)
  const later = before !== undefined && (wanted === undefined || wanted > before)
  if (!later) return wanted
  const until = endGivenBy(caller, wanted)
  return until !== undefined && until < before ? before : until
}

/** The user with these notices switched on or off; the very same record where nothing differs. It is no change that the trail tells. */
export const withNotices = (user: UserRecord, notices: UserRecord['notices']): UserRecord => {
  const after = { ...user.notices, ...notices }
  return JSON.stringify(after) === JSON.stringify(user.notices ?? {}) ? user : { ...user, notices: after }
}

const sameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((roleId) => other.includes(roleId))

/** Null removes the value, and undefined leaves it. */
const given = (value: string | null | undefined, before: string | undefined): string | undefined =>
  value === undefined ? before : (value ?? undefined)

/**
 * Throws 403 `user_not_yours_to_manage` for somebody with permissions that the caller lacks, 409 `last_administrator`.
 */
export const requireMayRemove = ({ user, account, caller }: Omit<Changing, 'now'>): void => {
  requireMayManage(caller, existingRoles(account, user.roleIds))
  requireAnotherAdministrator(account, user, undefined)
}

/** Throws 409 `last_administrator` if the change leaves the account without one. */
const requireAnotherAdministrator = (
  { admins }: Account,
  before: UserRecord,
  after: UserRecord | undefined,
): void => {
  const leaves = administers(before) && !(after && administers(after))
  if (leaves && admins.size === 1 && admins.has(before.userId)) throw new Problem('last_administrator')
}
