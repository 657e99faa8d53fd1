/** What an SES event says about an email. */
import * as z from 'zod/mini'
import type { MailReason, MailState } from '../../shared/contract/mail.ts'

const recipients = z.array(z.object({ diagnosticCode: z.optional(z.string()) }))

export const mailEvent = z.object({
  eventType: z.enum(['Delivery', 'DeliveryDelay', 'Bounce', 'Complaint', 'Reject']),
  mail: z.object({ tags: z.record(z.string(), z.array(z.string())) }),
  bounce: z.optional(
    z.object({
      bounceType: z._default(z.string(), 'Undetermined'),
      bounceSubType: z._default(z.string(), 'Undetermined'),
      bouncedRecipients: z._default(recipients, []),
    }),
  ),
  complaint: z.optional(z.object({ complaintSubType: z.optional(z.nullable(z.string())) })),
  deliveryDelay: z.optional(
    z.object({
      delayType: z._default(z.string(), 'Undetermined'),
      delayedRecipients: z._default(recipients, []),
    }),
  ),
})
export type MailEvent = z.output<typeof mailEvent>

export type Outcome = {
  readonly state: MailState
  readonly from?: readonly MailState[]
  readonly reason?: MailReason
  readonly detail?: string | undefined
  /** What it counts as against the account. */
  readonly counts?: 'bounces' | 'complaints'
}

/** Temporary reasons, by SES's names for them: kinds of transient bounces, and of delays. */
const passing: Readonly<Record<string, MailReason>> = {
  MailboxFull: 'mailbox_full',
  MessageTooLarge: 'message_too_large',
  ContentRejected: 'content_refused',
  AttachmentRejected: 'content_refused',
  SpamDetected: 'content_refused',
}

/** SES didn't send anything: the address is on its own list or on the AWS account's. */
const suppressed: readonly string[] = ['Suppressed', 'OnAccountSuppressionList', 'UnsubscribedRecipient']
/** As far as SES knows, the mailbox doesn't exist. */
const noMailbox: readonly string[] = ['NoEmail', 'General']

/** In characters. A mailbox's reply can be anything. */
const longestDetail = 200

const detailOf = ([first]: z.output<typeof recipients> = []): string | undefined =>
  first?.diagnosticCode?.slice(0, longestDetail)

/**
 * The email's new state. A transient bounce after a delivery is an automatic reply, or a mailbox that has changed its
 * mind for now: see `afterDelivery`.
 */
export const outcomeOf = ({ eventType, bounce, complaint, deliveryDelay }: MailEvent): Outcome => {
  switch (eventType) {
    case 'Delivery':
      return { state: 'delivered', from: ['queued', 'sent', 'delayed', 'returned', 'failed'] }
    case 'DeliveryDelay': {
      const detail = detailOf(deliveryDelay?.delayedRecipients)
      return { state: 'delayed', reason: passing[deliveryDelay?.delayType ?? ''] ?? 'unreachable', detail }
    }
    case 'Complaint':
      // This subtype means that the address complained earlier and SES sent nothing.
      return complaint?.complaintSubType === 'OnAccountSuppressionList'
        ? { state: 'bounced', reason: 'suppressed' }
        : { state: 'complained', counts: 'complaints' }
    case 'Reject':
      return { state: 'failed' }
    case 'Bounce':
      return bounceOutcome(bounce)
  }
}

const bounceOutcome = (bounce: MailEvent['bounce']): Outcome => {
  const { bounceType, bounceSubType = '', bouncedRecipients } = bounce ?? {}
  const detail = detailOf(bouncedRecipients)
  if (bounceType === 'Transient')
    return { state: 'returned', reason: passing[bounceSubType] ?? 'unreachable', detail }
  if (suppressed.includes(bounceSubType)) return { state: 'bounced', reason: 'suppressed', detail }
  const reason = bounceType === 'Permanent' && noMailbox.includes(bounceSubType) ? 'no_mailbox' : 'refused'
  // Bounces that SES can't call permanent don't count against the account.
  return { state: 'bounced', reason, detail, ...(bounceType === 'Permanent' && { counts: 'bounces' }) }
}

/** What a transient bounce says about an email that was delivered before: it stays delivered, with the reason. */
export const afterDelivery = ({ state, reason, detail }: Outcome): Outcome | undefined =>
  state === 'returned'
    ? {
        state: 'delivered',
        from: ['delivered'],
        reason: reason === 'unreachable' ? 'auto_reply' : reason,
        detail,
      }
    : undefined
