/**
 * Requests to join: people with a proved address wait for an administrator, through an invite link that needs approval,
 * or because the account has verified their address's domain.
 */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'
import { user } from './users.ts'

/** Days that a request waits, and that a declined one can't be repeated. */
export const daysOfRequests = 30

export const joinRequest = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.optional(z.string()),
  requestedAt: field.time,
  /** The link that they used; undefined for the account's first one. */
  linkId: z.optional(z.string()),
  /** The verified domain by which they asked, without a link. */
  domain: z.optional(z.string()),
  /** When their access would end, if a guest handed out the link. */
  accessUntil: z.optional(field.time),
})
export type JoinRequest = z.output<typeof joinRequest>

const query = z.strictObject({ limit: field.limit, cursor: field.cursor })
export type JoinRequestQuery = z.output<typeof query>

const path = '/v1/accounts/{accountId}/join-requests'

export const listJoinRequests = {
  id: 'listJoinRequests',
  method: 'GET',
  path,
  access: 'users:invite',
  query,
  answers: { 200: z.object({ items: z.array(joinRequest), nextCursor: z.optional(z.string()) }) },
  problems: [],
} as const satisfies Operation

export const approveJoinRequest = {
  id: 'approveJoinRequest',
  method: 'POST',
  path: `${path}/{userId}/approve`,
  access: 'users:invite',
  body: z.strictObject({ roleIds: z.optional(field.roleIds) }),
  answers: { 200: user },
  problems: [
    'request_not_found',
    'user_exists',
    'no_default_roles',
    'role_not_yours_to_give',
    'address_not_allowed',
    'account_full',
  ],
} as const satisfies Operation

export const declineJoinRequest = {
  id: 'declineJoinRequest',
  method: 'POST',
  path: `${path}/{userId}/decline`,
  access: 'users:invite',
  answers: { 204: z.undefined() },
  problems: ['request_not_found'],
} as const satisfies Operation

export const listMyJoinRequests = {
  id: 'listMyJoinRequests',
  method: 'GET',
  path: '/v1/me/join-requests',
  access: 'signed-in',
  answers: {
    200: z.object({
      items: z.array(
        z.object({
          accountId: z.string(),
          accountName: z.string(),
          status: z.enum(['requested', 'declined']),
          requestedAt: field.time,
        }),
      ),
    }),
  },
  problems: [],
} as const satisfies Operation
