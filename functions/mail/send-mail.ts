/**
 * Sends the mails of the mail queue, no faster than SES allows. Each message has its own retries, so that none holds up
 * another.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import { logError } from '../http/log.ts'
import { setting } from '../settings.ts'
import { compose } from './compose.ts'
import { send } from './send.ts'
import { findUnsent, type MailKey, mailKey, markMail, tagsOf, unsent } from './stored-mails.ts'

export const handler = async ({ Records }: SQSEvent) => {
  const failures: { itemIdentifier: string }[] = []
  for (const record of Records) {
    const [failure] = await Promise.all([deliver(record), wait(Number(setting('MAIL_INTERVAL')))])
    if (failure) failures.push(failure)
  }
  return { batchItemFailures: failures }
}

/** How SES says that its rate or the quota of the day is used up: the mail has nothing wrong with it. */
const throttles: readonly string[] = ['Throttling', 'ThrottlingException', 'TooManyRequestsException']

const deliver = async (record: SQSRecord): Promise<{ itemIdentifier: string } | undefined> => {
  try {
    await deliverOne(keyIn(record))
    return undefined
  } catch (error) {
    logError(error, { operation: 'sendMail', messageId: record.messageId })
    const last = Number(record.attributes.ApproximateReceiveCount) >= Number(setting('MAIL_MAX_RECEIVES'))
    // One that was only too early stays queued, and the sweeper sends it on its way again.
    if (last && !throttles.includes(reasonOf(error))) await giveUp(record, reasonOf(error))
    return { itemIdentifier: record.messageId }
  }
}

const keyIn = ({ body }: SQSRecord): MailKey => mailKey.parse(JSON.parse(body))

/** What cannot be read or marked either lies in the dead-letter queue, and holds up no other. */
const giveUp = async (record: SQSRecord, detail: string): Promise<void> => {
  try {
    await markMail(keyIn(record), { state: 'failed', now: new Date(), detail })
  } catch (error) {
    logError(error, { operation: 'sendMail', messageId: record.messageId })
  }
}

/** Mails that SES took and the table could not be told of: when their message comes again, they are marked alone. */
const taken = new Set<string>()

/** Sending and marking are two steps: a crash between them can send twice, and so can an SES that does not answer. */
const deliverOne = async (key: MailKey): Promise<void> => {
  const now = new Date()
  const mailed = await findUnsent(key)
  if (!mailed) return
  const letter = await compose(mailed, now)
  if (!letter) return markMail(key, { state: 'skipped', now, after: unsent })
  if (!taken.has(mailed.nonce)) await send(letter.mail, { address: letter.address, tags: tagsOf(mailed) })
  taken.add(mailed.nonce)
  await markMail(key, { state: 'sent', now, after: unsent })
  taken.delete(mailed.nonce)
}

/** The kind of error alone: what SES says in words names addresses. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
