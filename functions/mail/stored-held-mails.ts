/**
 * Emails held by a limit. An email that waits because of its account is in an index by account, and the account in an
 * index by when it's looked at next. So waiting emails cost nothing until their time has come, and then one write. An
 * email that waits because of its mailbox has a time of its own and is found like a lost email.
 */
import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { MailReason } from '../../shared/contract/mail.ts'
import type { Account } from '../accounts/account.ts'
import { batchesOf } from '../table/batches.ts'
import {
  accountIdOfMails,
  heldIndexKey,
  heldMailsKey,
  holdingIndexKey,
  type Key,
  queuedIndexKey,
} from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused } from '../table/writes.ts'
import { nextDay } from './allowance.ts'
import { dueAt } from './overdue.ts'
import { type Invited, type MailKey, mailKey, markMail } from './stored-mails.ts'

type Held = {
  readonly mailed: Invited
  readonly key: MailKey
  readonly reason: MailReason
  readonly now: Date
}

/** Until its account may send again: tomorrow, or when an operator resumes its emails. */
export const holdForAccount = async ({ mailed, key, reason, now }: Held): Promise<void> => {
  // The account comes first, so that an email is never held where nobody would find it.
  await setLook(mailed.accountId, { due: nextDay(now), now })
  await markMail(key, {
    state: 'held',
    reason,
    now,
    index: heldIndexKey(mailed.accountId, now.toISOString()),
  })
}

/** Until the mailbox may get another email. */
export const holdForMailbox = async ({ mailed, key, reason, now }: Held, until: Date): Promise<void> => {
  const index = queuedIndexKey(mailed.userId, until.toISOString())
  await markMail(key, { state: 'held', reason, now, index })
}

/** Queues a held email; the stream carries it to the mail queue. Does nothing if it's no longer held. */
export const release = async (key: MailKey, now: Date): Promise<void> => {
  await markMail(key, { state: 'queued', now, index: queuedIndexKey(key.sk, dueAt(now, 0)) })
}

/** When this instance last touched an account, so that a large import doesn't repeat the same write for each email. */
const touched = new Map<string, number>()
const minutesBetweenTouches = 10

type Look = { readonly due: Date; readonly now: Date }

/**
 * Sets when the account is looked at next, if that's sooner than before. `touchedAt` records that something was held
 * then.
 */
const setLook = async (accountId: string, { due, now }: Look): Promise<void> => {
  const since = now.getTime() - minutesBetweenTouches * 60_000
  if ((touched.get(accountId) ?? 0) > since) return
  const { gsi3pk, gsi3sk } = holdingIndexKey(due.toISOString())
  await documents.send(
    new UpdateCommand({
      ...table(),
      Key: heldMailsKey(accountId),
      UpdateExpression: 'SET gsi3pk = :pk, gsi3sk = if_not_exists(gsi3sk, :due), touchedAt = :now',
      ExpressionAttributeValues: { ':pk': gsi3pk, ':due': gsi3sk, ':now': now.toISOString() },
    }),
  )
  touched.set(accountId, now.getTime())
}

/**
 * Emails that are released at once when an account may send again; the sweeper releases the others, up to this many at
 * a time.
 */
const mostReleased = 500
const atOnce = 50

/** Releases up to this many waiting emails of the account. Returns how many. */
export const releaseHeld = async (accountId: string, most: number, now: Date): Promise<number> => {
  const limit = Math.min(most, mostReleased)
  if (limit <= 0) return 0
  const { gsi3pk } = heldIndexKey(accountId, '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi3',
      KeyConditionExpression: 'gsi3pk = :account',
      ExpressionAttributeValues: { ':account': gsi3pk },
      Limit: limit,
    }),
  )
  for (const batch of batchesOf(Items, atOnce))
    await Promise.all(batch.map((item) => release(mailKey.parse(item), now)))
  return Items.length
}

/** Has the next run look at the account, because whatever held its emails has changed. Does nothing if none wait. */
export const lookSoon = async ({ accountId }: Pick<Account, 'accountId'>, now: Date): Promise<void> =>
  changeLook(accountId, {
    UpdateExpression: 'SET gsi3sk = :due',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':due': now.toISOString() },
  })

const holding = z.object({ pk: z.string(), gsi3sk: z.string() })
export type Holding = { readonly accountId: string; readonly due: string }

/** Accounts that a run looks at. */
const mostAccounts = 100

/** Accounts with waiting emails that are due to be looked at. */
export const findHolding = async (now: Date): Promise<Holding[]> => {
  const { gsi3pk, gsi3sk } = holdingIndexKey(now.toISOString())
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi3',
      KeyConditionExpression: 'gsi3pk = :holding AND gsi3sk <= :now',
      ExpressionAttributeValues: { ':holding': gsi3pk, ':now': gsi3sk },
      Limit: mostAccounts,
    }),
  )
  return Items.map((item) => holding.parse(item)).map(({ pk, gsi3sk: due }) => ({
    accountId: accountIdOfMails(pk),
    due,
  }))
}

/** Sets when to look at the account again, unless that has changed in the meantime. */
export const lookAgain = ({ accountId, due }: Holding, at: Date): Promise<void> =>
  changeLook(accountId, {
    UpdateExpression: 'SET gsi3sk = :next',
    ConditionExpression: 'gsi3sk = :due',
    ExpressionAttributeValues: { ':next': at.toISOString(), ':due': due },
  })

/** The index may show a held email a moment late, so an account is forgotten only an hour after its last one. */
const minutesUntilForgotten = 60

/** For an account without any held emails: forgets it, or looks again if an email was held recently. */
export const forgetHolding = async (account: Holding, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - minutesUntilForgotten * 60_000).toISOString()
  try {
    await documents.send(
      new DeleteCommand({
        ...table(),
        Key: heldMailsKey(account.accountId),
        ConditionExpression: 'gsi3sk = :due AND touchedAt < :before',
        ExpressionAttributeValues: { ':due': account.due, ':before': before },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
    await lookAgain(account, new Date(now.getTime() + minutesUntilForgotten * 60_000))
  }
}

type Change = {
  readonly UpdateExpression: string
  readonly ConditionExpression: string
  readonly ExpressionAttributeValues: Readonly<Record<string, unknown>>
}

const changeLook = async (accountId: string, change: Change): Promise<void> => {
  const Key: Key = heldMailsKey(accountId)
  try {
    await documents.send(new UpdateCommand({ ...table(), Key, ...change }))
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}
