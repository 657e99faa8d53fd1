/** How many emails an account may send, and when its emails are paused. Pure rules, without table access. */
import { mailsPerDay, type PauseReason, pausesMailsAt } from '../../shared/contract/mail.ts'

const day = 86_400_000

/** The properties of an account that its limit grows with, unless an operator has set one. */
type Growing = {
  readonly mailsPerDay?: number | undefined
  readonly createdAt?: string | undefined
  readonly seatsTaken?: number | undefined
}

/**
 * How many emails the account may send on the UTC day of `now`. An account without a known age counts as an old one.
 */
export const allowanceOf = (
  { mailsPerDay: given, createdAt, seatsTaken = 0 }: Growing,
  now: Date,
): number => {
  if (given !== undefined) return given
  if (createdAt === undefined) return mailsPerDay.most
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(createdAt)) / day))
  const grown = mailsPerDay.onFirstDay + age * mailsPerDay.forEachDay + seatsTaken * mailsPerDay.forEachUser
  return Math.min(mailsPerDay.most, grown)
}

/** What an account has sent in the last days, and the results. */
export type Tally = { readonly sent: number; readonly bounces: number; readonly complaints: number }

/** Why an account with this tally should have its emails paused; undefined if it shouldn't. */
export const reasonToPause = (tally: Tally): Extract<PauseReason, 'bounces' | 'complaints'> | undefined =>
  (['complaints', 'bounces'] as const).find((kind) => {
    const { atLeast, percent } = pausesMailsAt[kind]
    return tally[kind] >= atLeast && tally[kind] * 100 >= tally.sent * percent
  })

/** `2026-11-25` */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)
export const nextDay = (now: Date): Date => new Date((Math.floor(now.getTime() / day) + 1) * day)
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * day)
