/** Creating users: through a personal invitation, the deploy-time step, or the invite link. */

import { canBeMailed } from '../../shared/contract/address.ts'
import type { AttributeValues } from '../../shared/contract/attributes.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import type { NewUser } from '../../shared/contract/pending-users.ts'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import {
  type Account,
  daysOfInvitations,
  existingRoles,
  type Role,
  rolesOfLink,
} from '../accounts/account.ts'
import { requireAdmission } from '../accounts/admission.ts'
import { Problem } from '../problem.ts'
import { type Caller, endGivenBy, requireMayGive } from '../sign-in/caller.ts'
import {
  type JoinRequest,
  requireFuture,
  requireNoGuestAdministrator,
  type UserRecord,
  userIdOf,
} from '../users/user.ts'

/** How long an address entered at an invite link can be confirmed. */
const confirmationHours = 24
/** An invited person who uses the invite link gets their own invitation again, at most once in ten minutes. */
const minutesBetweenMails = 10

const hoursFrom = (now: Date, hours: number): string =>
  new Date(now.getTime() + hours * 3_600_000).toISOString()

/** If the invite link sent an email after this time, it's too soon for another. */
export const lastMailBefore = (now: Date): string =>
  new Date(now.getTime() - minutesBetweenMails * 60_000).toISOString()

type Invitation = {
  readonly account: Account
  readonly body: NewUser
  readonly roles: readonly Role[]
  readonly invitedBy: Caller
  readonly now: Date
  readonly nonce: string
  readonly idempotencyKey?: string | undefined
  readonly source?: 'manual' | 'bulk'
  readonly attributes?: AttributeValues | undefined
}

/** Throws 422 if no email can be sent to this address. */
export const requireMailable = (email: string, path = 'email'): void => {
  if (canBeMailed(email)) return
  throw new Problem(
    'invalid_request',
    "This address can't be emailed; invite without an email, and pass the link on",
    {
      errors: [fieldError(path, { code: 'not_mailable' })],
    },
  )
}

/**
 * The user that an invitation creates: invited, with the email queued unless the inviter sends it themselves. Throws
 * 403 `address_not_allowed`, 409 `account_full`, and 422 for an administrator whose access would end, or an end that
 * has passed.
 */
export const invitedUser = (invitation: Invitation): UserRecord => {
  const { account, body, roles, invitedBy, now, nonce, idempotencyKey, source = 'manual' } = invitation
  const { attributes } = invitation
  requireAdmission(account, body)
  if (body.sendEmail) requireMailable(body.email)
  const user: UserRecord = {
    accountId: account.accountId,
    userId: userIdOf(account.accountId, body.email),
    email: body.email,
    name: body.name,
    phone: body.phone,
    message: body.message,
    language: body.language,
    externalId: body.externalId,
    attributes,
    roleIds: roles.map((role) => role.roleId),
    status: 'invited',
    source,
    invitedBy: invitedBy.userId,
    invitedAt: now.toISOString(),
    ...periodOf(account, body.expiresInHours, now),
    accessUntil: endGivenBy(invitedBy, body.accessUntil),
    nonce,
    idempotencyKey,
    mail: { state: body.sendEmail ? 'queued' : 'skipped', at: now.toISOString() },
    updatedAt: now.toISOString(),
    updatedBy: invitedBy.actor,
  }
  requireNoGuestAdministrator(user)
  requireFuture('accessUntil', user.accessUntil, now)
  return user
}

/** When an invitation that is made now expires, and when it is mailed once more: never where that would be at once. */
const periodOf = ({ invitationDays, reminderDays }: Account, hours: number | undefined, now: Date) => {
  const whole = hours ?? invitationDays * 24
  const untilReminder = reminderDays === undefined ? 0 : whole - reminderDays * 24
  return {
    expiresAt: hoursFrom(now, whole),
    remindAt: untilReminder > 0 ? hoursFrom(now, untilReminder) : undefined,
  }
}

type Renewal = Pick<Invitation, 'account' | 'invitedBy' | 'now' | 'nonce'> & {
  readonly user: UserRecord
  readonly expiresInHours: number | undefined
}

