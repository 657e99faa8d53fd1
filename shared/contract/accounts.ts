/** Operations on accounts, and on the caller. */
import * as z from 'zod/mini'
import { attributeChange, attributeValues } from './attributes.ts'
import * as field from './fields.ts'
import { language, pauseReasons } from './mail.ts'
import type { Operation } from './operation.ts'
import { user } from './users.ts'

export const account = z.object({
  accountId: z.string(),
  name: z.string(),
  /** What the product calls it; no other account has the same. */
  externalId: z.optional(z.string()),
  attributes: z.optional(attributeValues),
  defaultRoleIds: z.array(z.string()),
  invitationDays: z.number(),
  /** Days before its expiry at which a pending invitation is mailed once more; not at all where there are none. */
  reminderDays: z.optional(z.number()),
  /** Domains whose addresses can be invited or join; any if none are named. */
  allowedDomains: z.optional(z.array(z.string())),
  /** The most active users that the account may have at once; undefined for no limit. */
  seatLimit: z.optional(z.number()),
  /** The language of the account's emails. */
  language,
  /** How many emails it may send today (UTC). Others wait for the next day. */
  mailsPerDay: z.number(),
  /** Its emails wait until an operator resumes them. */
  mailsPaused: z.optional(z.object({ reason: z.enum(pauseReasons), since: field.time })),
  /** Users, invitations and links are blocked and emails wait, until an operator reactivates the account. */
  suspendedAt: z.optional(field.time),
  /** It behaves as if suspended, and an operator can restore it until `restorableUntil`. Then it's erased. */
  deletedAt: z.optional(field.time),
  restorableUntil: z.optional(field.time),
  /** Seats held by active users and, with `invitationsTakeSeats`, by pending invitations. Exact at all times. */
  seatsTaken: z.number(),
  /** Whether pending invitations hold a seat; otherwise people take one when they join. */
  invitationsTakeSeats: z.boolean(),
  /** Whether removed people may come back through the invite link. An administrator can always invite them. */
  removedMayRejoin: z.boolean(),
  /**
   * Users by status, updated a moment after each change. An expired invitation counts as invited until it's revoked,
   * and a guest whose access has ended counts as active.
   */
  users: z.object({ active: z.number(), suspended: z.number(), invited: z.number() }),
})
export type PublicAccount = z.output<typeof account>

export const me = z.object({
  email: z.string(),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      userId: z.string(),
      roleIds: z.array(z.string()),
      permissions: z.array(z.string()),
    }),
  ),
  /** Accounts that the address belongs to without having access, and why. */
  inactive: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      status: z.enum(['invited', 'expired', 'suspended', 'access_ended']),
    }),
  ),
})

export const getMe = {
  id: 'getMe',
  method: 'GET',
  path: '/v1/me',
  access: 'signed-in',
  answers: { 200: me },
  problems: [],
} as const satisfies Operation

export const newAccount = z.strictObject({
  name: field.accountName,
  /** The first administrator, who is invited. Operators name somebody; anyone else becomes it themselves. */
  admin: z.optional(z.strictObject({ email: field.email, name: field.personName })),
  language: z.optional(language),
  /** For operators; replaces the limit that grows with the account. */
  mailsPerDay: z.optional(field.mailsPerDay),
  /** For operators. */
  externalId: z.optional(field.externalId),
  /** For operators. */
  attributes: z.optional(attributeChange),
})
export type NewAccount = z.output<typeof newAccount>

export const createAccount = {
  id: 'createAccount',
  method: 'POST',
  path: '/v1/accounts',
  idempotencyKey: true,
  access: 'self-service',
  body: newAccount,
  answers: { 201: z.extend(account, { admin: user }) },
  problems: ['external_id_taken'],
} as const satisfies Operation

export const accountQuery = z.strictObject({
  /** Finds the one account with this external id, at once after it was written. */
  externalId: z.optional(field.externalId),
  limit: field.limit,
  cursor: field.cursor,
})
export type AccountQuery = z.output<typeof accountQuery>

