/** Unused invitations, and those whose reminder is due. A sparse index finds them: a user is in it only while they're invited. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { accountIdOfPartition, invitedIndexPartitions, remindIndexPartitions } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** Invitations that a run takes from one partition; the others wait for the next run. */
const mostAtOnce = 250

const place = z.pipe(
  z.object({ pk: z.string(), sk: z.string() }),
  z.transform(({ pk, sk }) => ({ accountId: accountIdOfPartition(pk), userId: sk.slice('USER#'.length) })),
)
type Place = z.output<typeof place>

/** Those that expired before `time`. */
export const findExpiredBefore = (time: Date): Promise<readonly Place[]> =>
  findBefore(invitedIndexPartitions, time)

/** Those whose reminder is due. */
export const findDueReminders = (now: Date): Promise<readonly Place[]> =>
  findBefore(remindIndexPartitions, now)

const findBefore = async (partitions: readonly string[], time: Date): Promise<readonly Place[]> =>
  (await Promise.all(partitions.map((partition) => findIn(partition, time)))).flat()

const findIn = async (partition: string, time: Date): Promise<readonly Place[]> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi4',
      KeyConditionExpression: 'gsi4pk = :partition AND gsi4sk < :time',
      ExpressionAttributeValues: { ':partition': partition, ':time': time.toISOString() },
      Limit: mostAtOnce,
    }),
  )
  return Items.map((item) => place.parse(item))
}
