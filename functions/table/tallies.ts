/** Limits by the hour or the minute: one counter for each window of time, exact however many count at once. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { tallyKey } from './keys.ts'
import { documents, isRefused, table } from './table.ts'

export type Limit = {
  /** What is counted, and whose: ids and hashes, nothing personal. */
  readonly of: string
  readonly most: number
  /** The length of the window. */
  readonly seconds: number
}

const windowOf = ({ seconds }: Limit, now: Date): Date => {
  const length = seconds * 1_000
  return new Date(Math.floor(now.getTime() / length) * length)
}

/** Counts one more. False, and nothing is counted, where the window has as many as it may have. */
export const countWithin = async (limit: Limit, now: Date): Promise<boolean> => {
  const since = windowOf(limit, now)
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: tallyKey(limit.of, since),
        UpdateExpression: 'ADD #count :one SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
        ExpressionAttributeNames: { '#count': 'count', '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':one': 1,
          ':most': limit.most,
          ':ttl': Math.floor(since.getTime() / 1_000) + 2 * limit.seconds,
        },
      }),
    )
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** Seconds until the window of this limit ends. */
export const secondsLeft = (limit: Limit, now: Date): number =>
  Math.ceil((windowOf(limit, now).getTime() + limit.seconds * 1_000 - now.getTime()) / 1_000)
