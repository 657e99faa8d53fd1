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
})
export type InviteLink = z.output<typeof inviteLink>

/** What is not named stays; null takes an option away. */
export const inviteLinkChange = z.strictObject({
  rotate: z.optional(z.boolean()),
  enabled: z.optional(z.boolean()),
  expiresAt: z.optional(z.nullable(field.givenTime)),
  maxUses: z.optional(z.nullable(field.maxUses)),
  allowedDomains: z.optional(z.nullable(field.domains)),
})
export type InviteLinkChange = z.output<typeof inviteLinkChange>

export const preview = z.object({
  kind: z.enum(['personal', 'link']),
  status: z.optional(z.enum(['invited', 'active'])),
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

const confirmationSent = z.object({ status: z.literal('confirmation_sent') })

const goneProblems = [
  'unknown_token',
  'account_suspended',
  'invitation_expired',
  'invitation_replaced',
  'invitation_revoked',
  'invitation_void',
  'link_replaced',
  'link_disabled',
  'link_expired',
  'link_used_up',
  'account_full',
  'user_suspended',
  'access_ended',
  'no_default_roles',
  'address_not_allowed',
  'rejoin_not_allowed',
] as const

export const getInviteLink = {
  id: 'getInviteLink',
  method: 'GET',
  path: '/v1/accounts/{accountId}/invite-link',
  summary: 'The link with which anyone joins with the default roles',
  access: 'users:invite',
  answers: { 200: inviteLink },
  problems: ['no_default_roles', 'role_not_yours_to_give'],
  needs: { table: ['GetItem', 'Query'], tokenKey: true },
} as const satisfies Operation

export const putInviteLink = {
  id: 'putInviteLink',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/invite-link',
  summary: 'Set what the invite link allows; `rotate` makes every earlier link useless',
  access: 'users:invite',
  body: inviteLinkChange,
  answers: { 200: inviteLink },
  problems: ['no_default_roles', 'role_not_yours_to_give'],
  needs: { table: ['GetItem', 'Query', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

export const previewInvitation = {
  id: 'previewInvitation',
  method: 'POST',
  path: '/v1/invitations/preview',
  summary: 'Who invites to what and as what; changes nothing',
  access: 'public',
  body: z.strictObject({ token: field.token }),
  answers: { 200: preview },
  problems: goneProblems,
  needs: { table: ['GetItem', 'Query'], tokenKey: true },
} as const satisfies Operation

export const redeemInvitation = {
  id: 'redeemInvitation',
  method: 'POST',
  path: '/v1/invitations/redeem',
  summary: 'Join by a mail (at once), or ask to join by an invite link (a mail proves the address)',
  access: 'public',
  body: z.strictObject({
    token: field.token,
    email: z.optional(field.email),
    name: z.optional(field.personName),
    phone: z.optional(field.phone),
  }),
  answers: { 200: joined, 202: confirmationSent },
  problems: [...goneProblems, 'too_many_requests'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation

export const redeemSignedIn = {
  id: 'redeemSignedIn',
  method: 'POST',
  path: '/v1/me/redeem',
  summary: 'Join with the address of the sign-in, which needs no mail',
  access: 'signed-in',
  body: z.strictObject({
    token: field.token,
    name: z.optional(field.personName),
    phone: z.optional(field.phone),
  }),
  answers: { 200: joined },
  problems: [...goneProblems, 'signed_in_as_another'],
  needs: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'], tokenKey: true },
} as const satisfies Operation
