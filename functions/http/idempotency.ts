/**
 * `Idempotency-Key`: the name a caller gives to a request that they may repeat. Items that a request creates remember
 * its key, so a repeated request finds them. Here the key remembers its request, so a different request can't reuse it.
 */
import { createHash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Problem } from '../problem.ts'
import { absent, anyOf, equals, expressionsOf, lessThan } from '../table/expressions.ts'
import { requestKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** How long a key stands for one request, in hours. */
const hoursKept = 24

type Request = {
  /** The caller: keys of different callers are independent. */
  readonly caller: string
  /** The account that the request concerns, if any; the key is erased with it. */
  readonly accountId?: string | undefined
  readonly key: string
  readonly operation: string
  readonly body: unknown
  readonly now: Date
}

/**
 * Claims the key for this request; does nothing if the same request claimed it before. Throws 422
 * `idempotency_key_reused` if another request did.
 */
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
          // An expired key may still exist: DynamoDB deletes items within days of their TTL.
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