/**
 * The invited user after resending: the sender now vouches for the invitation, with the roles that are left. If this
 * very renewal is already stored, the user as they are. Throws 403 for roles that the sender may not give, 409
 * `user_not_invited` for active or suspended users, 422 if no role is left, and whatever keeps a new invitation from
 * being created.
 */
export const renewedInvitation = (renewal: Renewal): UserRecord => {
  const { account, user, invitedBy, now, nonce, expiresInHours } = renewal
  if (user.nonce === nonce) return user
  const roles = existingRoles(account, user.roleIds)
  requireMayGive(invitedBy, roles)
  if (user.status !== 'invited' && user.status !== 'declined') throw new Problem('user_not_invited')
  if (roles.length === 0)
    throw new Problem(
      'invalid_request',
      'None of the roles of this invitation is left; remove it, and invite anew',
    )
  requireAdmission(account, user)
  requireMailable(user.email)
  requireFuture('accessUntil', user.accessUntil, now)
  return {
    ...user,
    status: 'invited',
    declinedAt: undefined,
    roleIds: roles.map((role) => role.roleId),
    invitedBy: invitedBy.userId,
    accessUntil: endGivenBy(invitedBy, user.accessUntil),
    invitedAt: now.toISOString(),
    givenAt: undefined,
    openedAt: undefined,
    linkCopiedAt: undefined,
    remindedAt: undefined,
    ...periodOf(account, expiresInHours, now),
    nonce,
    mail: { state: 'queued', at: now.toISOString() },
    updatedAt: now.toISOString(),
    updatedBy: invitedBy.actor,
  }
}

type First = {
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly now: Date
  readonly nonce: string
  /** `bootstrap` for the deploy-time step, or `operator`. */
  readonly by: string
}

/** The first administrator of a new account, whom none of its users invited. */
export const firstAdministrator = ({ accountId, email, name, now, nonce, by }: First): UserRecord => ({
  accountId,
  userId: userIdOf(accountId, email),
  email,
  name,
  roleIds: [administratorRoleId],
  status: 'invited',
  source: 'bootstrap',
  invitedAt: now.toISOString(),
  expiresAt: hoursFrom(now, daysOfInvitations * 24),
  nonce,
  mail: { state: 'queued', at: now.toISOString() },
  updatedAt: now.toISOString(),
  updatedBy: by,
})

export type Person = {
  readonly email: string
  readonly name: string
  readonly phone?: string | undefined
  readonly accessUntil?: string | undefined
}

/** What a link handed out by a guest says about people who join with it. */
export const endOfLink = ({ accessUntil }: { readonly accessUntil?: string | undefined }) =>
  accessUntil === undefined ? {} : { accessUntil }

/** What an address entered at the invite link creates: not a user yet, but a request that the email confirms. */
export const joinRequestOf = (
  account: Account,
  { email, ...link }: { readonly email: string; readonly accessUntil?: string | undefined },
  nonce: string,
  now: Date,
): JoinRequest => ({
  accountId: account.accountId,
  userId: userIdOf(account.accountId, email),
  email,
  ...endOfLink(link),
  nonce,
  ...(account.link.linkId === undefined ? {} : { linkId: account.link.linkId }),
  linkVersion: account.link.version,
  requestedAt: now.toISOString(),
  expiresAt: hoursFrom(now, confirmationHours),
  mail: { state: 'queued', at: now.toISOString() },
})

/**
 * The user that an invite link creates: active at once, with the roles it gives now. Their address is proved by then.
 */
export const joinedUser = (account: Account, person: Person, nonce: string, now: Date): UserRecord => {
  const userId = userIdOf(account.accountId, person.email)
  return {
    accountId: account.accountId,
    userId,
    email: person.email,
    name: person.name,
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    ...endOfLink(person),
    roleIds: rolesOfLink(account).map((role) => role.roleId),
    status: 'active',
    source: 'link',
    invitedAt: now.toISOString(),
    acceptedAt: now.toISOString(),
    nonce,
    mail: { state: 'skipped', at: now.toISOString() },
    updatedAt: now.toISOString(),
    updatedBy: userId,
  }
}
