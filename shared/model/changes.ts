/** What an administrator changes about a user: the rules of roles, status and removal, without a table. */
import type { UserChange } from '../contract/users.ts'
import { type Account, existingRoles, namedRoles } from './accounts.ts'
import { type Caller, requireMayGive, requireMayManage } from './callers.ts'
import { Problem } from './problem.ts'
import type { UserRecord } from './users.ts'

type Changing = {
  readonly user: UserRecord
  readonly account: Account
  readonly caller: Caller
  readonly now: Date
}

/**
 * The user once changed; the very same record where nothing differs. 403 `user_not_yours_to_manage` for roles and
 * status of who has permissions that the caller lacks, 403 `role_not_yours_to_give`, 409 `user_not_joined` for the
 * status of an invitation, 422 for roles that are none.
 */
export const changedUser = (body: UserChange, { user, account, caller, now }: Changing): UserRecord => {
  const { name = user.name, phone, status = user.status, roleIds = user.roleIds } = body
  if (body.roleIds ?? body.status) requireMayManage(caller, existingRoles(account, user.roleIds))
  if (body.roleIds) requireMayGive(caller, namedRoles(account, body.roleIds))
  if (body.status && user.status === 'invited') throw new Problem('user_not_joined')
  const changed = {
    name,
    phone: phone === undefined ? user.phone : (phone ?? undefined),
    status,
    roleIds,
    // Whoever chose the roles of an invitation answers for them when it is redeemed.
    ...(body.roleIds && user.status === 'invited' ? { invitedBy: caller.userId } : {}),
  }
  const same = JSON.stringify({ ...user, ...changed }) === JSON.stringify(user)
  return same ? user : { ...user, ...changed, updatedAt: now.toISOString(), updatedBy: caller.userId }
}

/** Returns nothing. 403 `user_not_yours_to_manage` for who has permissions that the caller lacks. */
export const requireMayRemove = ({ user, account, caller }: Omit<Changing, 'now'>): void =>
  requireMayManage(caller, existingRoles(account, user.roleIds))
