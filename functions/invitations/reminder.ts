/** Somebody asks for a new invitation because theirs is no longer valid: an email to the person who invited them. */
import * as z from 'zod/mini'
import { mailState } from '../../shared/contract/mail.ts'
import type { User } from '../../shared/contract/users.ts'
import { type UserRecord, userIdOf } from '../users/user.ts'
import type { LinkToken, PersonalToken } from './token.ts'

export const reminder = z.object({
  accountId: z.string(),
  /** Who asks; undefined for people who use the invite link, because they could be anyone. */
  userId: z.optional(z.string()),
  /**
   * Only if nothing else is known about them any more. The address is certainly theirs, because their id is derived
   * from it.
   */
  email: z.optional(z.string()),
  inviterId: z.optional(z.string()),
  nonce: z.string(),
  requestedAt: z.string(),
  mail: mailState,
})
export type Reminder = z.output<typeof reminder>

/** A request from the same person, or at the same link, is passed on once a day. */
export const lastReminderBefore = (now: Date): string =>
  new Date(now.getTime() - 24 * 3_600_000).toISOString()

type Asking = {
  readonly user: UserRecord | undefined
  readonly email: string | undefined
  readonly nonce: string
  readonly now: Date
}

/**
 * Of a personal invitation; undefined if there's nothing to ask for, because they already have access or it's unclear
 * who asks.
 */
export const personalReminder = (
  { accountId, userId, inviterId }: PersonalToken,
  { user, email, nonce, now }: Asking,
): Reminder | undefined => {
  const waiting: readonly User['status'][] = ['invited', 'declined']
  if (user && !waiting.includes(user.status)) return undefined
  const theirs = email !== undefined && userIdOf(accountId, email) === userId
  if (!user && !theirs) return undefined
  return {
    accountId,
    userId,
    ...(user ? {} : { email }),
    ...((user?.invitedBy ?? inviterId) ? { inviterId: user?.invitedBy ?? inviterId } : {}),
    ...newMail(nonce, now),
  }
}

export const linkReminder = ({ accountId }: LinkToken, nonce: string, now: Date): Reminder => ({
  accountId,
  ...newMail(nonce, now),
})

const newMail = (nonce: string, now: Date) => ({
  nonce,
  requestedAt: now.toISOString(),
  mail: { state: 'queued', at: now.toISOString() } as const,
})
