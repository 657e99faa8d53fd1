/**
 * What each account sent on each day, and the results: one small item per account and day.
 *
 * A sender reserves as many emails from the daily limit as one batch of its queue holds, in one conditional write, and
 * gives back what it didn't need. So the limit is never exceeded, however many senders race; an import of any size
 * costs one such write per ten emails; and the item is written once per batch, not once per invitation.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { daysCounted } from '../../shared/contract/mail.ts'
import { mailDayKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { ttlAfter } from '../table/ttl.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import { dayOf, daysBefore, type Tally } from './allowance.ts'
import { mailReport } from './stored-mail-reports.ts'

const mailDay = z.object({
  sk: z.string(),
  sent: z._default(z.number(), 0),
  bounces: z._default(z.number(), 0),
  complaints: z._default(z.number(), 0),
})

/** Reserves up to `wanted` emails of what the account may send today, and returns how many it got. */
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
          ':ttl': ttlAfter(now, daysCounted + 1),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    return count
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error
    // There's room for fewer. The number shrinks each time, so the recursion ends.
    const { sent } = mailDay.parse(unmarshall(error.Item))
    return takeFromDay(accountId, { wanted: Math.min(count - 1, allowance - sent), allowance, now })
  }
}

/** Gives back emails that were reserved but not sent. */
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

/**
 * Counts a bounce or a complaint about an email once, even if it's reported repeatedly. False if it was counted before.
 */
export const countReport = async (
  kind: 'bounces' | 'complaints',
  { accountId, nonce }: Reported,
  now: Date,
): Promise<boolean> => {
  const count = updateOf(mailDayKey(accountId, dayOf(now)), {
    add: { [kind]: 1 },
    set: { ttl: ttlAfter(now, daysCounted + 1) },
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

/** Over the last days, including today. */
export const tallyOf = async (accountId: string, now: Date): Promise<Tally> => {
  const days = await daysOf(accountId, now)
  const sum = (kind: keyof Tally) => days.reduce((total, one) => total + one[kind], 0)
  return { sent: sum('sent'), bounces: sum('bounces'), complaints: sum('complaints') }
}

/** How many emails the account has reserved today so far. */
export const sentOn = async (accountId: string, now: Date): Promise<number> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: mailDayKey(accountId, dayOf(now)), ConsistentRead: true }),
  )
  return Item ? mailDay.parse(Item).sent : 0
}

/** Resets the bounces and complaints of an account whose emails are resumed. Each day is written at most once. */
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
