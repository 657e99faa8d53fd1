/**
 * The seat limit of an account. While there is none, nobody is counted, and people join by a single write. A first limit
 * must not race with those who read the account before there was one: from the moment that it is set nobody joins or
 * leaves, those who had begun come to their end, and then the active users are counted.
 */
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../problem.ts'
import { accountKey, userKey } from '../table/keys.ts'
import { assigned, documents, isRefused, table } from '../table/table.ts'
import type { Account } from './account.ts'

/**
 * A function that lets somebody in ends within 10 seconds (infra/functions/usher-function.ts), by the same clock as this wait, and
 * writes nothing after that (`untilAborted`).
 */
const millisecondsUntilAllHaveEnded = 11_000

type Setting = {
  readonly by: string
  readonly now: Date
  readonly nonce: string
  readonly wait: (milliseconds: number) => Promise<unknown>
}

/** Sets the limit, or takes it away with null. 503 `unavailable` where somebody else set one at the same time. */
export const setSeatLimit = async (
  { accountId, seats }: Account,
  limit: number | null,
  { by, now, nonce, wait }: Setting,
): Promise<void> => {
  const change = { updatedAt: now.toISOString(), updatedBy: by }
  if (limit === null)
    return update(accountId, { seatLimit: null, seatsTaken: null, seatsCountedBy: null, ...change })
  if (seats !== undefined && !seats.counting)
    return update(accountId, { seatLimit: limit, ...change }, 'attribute_exists(seatLimit)')
  await update(accountId, { seatLimit: limit, seatsCountedBy: nonce, ...change })
  await wait(millisecondsUntilAllHaveEnded)
  const seatsTaken = await countActive(accountId)
  await update(accountId, { seatsTaken, seatsCountedBy: null }, 'seatsCountedBy = :nonce', {
    ':nonce': nonce,
  })
}

const update = async (
  accountId: string,
  values: Readonly<Record<string, unknown>>,
  condition = 'attribute_exists(pk)',
  conditionValues: object = {},
): Promise<void> => {
  const { ExpressionAttributeValues, ...assignment } = assigned(values)
  try {
    await documents.send(
      new UpdateCommand({
        ...table(),
        Key: accountKey(accountId),
        ...assignment,
        ConditionExpression: condition,
        ...(Object.keys({ ...ExpressionAttributeValues, ...conditionValues }).length > 0 && {
          ExpressionAttributeValues: { ...ExpressionAttributeValues, ...conditionValues },
        }),
      }),
    )
  } catch (error) {
    if (isRefused(error))
      throw new Problem('unavailable', 'Somebody else is setting the limit', { retryAfter: 1 })
    throw error
  }
}

/** The active users of an account, from the table itself and not from an index that lags behind. */
const countActive = async (accountId: string): Promise<number> => {
  const { pk, sk } = userKey(accountId, '')
  let count = 0
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await documents.send(
      new QueryCommand({
        ...table(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :users)',
        FilterExpression: '#status = :active',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':pk': pk, ':users': sk, ':active': 'active' },
        Select: 'COUNT',
        ConsistentRead: true,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    )
    count += page.Count ?? 0
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey)
  return count
}
