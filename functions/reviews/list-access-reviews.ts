import { listAccessReviews } from '../../shared/contract/reviews.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findReviews } from './stored-reviews.ts'

export const handler = accountOperation(listAccessReviews, {
  read: ({ path, query }) => findReviews(path.accountId, query),
  answer: ({ read }) => ok(read),
})
