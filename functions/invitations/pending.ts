/** What an administrator can do with a pending invitation besides resending it: copy its link, correct its address. */
import { type Account, existingRoles } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import { type Caller, may, requireMayGive } from '../sign-in/caller.ts'
import { isPast, statusAt, type UserRecord, userIdOf } from '../users/user.ts'
import { renewedInvitation } from './invitation.ts'

type Pending = {
  readonly account: Account
  readonly user: UserRecord
  readonly caller: Caller
  readonly now: Date
}

/**
 * The user, with a note of who copied the link and when. Throws 403 for roles that the caller may not give, 409
 * `user_not_invited`, 410 `invitation_expired`.
 */
export const withLinkCopied = ({ account, user, caller, now }: Pending): UserRecord => {
  requireMayGive(caller, existingRoles(account, user.roleIds))
  if (user.status !== 'invited') throw new Problem('user_not_invited')
  if (isPast(user.expiresAt, now)) throw new Problem('invitation_expired')
  const at = now.toISOString()
  return { ...user, linkCopiedAt: at, updatedAt: at, updatedBy: caller.actor }
}

type Correction = Pending & {
  readonly email: string
  readonly name?: string | undefined
  readonly nonce: string
}

/**
 * The same invitation at another address, with an email of its own. Throws 403 `permission_missing` for anyone who
 * neither may revoke the first one nor created it, 409 `user_exists` for its current address, and whatever keeps it
 * from being resent.
 */
export const readdressed = ({ account, user, caller, email, name, now, nonce }: Correction): UserRecord => {
  if (!may(caller, 'users:write') && user.invitedBy !== caller.userId)
    throw new Problem('permission_missing', 'This needs the permission users:write')
  if (email === user.email)
    throw new Problem('user_exists', undefined, { userId: user.userId, userStatus: statusAt(user, now) })
  const userId = userIdOf(account.accountId, email)
  const readdressedUser = { ...user, userId, email, name: name ?? user.name, idempotencyKey: undefined }
  return renewedInvitation({
    account,
    user: readdressedUser,
    invitedBy: caller,
    now,
    nonce,
    expiresInHours: undefined,
  })
}
