/** The reminder before an invitation expires: once, and only where its mail arrived and nobody answered it. */
import type { Account } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { isPast, type UserRecord } from '../users/user.ts'

/** States of the invitation's mail after which another is welcome. */
const arrived: readonly string[] = ['sent', 'delivered']

/** Who the trail says it was. */
const usher = 'usher'

/**
 * The user with the reminder queued as their mail, or without one where it has no use any more: the mail never arrived, the
 * invitation has expired, or the account rests. The very same record where no reminder is due.
 */
export const reminded = (user: UserRecord, account: Account, now: Date): UserRecord => {
  if (user.status !== 'invited' || user.remindAt === undefined || !isPast(user.remindAt, now)) return user
  const at = now.toISOString()
  const settled = { ...user, remindAt: undefined, updatedAt: at, updatedBy: usher }
  const wanted = arrived.includes(user.mail.state) && !isPast(user.expiresAt, now) && !isResting(account)
  return wanted ? { ...settled, remindedAt: at, mail: { state: 'queued', at } } : settled
}
