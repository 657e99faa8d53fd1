/**
 * Deletes the personal data of people who were invited and never joined, or declined, some time after their invitation
 * expired. Runs every hour. What stays is the same as for anyone who was removed: ids, in the audit trail.
 */
import type { ScheduledEvent } from 'aws-lambda'
import { findAccount } from '../accounts/stored-account.ts'
import { logError, logInfo } from '../http/log.ts'
import { Problem } from '../problem.ts'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { findUser } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { deleteUser } from '../users/write-user.ts'
import { findExpiredBefore } from './stored-expiries.ts'

const atOnce = 25

/** Whom the trail names. */
const system = 'usher'

export const handler = async ({ time }: Pick<ScheduledEvent, 'time'>): Promise<void> => {
  const now = new Date(time)
  const before = new Date(now.getTime() - Number(setting('EXPIRED_INVITATION_DAYS')) * 86_400_000)
  const found = await findExpiredBefore(before)
  const swept: boolean[] = []
  for (const batch of batchesOf(found, atOnce))
    swept.push(...(await Promise.all(batch.map((place) => sweep(place, { before, now })))))
  logInfo({ operation: 'sweepInvitations', swept: swept.filter(Boolean).length, found: found.length })
}

type At = { readonly before: Date; readonly now: Date }

const isLongExpired = ({ status, expiresAt }: UserRecord, before: Date): boolean =>
  (status === 'invited' || status === 'declined') &&
  expiresAt !== undefined &&
  expiresAt < before.toISOString()

/**
 * False for people who were invited again or joined in the meantime, and if the table refuses: the next run retries.
 */
const sweep = async (
  { accountId, userId }: { readonly accountId: string; readonly userId: string },
  { before, now }: At,
): Promise<boolean> => {
  try {
    const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
    if (!account || !user || !isLongExpired(user, before)) return false
    const check = (place: { readonly user: UserRecord }) => {
      if (!isLongExpired(place.user, before)) throw new Problem('user_not_invited')
    }
    await deleteUser({ account, user }, check, { by: system, now, lapsed: true })
    return true
  } catch (error) {
    if (!(error instanceof Problem)) logError(error, { operation: 'sweepInvitations', accountId })
    return false
  }
}
