/**
 * `Idempotency-Key`: what a caller calls a request that they may repeat. What a request makes remembers the key, so that
 * the repeated request finds it made; here the key remembers the request, so that another one cannot pass for it.
 */
import { createHash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../problem.ts'
import { absent, anyOf, equals, expressionsOf, lessThan } from '../table/expressions.ts'
import { requestKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** Hours for which a key stands for one request. */
const hoursKept = 24

type Request = {
  /** Who calls: two callers' keys have nothing to do with one another. */
  readonly caller: string
  /** The account that it is about, if any: the key goes with it. */
  readonly accountId?: string | undefined
  readonly key: string
  readonly operation: string
  readonly body: unknown
  readonly now: Date
}

/** Takes the key for this request, or finds it taken by the same one. 422 `idempotency_key_reused` where it was another. */
export const claimKey = async ({ caller, accountId, key, operation, body, now }: Request): Promise<void> => {
  const request = digest(`${operation}\n${JSON.stringify(body)}`)
  const seconds = Math.floor(now.getTime() / 1_000)
  try {
    await documents.send(
      new PutCommand({
        ...table(),
        Item: {
          ...requestKey(digest(`${caller}\n${key}`), accountId),
          type: 'request',
          request,
          ttl: seconds + hoursKept * 3_600,
        },
        ...expressionsOf({
          // A key past its time may still be there: DynamoDB deletes within days.
          ConditionExpression: anyOf(absent('pk'), equals('request', request), lessThan('ttl', seconds)),
        }),
      }),
    )
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new Problem('idempotency_key_reused')
    throw error
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')
