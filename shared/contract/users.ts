/** Operations on the users of an account. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import { language, mailState } from './mail.ts'
import type { Operation } from './operation.ts'

export const userStatus = z.enum(['invited', 'active', 'suspended', 'expired'])

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
  accessUntil: z.optional(field.time),
  /** The last day (UTC) on which they signed in, or asked who they are. */
  lastSeenOn: z.optional(z.iso.date()),
  /** The language of their mails, where it is not the account's. */
  language: z.optional(language),
  mail: mailState,
})
export type User = z.output<typeof user>

/** `invitationUrl` comes with `sendEmail: false` alone: whoever does not let Usher send it sends it another way. */
export const invitedUser = z.extend(user, { invitationUrl: z.optional(z.string()) })

export const newUser = z.strictObject({
  email: field.email,
  name: field.personName,
  roleIds: field.roleIds,
  phone: z.optional(field.phone),
  expiresInHours: z.optional(field.expiresInHours),
  sendEmail: z._default(z.boolean(), true),
  message: z.optional(field.message),
  /** The language of the mail, where it is not the account's. */
  language: z.optional(language),
  /** For guests: when their access ends. */
  accessUntil: z.optional(field.givenTime),
})
export type NewUser = z.output<typeof newUser>

export const userQuery = z.strictObject({
  status: z.optional(userStatus),
  roleId: z.optional(field.roleId),
  search: z.optional(field.search),
  limit: field.limit,
  cursor: field.cursor,
})
export type UserQuery = z.output<typeof userQuery>

const userPage = z.object({ items: z.array(user), nextCursor: z.optional(z.string()) })

export const listUsers = {
  id: 'listUsers',
  method: 'GET',
  path: '/v1/accounts/{accountId}/users',
  summary: 'The users of an account, by address, a page at a time',
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
  summary: 'One user of an account',
  access: 'users:read',
  answers: { 200: user },
  problems: ['user_not_found'],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation

/** In a body and not in a path or a query: those stand in the logs of what lies between. */
const addresses = z.strictObject({ emails: z.array(field.email).check(z.minLength(1), z.maxLength(100)) })

export const lookUpUsers = {
  id: 'lookUpUsers',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/lookup',
  summary: 'Find the users of an account among up to 100 addresses; addresses of nobody are left out',
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
  summary: 'Invite a person by e-mail',
  idempotencyKey: true,
  access: 'users:invite',
  body: newUser,
  answers: { 201: invitedUser },
  problems: ['user_exists', 'role_not_yours_to_give', 'address_not_allowed', 'account_full'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

/** Rows are looked at one by one, so that what is wrong with one refuses no other. */
const newUsers = z.strictObject({
  users: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(100)),
})

const bulkResult = z.object({
  /** As it stands in the row, or in its one spelling where it is an address. */
  email: z.string(),
  outcome: z.enum(['invited', 'refused']),
  userId: z.optional(z.string()),
  /** Of the user that is in the way (`user_exists`). */
  userStatus: z.optional(userStatus),
  invitationUrl: z.optional(z.string()),
  code: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})
export type BulkResult = z.output<typeof bulkResult>

export const inviteUsers = {
  id: 'inviteUsers',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/bulk',
  summary:
    'Invite up to 100 people; each row stands alone, and the same rows again invite only who is missing',
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
  summary: 'Change a user; what is not named stays, and a phone or an end of the access of null goes',
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
  summary: 'Remove a user; of who is only invited this revokes the invitation',
  access: 'users:write',
  answers: { 204: z.undefined() },
  problems: ['user_not_found', 'user_not_yours_to_manage', 'last_administrator'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
} as const satisfies Operation

export const resendInvitation = {
  id: 'resendInvitation',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/resend',
  summary: 'Send the invitation again, for a new period; every older link of the user ends',
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
