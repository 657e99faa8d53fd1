/** A user as stored, and as a caller sees them. */

import * as z from 'zod/mini'
import { myUser, notices } from '../../shared/contract/accounts.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import { mailState } from '../../shared/contract/mail.ts'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import { type User, user } from '../../shared/contract/users.ts'
import { digestOf } from '../digest.ts'
import { picked } from '../picked.ts'
import { Problem } from '../problem.ts'

export const userRecord = z.extend(user, {
  accountId: z.string(),
  status: z.enum(['invited', 'declined', 'active', 'suspended']),
  message: z.optional(z.string()),
  /** When an invitation's roles were chosen, if that was after it was created. */
  givenAt: z.optional(z.string()),
  /** When somebody who may invite last copied the invitation's link. */
  linkCopiedAt: z.optional(z.string()),
  /** When the newest invitation's page was first opened. */
  openedAt: z.optional(z.string()),
  /** When the newest invitation is to be mailed once more, until that is done or given up. */
  remindAt: z.optional(z.string()),
  /** When it was. */
  remindedAt: z.optional(z.string()),
  /** Which mails about others they have switched off. */
  notices: z.optional(notices),
  /** The nonce in the newest email's tokens; an email with another one is superseded. */
  nonce: z.string(),
  /** The key of the request that created the user. */
  idempotencyKey: z.optional(z.string()),
  /** Whether they hold one of the account's seats; undefined for a user from before seats were counted. */
  seat: z.optional(z.boolean()),
  updatedAt: z.string(),
  /** The id of a user, `operator`, or `bootstrap` for the deploy-time step. */
  updatedBy: z.string(),
})
export type UserRecord = z.output<typeof userRecord>

/** What callers see of a user, with the status as stored. */
export const shownUser = z.extend(user, { status: userRecord.shape.status })
export type ShownUser = z.output<typeof shownUser>
export const shownFields = z.keyof(shownUser).options

/** An address that anyone entered at an invite link, until an email has proved it. */
export const joinRequest = z.object({
  accountId: z.string(),
  userId: z.string(),
  email: z.string(),
  nonce: z.string(),
  /** Undefined for the account's first link. */
  linkId: z.optional(z.string()),
  linkVersion: z.number(),
  /** The end date of the guest who handed out the link. */
  accessUntil: z.optional(z.string()),
  requestedAt: z.string(),
  expiresAt: z.string(),
  mail: mailState,
})
export type JoinRequest = z.output<typeof joinRequest>

/**
 * The id of the user with this address in this account: `usr_` and 22 characters of a SHA-256. Because it's derived,
 * one conditional put is the uniqueness check. `email` is a normalized address.
 */
export const userIdOf = (accountId: string, email: string): string => `usr_${digestOf(accountId, email)}`

/** Whether the user counts as an administrator, of whom the account must keep at least one. */
export const administers = ({ status, roleIds }: Pick<UserRecord, 'status' | 'roleIds'>): boolean =>
  status === 'active' && roleIds.includes(administratorRoleId)

/** The user, unless they declined: the address is then as free as if nobody had invited it. */
export const unlessDeclined = (user: UserRecord | undefined): UserRecord | undefined =>
  user?.status === 'declined' ? undefined : user

/** Throws 422 for an administrator whose access would end, because the account could be left without one. */
export const requireNoGuestAdministrator = ({
  roleIds,
  accessUntil,
}: Pick<UserRecord, 'roleIds' | 'accessUntil'>): void => {
  if (accessUntil !== undefined && roleIds.includes(administratorRoleId))
    throw new Problem('invalid_request', undefined, {
      errors: [fieldError('accessUntil', { code: 'not_for_administrators' })],
    })
}

/** The user as callers see them, without anything from the tokens. */
export const publicUser = (record: ShownUser, now: Date): User => ({
  ...picked(record, shownFields),
  status: statusAt(record, now),
})

/** A user as they see themselves. */
export const ownView = (record: UserRecord, now: Date) =>
  myUser.parse({ ...record, status: statusAt(record, now) })

type Timed = Pick<UserRecord, 'status' | 'expiresAt' | 'accessUntil'>

/** The stored status, or what it has become by now: an expired invitation, or access that has ended. */
export const statusAt = ({ status, expiresAt, accessUntil }: Timed, now: Date): User['status'] => {
  if (status === 'invited' && isPast(expiresAt, now)) return 'expired'
  return status === 'active' && isPast(accessUntil, now) ? 'access_ended' : status
}

/** Throws 422 at this path of the body for a time that has passed. */
export const requireFuture = (path: string, time: string | undefined, now: Date): void => {
  if (isPast(time, now))
    throw new Problem('invalid_request', undefined, { errors: [fieldError(path, { code: 'not_in_future' })] })
}

export const isPast = (time: string | undefined, now: Date): boolean =>
  time !== undefined && time <= now.toISOString()
