/**
 * What each account sent on each day, and what came of it: one small item for an account and a day.
 *
 * A sender takes as many mails off the day's number as one batch of its queue holds, in one write on condition, and gives
 * back what it did not need. So the number is never exceeded, however many senders race; an import of any size costs one
 * such write for ten mails; and the item takes as many writes as senders run batches, not as people are invited.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { daysCounted } from '../../shared/contract/mail.ts'
import { mailDayKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import { dayOf, daysBefore, type Tally } from './allowance.ts'
import { mailReport } from './stored-mail-reports.ts'

const mailDay = z.object({
  sk: z.string(),
  sent: z._default(z.number(), 0),
  bounces: z._default(z.number(), 0),
  complaints: z._default(z.number(), 0),
})

/** Seconds since 1970 at which TTL may sweep what is of no use after these days. */
export const sweptAfter = (now: Date, days: number): number =>
  Math.floor(now.getTime() / 1_000) + days * 86_400

/** Takes up to `wanted` mails off what the account may send today, and returns how many it got. */
export const takeFromDay = async (
  accountId: string,
  { wanted, allowance, now }: { readonly wanted: number; readonly allowance: number; readonly now: Date },
): Promise<number> => {
  const count = Math.min(wanted, allowance)
  if (count <= 0) return 0
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: mailDayKey(accountId, dayOf(now)),
        UpdateExpression: 'ADD sent :count SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(sent) OR sent <= :room',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':count': count,
          ':room': allowance - count,
          ':ttl': sweptAfter(now, daysCounted + 1),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    return count
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error
    // There is room for fewer: at each turn the number is smaller, so this comes to an end.
    const { sent } = mailDay.parse(unmarshall(error.Item))
    return takeFromDay(accountId, { wanted: Math.min(count - 1, allowance - sent), allowance, now })
  }
}

/** Gives back what was taken and not sent. */
export const giveBackToDay = async (accountId: string, count: number, now: Date): Promise<void> => {
  await documents.send(
    new UpdateCommand({
      ...table(),
      Key: mailDayKey(accountId, dayOf(now)),
      UpdateExpression: 'ADD sent :count',
      ExpressionAttributeValues: { ':count': -count },
    }),
  )
}

type Reported = { readonly accountId: string; readonly nonce: string }

/** Counts a bounce or a complaint of a mail, once however often it is told. False where it was counted before. */
export const countReport = async (
  kind: 'bounces' | 'complaints',
  { accountId, nonce }: Reported,
  now: Date,
): Promise<boolean> => {
  const count = updateOf(mailDayKey(accountId, dayOf(now)), {
    add: { [kind]: 1 },
    set: { ttl: sweptAfter(now, daysCounted + 1) },
  })
  return tryWrite(mailReport(kind, { accountId, nonce }, now), count)
}

const daysOf = async (accountId: string, now: Date) => {
  const { pk, sk } = mailDayKey(accountId, dayOf(daysBefore(now, daysCounted - 1)))
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :today',
      ExpressionAttributeValues: { ':pk': pk, ':first': sk, ':today': mailDayKey(accountId, dayOf(now)).sk },
      ConsistentRead: true,
    }),
  )
  return Items.map((item) => mailDay.parse(item))
}

/** Of the last days, today among them. */
export const tallyOf = async (accountId: string, now: Date): Promise<Tally> => {
  const days = await daysOf(accountId, now)
  const sum = (kind: keyof Tally) => days.reduce((total, one) => total + one[kind], 0)
  return { sent: sum('sent'), bounces: sum('bounces'), complaints: sum('complaints') }
}

/** How many mails the account has taken off its day so far. */
export const sentOn = async (accountId: string, now: Date): Promise<number> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: mailDayKey(accountId, dayOf(now)), ConsistentRead: true }),
  )
  return Item ? mailDay.parse(Item).sent : 0
}

/** Forgets the bounces and complaints so far, for an account whose mails go on: each day is written at most once. */
export const forgetReports = async (accountId: string, now: Date): Promise<void> => {
  const days = await daysOf(accountId, now)
  await Promise.all(
    days
      .filter(({ bounces, complaints }) => bounces + complaints > 0)
      .map(({ sk }) =>
        documents.send(
          new UpdateCommand({
            ...table(),
            Key: { pk: mailDayKey(accountId, '').pk, sk },
            UpdateExpression: 'REMOVE bounces, complaints',
          }),
        ),
      ),
  )
}
