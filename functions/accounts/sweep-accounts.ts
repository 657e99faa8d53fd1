/**
 * Erases deleted accounts whose grace period has ended. Runs every hour, and stops in time; the next run continues
 * where this one stopped.
 */
import type { Context, ScheduledEvent } from 'aws-lambda'
import { logError, logInfo } from '../http/log.ts'
import { findAccount } from './stored-account.ts'
import { beginErasing, findDeletion, findDueDeletions } from './stored-deletion.ts'
import { certify, eraseItems } from './stored-erasure.ts'

/** Milliseconds that are enough for the current page and the certificate. */
const forTheLastPage = 30_000

type Sweep = Pick<ScheduledEvent, 'time'>
type Time = Pick<Context, 'getRemainingTimeInMillis'>

export const handler = async ({ time }: Sweep, context: Time): Promise<void> => {
  const now = new Date(time)
  const hasTime = () => context.getRemainingTimeInMillis() > forTheLastPage
  const due = await findDueDeletions(now)
  let erased = 0
  for (const accountId of due) if (hasTime()) erased += Number(await sweep(accountId, hasTime, now))
  logInfo({ operation: 'sweepAccounts', erased, due: due.length })
}

/**
 * False for an account that was restored, that there was no time for, or that the table refused: the next run retries
 * it.
 */
const sweep = async (accountId: string, hasTime: () => boolean, now: Date): Promise<boolean> => {
  try {
    const [deletion, account] = await Promise.all([findDeletion(accountId), findAccount(accountId)])
    // Somebody has loaded the account again from a file.
    const isBack = account !== undefined && account.deletedAt !== deletion?.deletedAt
    if (!deletion || isBack || !(await beginErasing(deletion, now))) return false
    const found = await eraseItems(accountId, hasTime)
    const after = await findDeletion(accountId)
    if (found === undefined || !after) return false
    await certify(after, found, now)
    logInfo({ operation: 'sweepAccounts', accountId, outcome: 'erased' })
    return true
  } catch (error) {
    logError(error, { operation: 'sweepAccounts', accountId })
    return false
  }
}
