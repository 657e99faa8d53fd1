/**
 * Emails that have been queued for too long, or were held until now. A sparse index finds them: an item is in it only
 * while its email is queued.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { allOf, equals } from '../table/expressions.ts'
import { queuedIndexKey, queuedIndexPartitions } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import type { UserRecord } from '../users/user.ts'
import { dueAt } from './overdue.ts'

/** Emails that a run takes from one partition; the others wait for the next run. */
const mostAtOnce = 250

const overdueMail = z.object({
  pk: z.string(),
  sk: z.string(),
  nonce: z.string(),
  gsi3sk: z.string(),
  mail: z.object({ state: z.string(), sweeps: z._default(z.number(), 0) }),
})
export type OverdueMail = z.output<typeof overdueMail>

/** The index attributes of an item with a queued email: when the sweeper should look at it. */
export const queuedIndex = ({ userId, mail }: Pick<UserRecord, 'userId' | 'mail'>) =>
  mail.state === 'queued' ? queuedIndexKey(userId, dueAt(new Date(mail.at), 0)) : {}

/** Those that are due by now. */
export const findOverdueMails = async (now: Date): Promise<OverdueMail[]> =>
  (await Promise.all(queuedIndexPartitions.map((partition) => findIn(partition, now)))).flat()

const findIn = async (partition: string, now: Date): Promise<OverdueMail[]> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi3',
      KeyConditionExpression: 'gsi3pk = :partition AND gsi3sk <= :now',
      ExpressionAttributeValues: { ':partition': partition, ':now': now.toISOString() },
      Limit: mostAtOnce,
    }),
  )
  return Items.map((item) => overdueMail.parse(item))
}

/**
 * Touches the item, so that the stream carries it to the mail queue as it did when the email was queued. Does nothing
 * if the email was sent, superseded, or touched by another run in the meantime.
 */
export const queueAgain = async (overdue: OverdueMail, now: Date): Promise<void> => {
  const { pk, sk, nonce, gsi3sk } = overdue
  const sweeps = overdue.mail.sweeps + 1
  await tryWrite(
    updateOf(
      { pk, sk },
      {
        set: { 'mail.sweeps': sweeps, gsi3sk: dueAt(now, sweeps) },
        on: allOf(equals('nonce', nonce), equals('mail.state', 'queued'), equals('gsi3sk', gsi3sk)),
      },
    ),
  )
}
