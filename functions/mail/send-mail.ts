/**
 * Sends the emails of the mail queue, no faster than SES allows. Each message is retried on its own, so that none
 * blocks another.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import type { MailReason } from '../../shared/contract/mail.ts'
import type { Account } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { logError, logInfo } from '../http/log.ts'
import { setting } from '../settings.ts'
import { compose } from './compose.ts'
import { type DayPermits, dayPermits } from './day-permits.ts'
import { mailboxIdOf } from './mailbox.ts'
import { noticesOf } from './notices.ts'
import { send } from './send.ts'
import { isBlocked } from './stored-blocks.ts'
import { holdForAccount, holdForMailbox } from './stored-held-mails.ts'
import { takeMailboxTurn } from './stored-mailbox-turns.ts'
import {
  findUnsent,
  type Invited,
  kindOf,
  type MailKey,
  mailKey,
  markMail,
  type Notified,
  tagsOf,
} from './stored-mails.ts'

export const handler = async ({ Records }: SQSEvent) => {
  const permits = dayPermits(
    (accountId) => Records.filter(({ body }) => body.includes(`#${accountId}"`)).length,
    new Date(),
  )
  const failures: { itemIdentifier: string }[] = []
  for (const record of Records) {
    const [failure] = await Promise.all([deliver(record, permits), wait(Number(setting('MAIL_INTERVAL')))])
    if (failure) failures.push(failure)
  }
  await permits.settle().catch((error) => logError(error, { operation }))
  return { batchItemFailures: failures }
}

const operation = 'sendMail'

/** SES's errors when its rate or daily quota is used up; there's nothing wrong with the email. */
const throttles: readonly string[] = ['Throttling', 'ThrottlingException', 'TooManyRequestsException']

const deliver = async (
  record: SQSRecord,
  permits: DayPermits,
): Promise<{ itemIdentifier: string } | undefined> => {
  try {
    await deliverOne(keyIn(record), permits)
    return undefined
  } catch (error) {
    logError(error, { operation, messageId: record.messageId })
    const last = Number(record.attributes.ApproximateReceiveCount) >= Number(setting('MAIL_MAX_RECEIVES'))
    // An email that was only throttled stays queued, and the sweeper sends it on its way again.
    if (last && !throttles.includes(reasonOf(error))) await giveUp(record, reasonOf(error))
    return { itemIdentifier: record.messageId }
  }
}

const keyIn = ({ body }: SQSRecord): MailKey => mailKey.parse(JSON.parse(body))

/** If it can't be read or marked either, the message goes to the dead-letter queue and doesn't block others. */
const giveUp = async (record: SQSRecord, detail: string): Promise<void> => {
  try {
    await markMail(keyIn(record), { state: 'failed', from: ['queued'], now: new Date(), detail })
  } catch (error) {
    logError(error, { operation, messageId: record.messageId })
  }
}

/**
 * Emails that SES accepted but that couldn't be marked in the table. When their message is delivered again, they're
 * only marked.
 */
const taken = new Set<string>()

/** Sending and marking are two steps, so a crash between them can send twice. So can a lost answer from SES. */
const deliverOne = async (key: MailKey, permits: DayPermits): Promise<void> => {
  const now = new Date()
  const mailed = await findUnsent(key)
  if (!mailed) return
  const { nonce } = mailed
  if (!taken.has(nonce)) {
    const isInvited = mailed.type === 'user' || mailed.type === 'join-request'
    const sent = isInvited
      ? await sendInvited(mailed, { key, now, permits })
      : await sendNotice(mailed, { key, now })
    if (!sent) return
  }
  taken.add(nonce)
  await markMail(key, { state: 'sent', now })
  taken.delete(nonce)
}

type Sending = { readonly key: MailKey; readonly now: Date }

const skip = async ({ key, now }: Sending, reason: MailReason): Promise<false> => {
  await markMail(key, { state: 'skipped', reason, now })
  return false
}

const sendNotice = async (mailed: Notified, sending: Sending): Promise<boolean> => {
  const { now } = sending
  const notices = await noticesOf(mailed, now)
  if (notices.length === 0) return skip(sending, 'outdated')
  for (const [index, { mail, address }] of notices.entries())
    await send(mail, {
      address,
      tags: tagsOf(mailed),
      id: index === 0 ? mailed.nonce : `${mailed.nonce}.${index}`,
      now,
    })
  return true
}

/** Whether the email was sent: false if it's outdated, unwanted, or held by a limit. */
const sendInvited = async (
  mailed: Invited,
  { permits, ...sending }: Sending & { readonly permits: DayPermits },
): Promise<boolean> => {
  const { key, now } = sending
  const { accountId, email, nonce } = mailed
  const account = await findAccount(accountId)
  const mail = account && (await compose(mailed, account, now))
  if (!mail) return skip(sending, 'outdated')
  const hold = async (reason: MailReason, until?: Date): Promise<false> => {
    logInfo({ operation, accountId, outcome: 'held', reason })
    const held = { mailed, key, reason, now }
    await (until === undefined ? holdForAccount(held) : holdForMailbox(held, until))
    return false
  }
  const rest = reasonToRest(account)
  if (rest) return hold(rest)
  const mailboxId = mailboxIdOf(email)
  if (await isBlocked(mailboxId)) return skip(sending, 'address_blocked')
  if (!(await permits.take(account))) return hold('account_limit')
  let unused = true
  try {
    const turn = await takeMailboxTurn({ mailboxId, kind: kindOf(mailed), nonce }, now)
    if (turn !== 'taken') return await hold('mailbox_limit', turn)
    await send(await mail(), { address: email, tags: tagsOf(mailed), id: nonce, now })
    unused = false
    return true
  } finally {
    if (unused) permits.giveBack(accountId)
  }
}

/** Why the account sends no emails at the moment. */
const reasonToRest = (account: Account): MailReason | undefined =>
  isResting(account) ? 'account_suspended' : account.mailsPaused ? 'mails_paused' : undefined

/** Only the kind of error, because SES's messages name addresses. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
