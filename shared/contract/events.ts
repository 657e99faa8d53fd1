/**
 * The events on the stack's own EventBridge bus: one for each change in the audit trail, with its action as
 * `detail-type`. docs/events.md explains them to listeners, and docs/events.schema.json is this file as JSON Schema.
 */
import * as z from 'zod/mini'
import { account } from './accounts.ts'
import { type AuditAction, auditActionsOf, auditEvent } from './audit.ts'
import { verifiedDomain } from './domains.ts'
import { inviteLink } from './invitations.ts'
import { sharedLink } from './invite-links.ts'
import { role } from './roles.ts'
import { user } from './users.ts'

/** The `source` of the events in EventBridge. */
export const eventSource = 'usher'
/** A new number means a new shape. Fields and actions may be added without one. */
export const eventVersion = 1

const userValues = z.pick(user, {
  roleIds: true,
  source: true,
  invitedBy: true,
  invitedAt: true,
  expiresAt: true,
  accessUntil: true,
  language: true,
  externalId: true,
  attributes: true,
})
/** When somebody who may invite last copied the invitation's link. */
const linkCopiedAt = z.string()
/** When its reminder was mailed. */
const remindedAt = z.string()
const linkValues = z.extend(
  z.pick(inviteLink, {
    enabled: true,
    expiresAt: true,
    maxUses: true,
    allowedDomains: true,
    needsApproval: true,
  }),
  z.pick(sharedLink, { name: true, roleIds: true, givenBy: true }).shape,
)

/** What `before` and `after` can hold for each kind of subject; an event has those that differ. */
export const changedValues = {
  user: z.partial(
    z.extend(userValues, {
      status: z.enum(['invited', 'declined', 'active', 'suspended']),
      linkCopiedAt,
      remindedAt,
    }),
  ),
  role: z.partial(
    z.omit(role, { roleId: true, source: true, builtIn: true, isDefault: true, sensitive: true }),
  ),
  link: z.partial(z.extend(linkValues, { version: z.number() })),
  domain: z.partial(z.pick(verifiedDomain, { state: true, joining: true, roleIds: true })),
  /** How many users were kept, suspended and removed, and how often that was refused. */
  review: z.partial(
    z.object({ kept: z.number(), suspended: z.number(), removed: z.number(), refused: z.number() }),
  ),
  account: z.partial(z.omit(account, { accountId: true, seatsTaken: true, users: true })),
}

const eventOf = <
  const Kind extends keyof typeof changedValues,
  const Actions extends readonly [AuditAction, ...AuditAction[]],
  Values extends z.ZodMiniType,
>(
  kind: Kind,
  actions: Actions,
  values: Values,
) =>
  z.extend(auditEvent, {
    version: z.literal(eventVersion),
    accountId: z.string(),
    action: z.enum(actions),
    subject: z.object({ kind: z.literal(kind), id: z.string() }),
    before: values,
    after: values,
  })

/** The `detail` of an event: the audit trail's entry with its account. No personal data. */
export const accountEvent = z.discriminatedUnion('action', [
  eventOf('user', auditActionsOf.user, changedValues.user),
  eventOf('role', auditActionsOf.role, changedValues.role),
  eventOf('link', auditActionsOf.link, changedValues.link),
  eventOf('account', auditActionsOf.account, changedValues.account),
  eventOf('domain', auditActionsOf.domain, changedValues.domain),
  eventOf('review', auditActionsOf.review, changedValues.review),
])
