/** Mails to people: what can become of one, and how many may go out. Every number of the brakes stands here. */
import * as z from 'zod/mini'
import * as field from './fields.ts'

/** What SES can say of a mail that it took, in any order and before Usher has written that it took it. */
const reported = ['delayed', 'delivered', 'returned', 'bounced', 'complained', 'failed'] as const

/** The states of a mail, each with those that may follow it. Everything that asks about a mail's state asks this table. */
const following = {
  /** Goes out in a moment. */
  queued: ['held', 'sent', 'skipped', ...reported],
  /** Waits for a brake to let it go; the reason says which. */
  held: ['queued', 'skipped', 'failed'],
  /** SES has it. */
  sent: reported,
  /** The mailbox's server does not take it yet; SES keeps trying. */
  delayed: ['delayed', 'delivered', 'returned', 'bounced', 'complained'],
  /** The mailbox took it. An automatic reply or a late, passing failure leaves it delivered and gives a reason. */
  delivered: ['delivered', 'bounced', 'complained'],
  /** The mailbox sent it back for a reason that may pass, such as a full mailbox. The address is good. */
  returned: ['delivered', 'bounced', 'complained'],
  /** The mailbox refused it for good. */
  bounced: ['complained'],
  /** Somebody marked it as spam. */
  complained: [],
  /** SES did not take it. It goes out when somebody redrives it from the dead-letter queue. */
  failed: ['held', 'sent', 'skipped', ...reported],
  /** No mail goes out: none was wanted, or the reason says why. */
  skipped: [],
} as const

export type MailState = keyof typeof following
const followers: Readonly<Record<MailState, readonly MailState[]>> = following
// The keys of a constant are what its type says, which `Object.keys` does not know.
const stateNames = Object.keys(following) as MailState[]

/** The states that this one may follow. */
export const statesBefore = (state: MailState): readonly MailState[] =>
  stateNames.filter((one) => followers[one].includes(state))

/** States of a mail that SES does not have, so that it may still go out. */
export const unsentStates: readonly MailState[] = stateNames.filter((one) => followers[one].includes('sent'))

/** States after which only an administrator may send another mail to the address. */
export const refusedStates: readonly MailState[] = ['bounced', 'complained']

/** Whether somebody should look at it, because no mail will arrive unless they do something. */
export const needsCare = ({ state, reason }: Pick<Mailing, 'state' | 'reason'>): boolean =>
  state === 'failed' || state === 'returned' || refusedStates.includes(state) || reason === 'address_blocked'

export const mailReasons = [
  /** `held`: the account has sent as many mails as it may today. */
  'account_limit',
  /** `held`: the mailbox got as many mails as it may within an hour. */
  'mailbox_limit',
  /** `held`: too many of the account's mails bounced or were reported, or an operator paused them. */
  'mails_paused',
  /** `held`: the account is suspended. */
  'account_suspended',
  /** `skipped`: the recipient wants no more of these mails. */
  'address_blocked',
  /** `skipped`: the invitation was used, revoked or had expired before the mail could go out. */
  'outdated',
  /** `bounced`: there is no such mailbox. */
  'no_mailbox',
  /** `bounced`: SES sent nothing, because the address is on a suppression list. */
  'suppressed',
  /** `bounced`: the mailbox refuses mails from here, or says no more than that. */
  'refused',
  /** `returned`, `delivered` or `delayed`. */
  'mailbox_full',
  'message_too_large',
  'content_refused',
  /** `delivered`: something answered for the person, such as an out-of-office reply. */
  'auto_reply',
  /** `returned` or `delayed`: the mailbox or its server could not be reached for a while. */
  'unreachable',
] as const
export type MailReason = (typeof mailReasons)[number]

/** `at` is when the state was entered; `detail` is what the mailbox or SES said, in their words. */
export const mailState = z.object({
  state: z.enum(stateNames),
  at: field.time,
  reason: z.optional(z.enum(mailReasons)),
  detail: z.optional(z.string()),
})
export type Mailing = z.output<typeof mailState>

/** An invitation, the answer to an address typed at an invite link, or word that somebody joined. */
export type MailKind = 'invitation' | 'join' | 'notice'

/** Mails of each kind that a mailbox gets within any 60 minutes, whichever accounts they are from. */
export const mailsToMailboxPerHour = 5

/**
 * Mails that an account may send in a UTC day. It grows with each whole day of the account's age and with each person
 * who is in. An operator may set another number for an account, when it is made or later.
 */
export const mailsPerDay = { onFirstDay: 200, forEachDay: 100, forEachUser: 10, most: 10_000 } as const

/**
 * An account's mails are paused once, within 7 days, this many of them and this share of what it sent have bounced for
 * good, or were marked as spam or reported. SES reviews a sender at 5 % and 0.1 %, and may pause it at 10 % and 0.5 %.
 */
export const pausesMailsAt = {
  bounces: { atLeast: 10, percent: 5 },
  complaints: { atLeast: 3, percent: 0.3 },
} as const
/** Days, today among them, over which bounces and complaints are counted. */
export const daysCounted = 7

export const pauseReasons = ['bounces', 'complaints', 'operator'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** The languages that mails are written in. */
export const languages = ['en', 'de'] as const
export const language = z.enum(languages)
export type MailLanguage = z.output<typeof language>
