/** Unused invitations. A sparse index finds them: a user is in it only while they're invited. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { accountIdOfPartition, invitedIndexPartitions } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** Invitations that a run takes from one partition; the others wait for the next run. */
const mostAtOnce = 250

const place = z.pipe(
  z.object({ pk: z.string(), sk: z.string() }),
  z.transform(({ pk, sk }) => ({ accountId: accountIdOfPartition(pk), userId: sk.slice('USER#'.length) })),
)
type Place = z.output<typeof place>

/** Those that expired before `time`. */
export const findExpiredBefore = async (time: Date): Promise<readonly Place[]> =>
  (await Promise.all(invitedIndexPartitions.map((partition) => findIn(partition, time)))).flat()

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
