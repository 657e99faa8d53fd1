/** Emails to people: what can become of one, and how many may be sent. All limits are defined here. */
import * as z from 'zod/mini'
import * as field from './fields.ts'

/**
 * What SES can report about an email that it accepted, in any order and even before Usher has recorded that SES
 * accepted it.
 */
const reported = ['delayed', 'delivered', 'returned', 'bounced', 'complained', 'failed'] as const

/**
 * The states of an email, each with those that may follow it. All questions about an email's state are answered by this
 * table.
 */
const following = {
  /** Will be sent in a moment. */
  queued: ['held', 'sent', 'skipped', ...reported],
  /** Waits for a limit; the reason says which. */
  held: ['queued', 'skipped', 'failed'],
  /** SES has accepted it. */
  sent: reported,
  /** The mailbox's server doesn't accept it yet; SES keeps trying. */
  delayed: ['delayed', 'delivered', 'returned', 'bounced', 'complained'],
  /** The mailbox accepted it. An automatic reply or a late, temporary failure leaves it delivered and adds a reason. */
  delivered: ['delivered', 'bounced', 'complained'],
  /** The mailbox sent it back for a temporary reason, such as a full mailbox. The address is good. */
  returned: ['delivered', 'bounced', 'complained'],
  /** The mailbox permanently refused it. */
  bounced: ['complained'],
  /** Somebody marked it as spam. */
  complained: [],
  /** SES didn't accept it. It's sent when somebody redrives it from the dead-letter queue. */
  failed: ['held', 'sent', 'skipped', ...reported],
  /** No email is sent: none was wanted, or the reason says why. */
  skipped: [],
} as const

export type MailState = keyof typeof following
const followers: Readonly<Record<MailState, readonly MailState[]>> = following
// A constant's keys are exactly those of its type, which `Object.keys` doesn't know.
const stateNames = Object.keys(following) as MailState[]

/** The states that this one may follow. */
export const statesBefore = (state: MailState): readonly MailState[] =>
  stateNames.filter((one) => followers[one].includes(state))

/** States in which SES doesn't have the email, so it may still be sent. */
export const unsentStates: readonly MailState[] = stateNames.filter((one) => followers[one].includes('sent'))

/** States after which only an administrator may send another email to the address. */
export const refusedStates: readonly MailState[] = ['bounced', 'complained']

/** Whether somebody should look at it, because no email will arrive unless they act. */
export const needsCare = ({ state, reason }: Pick<Mailing, 'state' | 'reason'>): boolean =>
  state === 'failed' || state === 'returned' || refusedStates.includes(state) || reason === 'address_blocked'

export const mailReasons = [
  /** `held`: the account has reached its daily limit. */
  'account_limit',
  /** `held`: the mailbox has reached its hourly limit. */
  'mailbox_limit',
  /** `held`: too many of the account's emails bounced or were reported, or an operator paused them. */
  'mails_paused',
  /** `held`: the account is suspended. */
  'account_suspended',
  /** `skipped`: the recipient wants no more of these emails. */
  'address_blocked',
  /** `skipped`: the invitation was used, was revoked or had expired before the email could be sent. */
  'outdated',
  /** `bounced`: the mailbox doesn't exist. */
  'no_mailbox',
  /** `bounced`: SES sent nothing, because the address is on a suppression list. */
  'suppressed',
  /** `bounced`: the mailbox refuses our emails, or gives no other reason. */
  'refused',
  /** `returned`, `delivered` or `delayed`. */
  'mailbox_full',
  'message_too_large',
  'content_refused',
  /** `delivered`: an automatic reply, such as an out-of-office message. */
  'auto_reply',
  /** `returned` or `delayed`: the mailbox or its server couldn't be reached for a while. */
  'unreachable',
] as const
export type MailReason = (typeof mailReasons)[number]

/** `at` is when the state was entered; `detail` is what the mailbox or SES said, in their own words. */
export const mailState = z.object({
  state: z.enum(stateNames),
  at: field.time,
  reason: z.optional(z.enum(mailReasons)),
  detail: z.optional(z.string()),
})
export type Mailing = z.output<typeof mailState>

/** An invitation, the answer to an address entered at an invite link, or word that somebody joined. */
export type MailKind = 'invitation' | 'join' | 'notice'

/** Emails of each kind that a mailbox can get within any 60 minutes, from all accounts together. */
export const mailsToMailboxPerHour = 5

/**
 * Emails that an account may send in a UTC day. The limit grows with each whole day of the account's age and with each
 * member. An operator can set another limit for an account, when it's created or later.
 */
export const mailsPerDay = { onFirstDay: 200, forEachDay: 100, forEachUser: 10, most: 10_000 } as const

/**
 * An account's emails are paused once this many of them, and this share of what it sent, have permanently bounced, or
 * were marked as spam or reported, within 7 days. SES reviews a sender at 5 % and 0.1 %, and may pause it at 10 % and
 * 0.5 %.
 */
export const pausesMailsAt = {
  bounces: { atLeast: 10, percent: 5 },
  complaints: { atLeast: 3, percent: 0.3 },
} as const
/** Days, including today, over which bounces and complaints are counted. */
export const daysCounted = 7

export const pauseReasons = ['bounces', 'complaints', 'operator'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** Usher's own languages. A product can add others. */
export const languages = ['en', 'de'] as const
export type OwnLanguage = (typeof languages)[number]
/** By its ISO 639 code: one of Usher's own, or one that the product adds. */
export const language = z.string().check(z.regex(/^[a-z]{2,3}$/))
export type MailLanguage = z.output<typeof language>
