/**
 * Runs every 15 minutes. Requeues emails that both the stream and the mail queue have lost, and releases held emails
 * whose time has come. An email that has been requeued too often is marked failed: if it were sent but couldn't be
 * marked, it would go out forever.
 */
import type { ScheduledEvent } from 'aws-lambda'
import { logInfo } from '../http/log.ts'
import { batchesOf } from '../table/batches.ts'
import { mostSweeps } from './overdue.ts'
import { findOverdueMails, type OverdueMail, queueAgain } from './overdue-mails.ts'
import { resumeWaiting } from './resume-mails.ts'
import { findHolding, release } from './stored-held-mails.ts'
import { markMail } from './stored-mails.ts'

/** As many as the SDK opens connections to the table. */
const atOnce = 50

export const handler = async ({ time }: Pick<ScheduledEvent, 'time'>): Promise<void> => {
  const now = new Date(time)
  const overdue = await findOverdueMails(now)
  for (const batch of batchesOf(overdue, atOnce)) await Promise.all(batch.map((mail) => sweep(mail, now)))
  const givenUp = overdue.filter(isGivenUp).length
  const accounts = await findHolding(now)
  let released = 0
  for (const account of accounts) released += await resumeWaiting(account, now)
  logInfo({ operation: 'sweepMails', queuedAgain: overdue.length - givenUp, givenUp, released })
}

const isGivenUp = ({ mail }: OverdueMail): boolean => mail.sweeps >= mostSweeps

const sweep = async (overdue: OverdueMail, now: Date): Promise<void> => {
  if (overdue.mail.state === 'held') await release(overdue, now)
  else if (isGivenUp(overdue))
    await markMail(overdue, { state: 'failed', from: ['queued'], now, detail: 'NeverSent' })
  else await queueAgain(overdue, now)
}
