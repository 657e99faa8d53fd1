/** The timeline of a user. */
import * as z from 'zod/mini'
import { auditActionsOf } from './audit.ts'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

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
  access: 'users:read',
  query: eventQuery,
  answers: { 200: z.object({ items: z.array(userEvent), nextCursor: z.optional(z.string()) }) },
  problems: ['user_not_found'],
} as const satisfies Operation
