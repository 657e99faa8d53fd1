/** Declining an invitation: the rule, and its write. */
import { Problem } from '../problem.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import type { UserRecord } from '../users/user.ts'
import { tryUpdateUser } from '../users/write-user.ts'
import { readInvitation } from './redeem.ts'
import type { PersonalToken } from './token.ts'

/**
 * The invited user after declining, or the same record if they already had. Their seat becomes free, and the address
 * can be invited again. Throws 409 `user_not_invited` for anyone who has joined.
 */
const declined = (user: UserRecord, now: Date): UserRecord => {
  if (user.status === 'declined') return user
  if (user.status !== 'invited') throw new Problem('user_not_invited')
  const at = now.toISOString()
  return {
    ...user,
    status: 'declined',
    declinedAt: at,
    message: undefined,
    updatedAt: at,
    updatedBy: user.userId,
  }
}

/** Throws 410 `invitation_revoked` and `invitation_replaced`, 403 `account_suspended`, 409 `user_not_invited`. */
export const decline = async (token: PersonalToken, now: Date): Promise<void> => {
  await untilFirst(async () => {
    const { account, user } = await readInvitation(token)
    if (!user) throw new Problem('invitation_revoked')
    if (user.nonce !== token.nonce) throw new Problem('invitation_replaced')
    const changed = declined(user, now)
    return changed === user ? user : tryUpdateUser({ account, user }, changed)
  })
}
