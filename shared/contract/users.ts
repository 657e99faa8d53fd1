/** Operations on the users of an account. */
import * as z from 'zod/mini'
import { attributeChange, attributeValues } from './attributes.ts'
import * as field from './fields.ts'
import { language, mailState } from './mail.ts'
import type { Operation } from './operation.ts'

/** `expired` is an invitation that wasn't used in time; `access_ended` is a guest whose access has ended. */
export const userStatus = z.enum(['invited', 'active', 'suspended', 'expired', 'access_ended', 'declined'])

export const user = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  phone: z.optional(z.string()),
  /** What the product calls them; no other user of the account has the same. */
  externalId: z.optional(z.string()),
  attributes: z.optional(attributeValues),
  roleIds: z.array(z.string()),
  status: userStatus,
  source: z.enum(['manual', 'link', 'domain', 'bulk', 'bootstrap']),
  invitedBy: z.optional(z.string()),
  invitedAt: field.time,
  expiresAt: z.optional(field.time),
  acceptedAt: z.optional(field.time),
  /** When they declined the invitation, until somebody invites them again. */
  declinedAt: z.optional(field.time),
  accessUntil: z.optional(field.time),
  /** The last day (UTC) on which they signed in, or the product asked about them. */
  lastSeenOn: z.optional(z.iso.date()),
  /** The language of their emails, if it isn't the account's. */
  language: z.optional(language),
  mail: mailState,
})
export type User = z.output<typeof user>

/**
 * `members` have joined (active, suspended, or past the end of their access), and `pending` haven't. `attention` are
 * those whose invitation failed, expired or was declined, or whose access has ended, the longest waiting first.
 */
export const userView = z.enum(['members', 'pending', 'attention'])

export const userQuery = z.strictObject({
  view: z.optional(userView),
  status: z.optional(userStatus),
  roleId: z.optional(field.roleId),
  search: z.optional(field.search),
  /** Finds the one user with this external id, at once after it was written; the other filters don't count then. */
  externalId: z.optional(field.externalId),
  /** By address, A to Z or Z to A, which is the index's order. The view `attention` has its own. */
  sort: z.optional(z.enum(['email', '-email'])),
  limit: field.limit,
  cursor: field.cursor,
})
export type UserQuery = z.output<typeof userQuery>

const userPage = z.object({ items: z.array(user), nextCursor: z.optional(z.string()) })

export const listUsers = {
  id: 'listUsers',
  method: 'GET',
  path: '/v1/accounts/{accountId}/users',
  access: 'users:read',
  query: userQuery,
  answers: { 200: userPage },
  problems: [],
} as const satisfies Operation

export const getUser = {
  id: 'getUser',
  method: 'GET',
  path: '/v1/accounts/{accountId}/users/{userId}',
  access: 'users:read',
  answers: { 200: user },
  problems: ['user_not_found'],
} as const satisfies Operation

/** In a body rather than a path or a query, because those end up in the logs of proxies and gateways. */
const addresses = z.strictObject({ emails: z.array(field.email).check(z.minLength(1), z.maxLength(100)) })

export const lookUpUsers = {
  id: 'lookUpUsers',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/lookup',
  access: 'users:read',
  body: addresses,
  answers: { 200: z.object({ items: z.array(user) }) },
  problems: [],
} as const satisfies Operation

export const userChange = z.strictObject({
  name: z.optional(field.personName),
  phone: z.optional(z.nullable(field.phone)),
  roleIds: z.optional(field.roleIds),
  status: z.optional(z.enum(['active', 'suspended'])),
  accessUntil: z.optional(z.nullable(field.givenTime)),
  externalId: z.optional(z.nullable(field.externalId)),
  /** Those that are not named stay; null takes one away. */
  attributes: z.optional(attributeChange),
})
export type UserChange = z.output<typeof userChange>

export const changeUser = {
  id: 'changeUser',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}/users/{userId}',
  access: 'users:write',
  body: userChange,
  answers: { 200: user },
  problems: [
    'user_not_found',
    'user_not_yours_to_manage',
    'role_not_yours_to_give',
    'user_not_joined',
    'last_administrator',
    'account_full',
    'external_id_taken',
  ],
} as const satisfies Operation

export const removeUser = {
  id: 'removeUser',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}/users/{userId}',
  access: 'users:write',
  answers: { 204: z.undefined() },
  problems: ['user_not_found', 'user_not_yours_to_manage', 'last_administrator'],
} as const satisfies Operation
