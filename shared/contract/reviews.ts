/** Access reviews: who should be looked at, what was decided about each, and the record that somebody signed. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'
import { problemCodes } from './problems.ts'
import { pattern, rule } from './rule.ts'
import { text } from './text.ts'
import { user } from './users.ts'

/** Why somebody should be looked at. */
export const findings = [
  /** An active user who was not seen for so many days. */
  'not_seen',
  /** An active user from outside, whose access has no end. */
  'guest_without_end',
  'administrator',
  /** Invited so many days ago or longer, and not joined. */
  'pending',
] as const
export type Finding = (typeof findings)[number]

/** Days without being seen, and days of waiting, unless the caller says otherwise. */
export const usualReviewDays = 90

const tenYears = { code: 'out_of_range', minimum: 1, maximum: 3_650 } as const
const wholeDays = z.pipe(
  z.string().check(...pattern(/^\d{1,4}$/, tenYears)),
  z.pipe(z.transform(Number), z.int().check(rule((days) => days >= 1 && days <= 3_650, tenYears))),
)

const candidate = z.object({ user, findings: z.array(z.enum(findings)) })
export type Candidate = z.output<typeof candidate>

export const listReviewCandidates = {
  id: 'listReviewCandidates',
  method: 'GET',
  path: '/v1/accounts/{accountId}/access-review',
  access: 'users:write',
  query: z.strictObject({
    days: z._default(wholeDays, usualReviewDays),
    limit: field.limit,
    cursor: field.cursor,
  }),
  answers: { 200: z.object({ items: z.array(candidate), nextCursor: z.optional(z.string()) }) },
  problems: [],
} as const satisfies Operation

export const reviewDecisions = ['keep', 'suspend', 'remove'] as const

const decision = z.strictObject({
  userId: field.userId,
  decision: z.enum(reviewDecisions),
  reason: text({ max: 200 }),
})
export type ReviewDecision = z.output<typeof decision>

/** A decision, and whether it came to pass; the code says why it did not. */
const decided = z.object({
  userId: z.string(),
  decision: z.enum(reviewDecisions),
  reason: z.string(),
  outcome: z.enum(['done', 'refused']),
  code: z.optional(z.enum(problemCodes)),
})

/** The record of a review. Reasons are what people wrote; names and addresses are not in it. */
export const accessReview = z.object({
  reviewId: z.string(),
  signedAt: field.time,
  /** The id of a user, or `operator`. */
  signedBy: z.string(),
  decisions: z.array(decided),
})
export type AccessReview = z.output<typeof accessReview>

export const signAccessReview = {
  id: 'signAccessReview',
  method: 'POST',
  path: '/v1/accounts/{accountId}/access-reviews',
  idempotencyKey: true,
  access: 'users:write',
  body: z.strictObject({ decisions: z.array(decision).check(z.minLength(1), z.maxLength(100)) }),
  answers: { 201: accessReview },
  problems: [],
} as const satisfies Operation

export const listAccessReviews = {
  id: 'listAccessReviews',
  method: 'GET',
  path: '/v1/accounts/{accountId}/access-reviews',
  access: 'audit:read',
  query: z.strictObject({ limit: field.limit, cursor: field.cursor }),
  answers: { 200: z.object({ items: z.array(accessReview), nextCursor: z.optional(z.string()) }) },
  problems: [],
} as const satisfies Operation
