/** Operations on invitations and the invite link: what an invitee does, and the link that an administrator copies. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

export const inviteLink = z.object({
  url: z.string(),
  defaultRoleIds: z.array(z.string()),
  enabled: z.boolean(),
  expiresAt: z.optional(field.time),
  maxUses: z.optional(z.number()),
  uses: z.optional(z.number()),
  allowedDomains: z.optional(z.array(z.string())),
  /** Whether people who use it wait until an administrator approves them. */
  needsApproval: z.optional(z.boolean()),
})
export type InviteLink = z.output<typeof inviteLink>

/** Fields that aren't named stay the same; null removes an option. */
export const inviteLinkChange = z.strictObject({
  rotate: z.optional(z.boolean()),
  enabled: z.optional(z.boolean()),
  expiresAt: z.optional(z.nullable(field.givenTime)),
  maxUses: z.optional(z.nullable(field.maxUses)),
  allowedDomains: z.optional(z.nullable(field.domains)),
  needsApproval: z.optional(z.boolean()),
})
export type InviteLinkChange = z.output<typeof inviteLinkChange>

export const preview = z.object({
  kind: z.enum(['personal', 'link']),
  /** Whether people who confirm their address should enter their name, because nobody has given one for them. */
  asksName: z.optional(z.boolean()),
  status: z.optional(z.enum(['invited', 'active', 'requested'])),
  /** Whether an administrator decides once they have asked. */
  needsApproval: z.optional(z.boolean()),
  accountName: z.string(),
  invitedBy: z.optional(z.string()),
  roleNames: z.array(z.string()),
  email: z.optional(z.string()),
  expiresAt: z.optional(field.time),
})
export type Preview = z.output<typeof preview>

export const joined = z.object({
  status: z.literal('active'),
  accountId: z.string(),
  accountName: z.string(),
  email: z.string(),
  signInUrl: z.string(),
})

/** They wait for an administrator. */
export const requested = z.object({
  status: z.literal('requested'),
  accountName: z.string(),
  email: z.string(),
})

const confirmationSent = z.object({ status: z.literal('confirmation_sent') })

const goneProblems = [
  'unknown_token',
  'account_suspended',
  'invitation_expired',
  'invitation_replaced',
  'invitation_revoked',
  'invitation_declined',
  'invitation_void',
  'link_replaced',
  'link_void',
  'link_deleted',
  'link_disabled',
  'link_expired',
  'link_used_up',
  'account_full',
  'user_suspended',
  'access_ended',
  'no_default_roles',
  'address_not_allowed',
  'rejoin_not_allowed',
  'request_declined',
] as const

export const getInviteLink = {
  id: 'getInviteLink',
  method: 'GET',
  path: '/v1/accounts/{accountId}/invite-link',
  access: 'users:invite',
  answers: { 200: inviteLink },
  problems: ['no_default_roles', 'role_not_yours_to_give'],
} as const satisfies Operation

export const putInviteLink = {
  id: 'putInviteLink',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/invite-link',
  access: 'users:invite',
  body: inviteLinkChange,
  answers: { 200: inviteLink },
  problems: ['no_default_roles', 'role_not_yours_to_give'],
} as const satisfies Operation

export const previewInvitation = {
  id: 'previewInvitation',
  method: 'POST',
  path: '/v1/invitations/preview',
  access: 'public',
  body: z.strictObject({ token: field.token }),
  answers: { 200: preview },
  problems: goneProblems,
} as const satisfies Operation

export const redeemInvitation = {
  id: 'redeemInvitation',
  method: 'POST',
  path: '/v1/invitations/redeem',
  access: 'public',
  body: z.strictObject({
    token: field.token,
    email: z.optional(field.email),
    name: z.optional(field.personName),
    phone: z.optional(field.phone),
  }),
  answers: { 200: joined, 202: z.union([confirmationSent, requested]) },
  problems: [...goneProblems, 'too_many_requests'],
} as const satisfies Operation

export const findInvitation = {
  id: 'findInvitation',
  method: 'POST',
  path: '/v1/invitations/find',
  access: 'public',
  body: z.strictObject({ email: field.email, code: field.code }),
  answers: { 200: z.object({ token: z.string() }) },
  problems: ['unknown_code', 'too_many_requests'],
} as const satisfies Operation

export const askForInvitation = {
  id: 'askForInvitation',
  method: 'POST',
  path: '/v1/invitations/ask',
  access: 'public',
  body: z.strictObject({
    token: field.token,
    /** The invited address. Required after a revocation, when Usher no longer knows it. */
    email: z.optional(field.email),
  }),
  answers: { 202: z.object({ status: z.literal('asked') }) },
  problems: ['unknown_token', 'too_many_requests'],
} as const satisfies Operation

export const redeemSignedIn = {
  id: 'redeemSignedIn',
  method: 'POST',
  path: '/v1/me/redeem',
  access: 'signed-in',
  body: z.strictObject({
    token: field.token,
    name: z.optional(field.personName),
    phone: z.optional(field.phone),
  }),
  answers: { 200: joined, 202: requested },
  problems: [...goneProblems, 'signed_in_as_another'],
} as const satisfies Operation
