/** Operations of a signed-in person on the invitations waiting for them, and declining one with its token. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import { joined } from './invitations.ts'
import type { Operation } from './operation.ts'

const myInvitation = z.object({
  accountId: z.string(),
  accountName: z.string(),
  /** The inviter's name. */
  invitedBy: z.optional(z.string()),
  roleNames: z.array(z.string()),
  expiresAt: field.time,
})
export type MyInvitation = z.output<typeof myInvitation>

export const listMyInvitations = {
  id: 'listMyInvitations',
  method: 'GET',
  path: '/v1/me/invitations',
  access: 'signed-in',
  answers: { 200: z.object({ items: z.array(myInvitation) }) },
  problems: [],
} as const satisfies Operation

export const acceptMyInvitation = {
  id: 'acceptMyInvitation',
  method: 'POST',
  path: '/v1/me/invitations/{accountId}/accept',
  access: 'signed-in',
  answers: { 200: joined },
  problems: [
    'invitation_not_found',
    'account_suspended',
    'invitation_declined',
    'invitation_expired',
    'invitation_void',
    'address_not_allowed',
    'account_full',
    'user_suspended',
    'access_ended',
  ],
} as const satisfies Operation

export const declineMyInvitation = {
  id: 'declineMyInvitation',
  method: 'POST',
  path: '/v1/me/invitations/{accountId}/decline',
  access: 'signed-in',
  answers: { 204: z.undefined() },
  problems: ['invitation_not_found', 'account_suspended', 'user_not_invited'],
} as const satisfies Operation

export const declineInvitation = {
  id: 'declineInvitation',
  method: 'POST',
  path: '/v1/invitations/decline',
  access: 'public',
  body: z.strictObject({ token: field.token }),
  answers: { 204: z.undefined() },
  problems: [
    'unknown_token',
    'account_suspended',
    'user_not_invited',
    'invitation_replaced',
    'invitation_revoked',
    'too_many_requests',
  ],
} as const satisfies Operation