export const listAccounts = {
  id: 'listAccounts',
  method: 'GET',
  path: '/v1/accounts',
  access: 'operator',
  query: accountQuery,
  answers: { 200: z.object({ items: z.array(account), nextCursor: z.optional(z.string()) }) },
  problems: [],
} as const satisfies Operation

export const getAccount = {
  id: 'getAccount',
  method: 'GET',
  path: '/v1/accounts/{accountId}',
  access: 'member',
  answers: { 200: account },
  problems: [],
} as const satisfies Operation

const noticeChoices = {
  /** Somebody joined by an invitation of yours. */
  inviteeJoined: z.optional(z.boolean()),
  /** Somebody declined an invitation of yours. */
  inviteeDeclined: z.optional(z.boolean()),
  /** Somebody joined by an invite link; for administrators. */
  linkJoined: z.optional(z.boolean()),
}
/** Mails about others that a person gets, unless they are switched off. */
export const notices = z.object(noticeChoices)
export const myUser = z.extend(user, { notices: z.optional(notices) })

export const getMyUser = {
  id: 'getMyUser',
  method: 'GET',
  path: '/v1/me/accounts/{accountId}',
  access: 'member',
  answers: { 200: myUser },
  problems: [],
} as const satisfies Operation

export const changeMyUser = {
  id: 'changeMyUser',
  method: 'PATCH',
  path: '/v1/me/accounts/{accountId}',
  access: 'member',
  body: z.strictObject({
    name: z.optional(field.personName),
    phone: z.optional(z.nullable(field.phone)),
    /** Of those that are not named, nothing changes. */
    notices: z.optional(z.strictObject(noticeChoices)),
  }),
  answers: { 200: myUser },
  problems: [],
} as const satisfies Operation

export const leaveAccount = {
  id: 'leaveAccount',
  method: 'DELETE',
  path: '/v1/me/accounts/{accountId}',
  access: 'member',
  answers: { 204: z.undefined() },
  problems: ['last_administrator'],
} as const satisfies Operation

/** Fields that aren't named stay the same; null removes a limit. */
export const accountChange = z.strictObject({
  name: z.optional(field.accountName),
  invitationDays: z.optional(field.invitationDays),
  /** Counts for invitations that are made or sent again from now on. */
  reminderDays: z.optional(z.nullable(field.reminderDays)),
  allowedDomains: z.optional(z.nullable(field.domains)),
  seatLimit: z.optional(z.nullable(field.seatLimit)),
  language: z.optional(language),
  /** For operators; null restores the limit that grows with the account. */
  mailsPerDay: z.optional(z.nullable(field.mailsPerDay)),
  /** For operators. While true, emails wait; they're sent once it's false again. */
  mailsPaused: z.optional(z.boolean()),
  invitationsTakeSeats: z.optional(z.boolean()),
  removedMayRejoin: z.optional(z.boolean()),
  /** For operators. */
  externalId: z.optional(z.nullable(field.externalId)),
  /** For operators. Those that are not named stay. */
  attributes: z.optional(attributeChange),
})

export const changeAccount = {
  id: 'changeAccount',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}',
  access: 'account:write',
  body: accountChange,
  answers: { 200: account },
  problems: ['operator_only', 'external_id_taken'],
} as const satisfies Operation

export const suspendAccount = {
  id: 'suspendAccount',
  method: 'POST',
  path: '/v1/accounts/{accountId}/suspend',
  access: 'account:write',
  answers: { 200: account },
  problems: ['operator_only'],
} as const satisfies Operation

export const reactivateAccount = {
  id: 'reactivateAccount',
  method: 'POST',
  path: '/v1/accounts/{accountId}/reactivate',
  access: 'account:write',
  answers: { 200: account },
  problems: ['operator_only'],
} as const satisfies Operation
