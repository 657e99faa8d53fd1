/** Operations on the users of an account. */
import * as z from 'zod/mini'
import { auditActionsOf } from './audit.ts'
import { fieldErrorBody } from './field-errors.ts'
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
  roleIds: z.array(z.string()),
  status: userStatus,
  source: z.enum(['manual', 'link', 'bulk', 'bootstrap']),
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

/** `invitationUrl` is only returned with `sendEmail: false`, to callers who send it another way. */
export const invitedUser = z.extend(user, { invitationUrl: z.optional(z.string()) })

export const newUser = z.strictObject({
  email: field.email,
  name: field.personName,
  roleIds: field.roleIds,
  phone: z.optional(field.phone),
  expiresInHours: z.optional(field.expiresInHours),
  sendEmail: z._default(z.boolean(), true),
  message: z.optional(field.message),
  /** The language of the email, if it isn't the account's. */
  language: z.optional(language),
  /** For guests: when their access ends. */
  accessUntil: z.optional(field.givenTime),
})
export type NewUser = z.output<typeof newUser>

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
  summary: 'List the users of an account, ordered by email',
  access: 'users:read',
  query: userQuery,
  answers: { 200: userPage },
  problems: [],
  needs: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
} as const satisfies Operation

export const getUser = {
  id: 'getUser',
  method: 'GET',
  path: '/v1/accounts/{accountId}/users/{userId}',
  summary: 'Get a user',
  access: 'users:read',
  answers: { 200: user },
  problems: ['user_not_found'],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation

/** In a body rather than a path or a query, because those end up in the logs of proxies and gateways. */
const addresses = z.strictObject({ emails: z.array(field.email).check(z.minLength(1), z.maxLength(100)) })

export const lookUpUsers = {
  id: 'lookUpUsers',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/lookup',
  summary: 'Look up users by up to 100 email addresses; unknown addresses are left out',
  access: 'users:read',
  body: addresses,
  answers: { 200: z.object({ items: z.array(user) }) },
  problems: [],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation

export const inviteUser = {
  id: 'inviteUser',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users',
  summary: 'Invite a user by email',
  idempotencyKey: true,
  access: 'users:invite',
  body: newUser,
  answers: { 201: invitedUser },
  problems: ['user_exists', 'role_not_yours_to_give', 'address_not_allowed', 'account_full'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

/** Rows are checked one by one, so that an error in one doesn't refuse the others. */
const newUsers = z.strictObject({
  users: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(100)),
})

const bulkResult = z.object({
  /** As written in the row, or normalized if it's an address. */
  email: z.string(),
  outcome: z.enum(['invited', 'refused']),
  userId: z.optional(z.string()),
  /** The status of the existing user (`user_exists`). */
  userStatus: z.optional(userStatus),
  invitationUrl: z.optional(z.string()),
  code: z.optional(z.string()),
  errors: z.optional(z.array(fieldErrorBody)),
})
export type BulkResult = z.output<typeof bulkResult>

export const inviteUsers = {
  id: 'inviteUsers',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/bulk',
  summary:
    'Invite up to 100 users; each row succeeds or fails by itself, and repeating the request invites only those still missing',
  idempotencyKey: true,
  access: 'users:invite',
  body: newUsers,
  answers: { 200: z.object({ results: z.array(bulkResult) }) },
  problems: [],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

export const userChange = z.strictObject({
  name: z.optional(field.personName),
  phone: z.optional(z.nullable(field.phone)),
  roleIds: z.optional(field.roleIds),
  status: z.optional(z.enum(['active', 'suspended'])),
  accessUntil: z.optional(z.nullable(field.givenTime)),
})
export type UserChange = z.output<typeof userChange>

export const changeUser = {
  id: 'changeUser',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}/users/{userId}',
  summary: 'Update a user; omitted fields stay as they are, and `null` deletes `phone` and `accessUntil`',
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
  ],
  needs: { table: ['GetItem', 'Query', 'UpdateItem'] },
} as const satisfies Operation

export const removeUser = {
  id: 'removeUser',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}/users/{userId}',
  summary: 'Remove a user, or revoke a pending invitation',
  access: 'users:write',
  answers: { 204: z.undefined() },
  problems: ['user_not_found', 'user_not_yours_to_manage', 'last_administrator'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
} as const satisfies Operation

export const resendInvitation = {
  id: 'resendInvitation',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/resend',
  summary: 'Resend an invitation with a new expiry; older links stop working',
  access: 'users:invite',
  body: z.strictObject({ expiresInHours: z.optional(field.expiresInHours) }),
  answers: { 202: user },
  problems: [
    'user_not_found',
    'user_not_invited',
    'role_not_yours_to_give',
    'address_not_allowed',
    'account_full',
  ],
  needs: { table: ['GetItem', 'Query', 'UpdateItem'] },
} as const satisfies Operation

/** One step of a user's timeline: an entry of the audit trail, or what became of their invitation's email. */
export const userEvent = z.object({
  eventId: z.string(),
  at: field.time,
  action: z.enum([
    ...auditActionsOf.user,
    'mail.held',
    'mail.sent',
    'mail.delayed',
    'mail.returned',
    'mail.delivered',
    'mail.bounced',
    'mail.complained',
    'mail.failed',
    'invitation.opened',
  ]),
  /** As in the audit trail; undefined for what a mailbox, or the invited person without a sign-in, did. */
  actor: z.optional(z.string()),
  /** The actor's name, while they're a user of the account. */
  actorName: z.optional(z.string()),
  /** The values that differ, as in the audit trail. */
  before: z.optional(z.record(z.string(), z.unknown())),
  after: z.optional(z.record(z.string(), z.unknown())),
  /** The personal fields that changed, without their values. */
  personal: z.optional(z.array(z.string())),
})
export type UserEvent = z.output<typeof userEvent>

const eventQuery = z.strictObject({ limit: field.limit, cursor: field.cursor })
export type EventQuery = z.output<typeof eventQuery>

export const listUserEvents = {
  id: 'listUserEvents',
  method: 'GET',
  path: '/v1/accounts/{accountId}/users/{userId}/events',
  summary:
    'List what happened to a user, newest first: invited, email delivered, invitation opened, joined, changed',
  access: 'users:read',
  query: eventQuery,
  answers: { 200: z.object({ items: z.array(userEvent), nextCursor: z.optional(z.string()) }) },
  problems: ['user_not_found'],
  needs: { table: ['GetItem', 'Query'], gsi1: ['Query'] },
} as const satisfies Operation

export const copyInvitationLink = {
  id: 'copyInvitationLink',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/invitation-url',
  summary: 'Get the link of a pending invitation, to pass it on yourself; the audit trail records who asked',
  access: 'users:invite',
  answers: { 200: z.object({ invitationUrl: z.string(), expiresAt: field.time }) },
  problems: ['user_not_found', 'user_not_invited', 'invitation_expired', 'role_not_yours_to_give'],
  needs: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

export const correctAddress = {
  id: 'correctAddress',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/correct-address',
  summary:
    'Correct the address of a pending invitation: invites the new address and revokes the first, in one change',
  access: 'users:invite',
  body: z.strictObject({ email: field.email, name: z.optional(field.personName) }),
  answers: { 201: user },
  problems: [
    'user_not_found',
    'user_not_invited',
    'user_exists',
    'role_not_yours_to_give',
    'address_not_allowed',
    'account_full',
  ],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] },
} as const satisfies Operation
