/** How many mails an account may send, and when its mails are paused: the rules, without a table. */
import { mailsPerDay, type PauseReason, pausesMailsAt } from '../../shared/contract/mail.ts'

const day = 86_400_000

/** What of an account its number grows with, unless an operator has given one. */
type Growing = {
  readonly mailsPerDay?: number | undefined
  readonly createdAt?: string | undefined
  readonly seats?: { readonly taken: number } | undefined
}

/** Mails that the account may send on the UTC day of `now`; an account that does not know its age is an old one. */
export const allowanceOf = ({ mailsPerDay: given, createdAt, seats }: Growing, now: Date): number => {
  if (given !== undefined) return given
  if (createdAt === undefined) return mailsPerDay.most
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(createdAt)) / day))
  const grown =
    mailsPerDay.onFirstDay + age * mailsPerDay.forEachDay + (seats?.taken ?? 0) * mailsPerDay.forEachUser
  return Math.min(mailsPerDay.most, grown)
}

/** What an account sent in the last days, and what came of it. */
export type Tally = { readonly sent: number; readonly bounces: number; readonly complaints: number }

/** Why the mails of an account with this tally are to be paused; undefined where they are not. */
export const reasonToPause = (tally: Tally): Extract<PauseReason, 'bounces' | 'complaints'> | undefined =>
  (['complaints', 'bounces'] as const).find((kind) => {
    const { atLeast, percent } = pausesMailsAt[kind]
    return tally[kind] >= atLeast && tally[kind] * 100 >= tally.sent * percent
  })

/** `2026-11-25` */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)
export const nextDay = (now: Date): Date => new Date((Math.floor(now.getTime() / day) + 1) * day)
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * day)
