/** Inviting people, and what becomes of invitations that wait. */
import * as z from 'zod/mini'
import { attributeChange } from './attributes.ts'
import { fieldErrorBody } from './field-errors.ts'
import * as field from './fields.ts'
import { language } from './mail.ts'
import type { Operation } from './operation.ts'
import { user, userStatus } from './users.ts'

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
  externalId: z.optional(field.externalId),
  attributes: z.optional(attributeChange),
})
export type NewUser = z.output<typeof newUser>

export const inviteUser = {
  id: 'inviteUser',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users',
  idempotencyKey: true,
  access: 'users:invite',
  body: newUser,
  answers: { 201: invitedUser },
  problems: [
    'user_exists',
    'role_not_yours_to_give',
    'address_not_allowed',
    'account_full',
    'external_id_taken',
  ],
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
  idempotencyKey: true,
  access: 'users:invite',
  body: newUsers,
  answers: { 200: z.object({ results: z.array(bulkResult) }) },
  problems: [],
} as const satisfies Operation

export const resendInvitation = {
  id: 'resendInvitation',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/resend',
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
} as const satisfies Operation

export const copyInvitationLink = {
  id: 'copyInvitationLink',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/invitation-url',
  access: 'users:invite',
  answers: { 200: z.object({ invitationUrl: z.string(), expiresAt: field.time }) },
  problems: ['user_not_found', 'user_not_invited', 'invitation_expired', 'role_not_yours_to_give'],
} as const satisfies Operation

export const correctAddress = {
  id: 'correctAddress',
  method: 'POST',
  path: '/v1/accounts/{accountId}/users/{userId}/correct-address',
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
} as const satisfies Operation
