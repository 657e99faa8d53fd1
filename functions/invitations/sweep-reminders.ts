/** Queues the reminders that are due, every hour. What a run doesn't get to, the next one does. */
import type { ScheduledEvent } from 'aws-lambda'
import { findAccount } from '../accounts/stored-account.ts'
import { logError, logInfo } from '../http/log.ts'
import { Problem } from '../problem.ts'
import { batchesOf } from '../table/batches.ts'
import { findUser } from '../users/stored-users.ts'
import { updateUser } from '../users/write-user.ts'
import { reminded } from './expiry-reminder.ts'
import { findDueReminders } from './stored-expiries.ts'

const atOnce = 25

export const handler = async ({ time }: Pick<ScheduledEvent, 'time'>): Promise<void> => {
  const now = new Date(time)
  const due = await findDueReminders(now)
  for (const batch of batchesOf(due, atOnce)) await Promise.all(batch.map((place) => remind(place, now)))
  logInfo({ operation: 'sweepReminders', due: due.length })
}

type Place = { readonly accountId: string; readonly userId: string }

const remind = async ({ accountId, userId }: Place, now: Date): Promise<void> => {
  try {
    const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
    if (account && user)
      await updateUser({ account, user }, (place) => reminded(place.user, place.account, now))
  } catch (error) {
    if (!(error instanceof Problem)) logError(error, { operation: 'sweepReminders', accountId })
  }
}
