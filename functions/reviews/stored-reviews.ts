/** Signed reviews, which nothing changes any more. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { type AccessReview, accessReview } from '../../shared/contract/reviews.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { absent } from '../table/expressions.ts'
import { reviewKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { putOf, stamp, tryWrite } from '../table/writes.ts'
import { countsOf } from './review.ts'

/** Keeps the review, once. */
export const keepReview = async (
  accountId: string,
  review: AccessReview,
  idempotencyKey: string | undefined,
): Promise<void> => {
  const item = {
    ...reviewKey(accountId, review.reviewId),
    type: 'review',
    accountId,
    idempotencyKey,
    ...review,
    ...countsOf(review),
    ...stamp({ by: review.signedBy, now: new Date(review.signedAt) }),
  }
  await tryWrite(putOf(item, absent('pk')))
}

/** Reviews among which a repeated request looks for its own: a key is good for a day. */
const newest = 20

/** The review that the very same request has made before. */
export const findRepeated = async (
  accountId: string,
  by: string,
  idempotencyKey: string | undefined,
): Promise<AccessReview | undefined> => {
  if (idempotencyKey === undefined) return undefined
  const items = await newestOf(accountId, newest)
  const found = items.find((item) => item.idempotencyKey === idempotencyKey && item.signedBy === by)
  return found && accessReview.parse(found)
}

type Query = { readonly limit: number; readonly cursor?: string | undefined }

/** A page of the account's reviews, newest first. 400 `invalid_cursor`. */
export const findReviews = async (accountId: string, { limit, cursor }: Query) => {
  const list = { list: 'reviews', accountId }
  const before = cursor === undefined ? undefined : placeOf(list, cursor, z.string())
  const found = await newestOf(accountId, limit + 1, before)
  const items = found.slice(0, limit).map((item) => accessReview.parse(item))
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, ...(last ? { nextCursor: cursorOf(list, last.reviewId) } : {}) }
}

const newestOf = async (
  accountId: string,
  limit: number,
  before?: string,
): Promise<Record<string, unknown>[]> => {
  const { pk, sk } = reviewKey(accountId, '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
      ...(before === undefined ? {} : { ExclusiveStartKey: reviewKey(accountId, before) }),
    }),
  )
  return Items
}
