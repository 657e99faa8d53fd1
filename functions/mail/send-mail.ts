/**
 * Sends the mails of the mail queue, no faster than SES allows. Each message has its own retries, so that none holds up
 * another.
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
  type Mailed,
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

/** How SES says that its rate or the quota of the day is used up: the mail has nothing wrong with it. */
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
    // One that was only too early stays queued, and the sweeper sends it on its way again.
    if (last && !throttles.includes(reasonOf(error))) await giveUp(record, reasonOf(error))
    return { itemIdentifier: record.messageId }
  }
}

const keyIn = ({ body }: SQSRecord): MailKey => mailKey.parse(JSON.parse(body))

/** What cannot be read or marked either lies in the dead-letter queue, and holds up no other. */
const giveUp = async (record: SQSRecord, detail: string): Promise<void> => {
  try {
    await markMail(keyIn(record), { state: 'failed', from: ['queued'], now: new Date(), detail })
  } catch (error) {
    logError(error, { operation, messageId: record.messageId })
  }
}

/** Mails that SES took and the table could not be told of: when their message comes again, they are marked alone. */
const taken = new Set<string>()

/** Sending and marking are two steps: a crash between them can send twice, and so can an SES that does not answer. */
const deliverOne = async (key: MailKey, permits: DayPermits): Promise<void> => {
  const now = new Date()
  const mailed = await findUnsent(key)
  if (!mailed) return
  const id = idOf(mailed)
  if (!taken.has(id)) {
    const isInvited = mailed.type === 'user' || mailed.type === 'join-request'
    const sent = isInvited
      ? await sendInvited(mailed, { key, now, permits })
      : await sendNotice(mailed, { key, now, permits })
    if (!sent) return
  }
  taken.add(id)
  await markMail(key, { state: 'sent', now })
  taken.delete(id)
}

/** Of one mail: the reminder of an invitation carries the invitation's nonce, so that its links are the same. */
const idOf = (mailed: Mailed): string =>
  mailed.type === 'user' && mailed.remindedAt !== undefined ? `${mailed.nonce}.reminder` : mailed.nonce

type Sending = { readonly key: MailKey; readonly now: Date }

const skip = async ({ key, now }: Sending, reason: MailReason): Promise<false> => {
  await markMail(key, { state: 'skipped', reason, now })
  return false
}

const sendNotice = async (
  mailed: Notified,
  { permits, ...sending }: Sending & { readonly permits: DayPermits },
): Promise<boolean> => {
  const { now } = sending
  const notices = await noticesOf(mailed, now)
  if (notices.length === 0) return skip(sending, 'outdated')
  for (const [index, { mail, address, account }] of notices.entries()) {
    const brake = account && (await brakeOf(mailed.nonce, { address, account }, permits, now))
    if (brake) return skip(sending, brake)
    await send(mail, {
      address,
      tags: tagsOf(mailed),
      id: index === 0 ? mailed.nonce : `${mailed.nonce}.${index}`,
      now,
    })
  }
  return true
}

type Braked = { readonly address: string; readonly account: Account }

/** What keeps word of others from going out. It isn't held: it would be old news, and the page of users tells it too. */
const brakeOf = async (
  nonce: string,
  { address, account }: Braked,
  permits: DayPermits,
  now: Date,
): Promise<MailReason | undefined> => {
  const rest = reasonToRest(account)
  if (rest) return rest
  const mailboxId = mailboxIdOf(address)
  if (await isBlocked(mailboxId)) return 'address_blocked'
  const turn = await takeMailboxTurn({ mailboxId, kind: 'notice', nonce }, now)
  if (turn !== 'taken') return 'mailbox_limit'
  return (await permits.take(account)) ? undefined : 'account_limit'
}

/** Whether the mail went out: false where it is out of date, unwanted, or waits for a brake. */
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
    await send(await mail(), { address: email, tags: tagsOf(mailed), id: idOf(mailed), now })
    unused = false
    return true
  } finally {
    if (unused) permits.giveBack(accountId)
  }
}

/** Why the account sends no mails at the moment. */
const reasonToRest = (account: Account): MailReason | undefined =>
  isResting(account) ? 'account_suspended' : account.mailsPaused ? 'mails_paused' : undefined

/** The kind of error alone: what SES says in words names addresses. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
