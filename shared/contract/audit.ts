/** The audit trail of an account. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

/** What can happen to each kind of subject. */
export const auditActionsOf = {
  user: [
    'user.invited',
    'user.invitation_sent_again',
    'user.invitation_revoked',
    'user.invitation_reminded',
    'user.invitation_declined',
    'user.invitation_link_copied',
    'user.requested',
    'user.request_declined',
    'user.joined',
    'user.changed',
    'user.suspended',
    'user.reinstated',
    'user.removed',
  ],
  role: ['role.created', 'role.changed', 'role.deleted'],
  link: ['invite_link.created', 'invite_link.changed', 'invite_link.replaced', 'invite_link.deleted'],
  account: [
    'default_roles.changed',
    'account.created',
    'account.changed',
    'account.suspended',
    'account.reactivated',
    'account.deleted',
    'account.restored',
    'account.erased',
    'account.mails_paused',
    'account.mails_resumed',
  ],
  domain: ['domain.added', 'domain.proved', 'domain.lost', 'domain.changed', 'domain.removed'],
  review: ['access_review.signed'],
} as const
export const auditActions = [
  ...auditActionsOf.user,
  ...auditActionsOf.role,
  ...auditActionsOf.link,
  ...auditActionsOf.account,
  ...auditActionsOf.domain,
  ...auditActionsOf.review,
] as const
export type AuditAction = (typeof auditActions)[number]

const values = z.record(z.string(), z.unknown())

/**
 * One change. `actor` is the id of a user, `operator`, `bootstrap` for the deploy-time step, `usher` for what Usher
 * does by itself, or `unknown` for changes made outside the API. `before` and `after` hold the values that differ,
 * without personal data; `personal` names the personal fields that changed, such as name or phone.
 */
export const auditEvent = z.object({
  eventId: z.string(),
  at: z.string(),
  action: z.enum(auditActions),
  actor: z.string(),
  subject: z.object({
    kind: z.enum(['user', 'role', 'link', 'account', 'domain', 'review']),
    id: z.string(),
  }),
  before: values,
  after: values,
  personal: z.array(z.string()),
})
export type AuditEvent = z.output<typeof auditEvent>

/** Who did something: a user, or whatever acts when no user does. */
export const auditActor = z.union([field.userId, z.enum(['operator', 'bootstrap', 'usher', 'unknown'])])

const auditQuery = z.strictObject({
  /** What happened to a user. */
  userId: z.optional(field.userId),
  /** What a user, or another actor, did. */
  actor: z.optional(auditActor),
  action: z.optional(z.enum(auditActions)),
  /** No events before this time. */
  from: z.optional(field.givenTime),
  /** Only events before this time. */
  before: z.optional(field.givenTime),
  limit: field.limit,
  cursor: field.cursor,
})
export type AuditQuery = z.output<typeof auditQuery>

export const listAuditEvents = {
  id: 'listAuditEvents',
  method: 'GET',
  path: '/v1/accounts/{accountId}/audit-events',
  access: 'audit:read',
  query: auditQuery,
  answers: {
    200: z.object({
      items: z.array(auditEvent),
      /**
       * The current names of the users in the events, by id, for callers with `users:read`; removed users have none.
       */
      names: z.record(z.string(), z.string()),
      nextCursor: z.optional(z.string()),
    }),
  },
  problems: [],
} as const satisfies Operation
