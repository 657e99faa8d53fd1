/** Decides what redeeming does from what's stored: the rules about invitations, without table access. */
import { fieldError } from '../../shared/contract/field-errors.ts'
import { mayGive } from '../../shared/contract/permissions.ts'
import { nameFromAddress } from '../../shared/contract/person-name.ts'
import { type Account, existingRoles, type Role } from '../accounts/account.ts'
import { requireAdmission } from '../accounts/admission.ts'
import { requireLink } from '../invite-links/invite-link.ts'
import { newRequest, requireMayAsk, type WaitingRequest } from '../join-requests/waiting-request.ts'
import { Problem } from '../problem.ts'
import { callerOf, endGivenBy, may } from '../sign-in/caller.ts'
import { isPast, type JoinRequest, type UserRecord } from '../users/user.ts'
import { joinedUser, type Person, requireMailable } from './invitation.ts'
import type { JoinToken, PersonalToken } from './token.ts'

/** `none`: they already have access. `activate`: the invited user, with these roles. `add`: this new user. */
export type Redemption =
  | { readonly change: 'none'; readonly user: UserRecord }
  | { readonly change: 'activate'; readonly user: UserRecord; readonly roles: readonly Role[] }
  /** When they asked. */
  | { readonly change: 'add'; readonly user: UserRecord; readonly asked: string }

export type Personal = {
  readonly account: Account
  readonly user: UserRecord | undefined
  readonly inviter: UserRecord | undefined
}

/** From now on they wait for an administrator, in place of what they asked for before; or they already do. */
export type Request = {
  readonly change: 'request' | 'waits'
  readonly request: WaitingRequest
  readonly before?: WaitingRequest | undefined
}

/** Of a personal invitation. Throws the 410 that says why it's no longer valid. */
export const personalRedemption = (
  token: Pick<PersonalToken, 'nonce'>,
  { account, user, inviter }: Personal,
  now: Date,
): Redemption => {
  if (!user) throw new Problem('invitation_revoked')
  if (user.nonce !== token.nonce) throw new Problem('invitation_replaced')
  requireAccess(user, now)
  if (user.status === 'active') return { change: 'none', user }
  if (user.status === 'declined') throw new Problem('invitation_declined')
  if (isPast(user.expiresAt, now)) throw new Problem('invitation_expired')
  const roles = existingRoles(account, user.roleIds)
  if (roles.length === 0 || !stillGiven(roles, { user, inviter, account }, now))
    throw new Problem('invitation_void')
  requireAdmission(account, user)
  // The inviter's access may have got an end date since.
  const accessUntil = inviter ? endGivenBy(inviter, user.accessUntil) : user.accessUntil
  return { change: 'activate', user: { ...user, accessUntil }, roles }
}

/** Throws 410 `user_suspended` or `access_ended` for people who had access once, but no longer do. */
export const requireAccess = ({ status, accessUntil }: UserRecord, now: Date): void => {
  if (status === 'suspended') throw new Problem('user_suspended')
  if (isPast(accessUntil, now)) throw new Problem('access_ended')
}

/**
 * Whether the inviter, or whoever changed the roles since, could still grant this. Somebody who was removed and came
 * back counts as a new person. What an operator or the deployment granted stays valid.
 */
const stillGiven = (
  roles: readonly Role[],
  { user, inviter, account }: Personal & { readonly user: UserRecord },
  now: Date,
): boolean => {
  if (user.invitedBy === undefined) return true
  const caller = callerOf(inviter, account, now)
  if (!caller || !inviter || inviter.invitedAt > (user.givenAt ?? user.invitedAt)) return false
  const mayDecide = may(caller, 'users:invite') || may(caller, 'users:write')
  return mayDecide && roles.every((role) => mayGive(caller, role))
}

/** What people say about themselves as they join. */
export type Said = { readonly name?: string | undefined; readonly phone?: string | undefined }

/**
 * Throws 403 `rejoin_not_allowed` for somebody who was removed from an account that doesn't let people come back by
 * themselves.
 */
export const requireMayRejoin = (
  { removedMayRejoin }: Account,
  removal: { readonly barred: boolean } | undefined,
): void => {
  if (removal?.barred && !removedMayRejoin) throw new Problem('rejoin_not_allowed')
}

export type Joining = {
  /** With the link that was used. */
  readonly account: Account
  /** The user who vouches for the link, if there is one. */
  readonly giver?: UserRecord | undefined
  readonly user: UserRecord | undefined
  /** Their tombstone, if they were removed. */
  readonly removal?: { readonly barred: boolean } | undefined
  readonly request: JoinRequest | undefined
  /** Their request that waits for an administrator. */
  readonly waiting?: WaitingRequest | undefined
}

/**
 * Of the email that confirms an address entered at an invite link. Only now is it known who they are, so they give
 * their name now: anyone could have entered the address.
 */
export const joinRedemption = (
  token: JoinToken,
  { account, giver, user, removal, request, waiting }: Joining,
  { now, said = {} }: { readonly now: Date; readonly said?: Said | undefined },
): Redemption | Request => {
  if (user && user.status !== 'invited') {
    requireAccess(user, now)
    return { change: 'none', user }
  }
  if (!request && waiting?.nonce === token.nonce) return requestOf(waiting, now)
  if (!request) throw new Problem('invitation_expired')
  if (request.nonce !== token.nonce) throw new Problem('invitation_replaced')
  if (isPast(request.expiresAt, now)) throw new Problem('invitation_expired')
  // They were invited in the meantime: their own invitation counts, with its own link.
  if (user) throw new Problem('invitation_replaced')
  requireLink(account, { ...request, giver, now })
  requireMayRejoin(account, removal)
  const { email, nonce } = request
  const accessUntil = giver ? endGivenBy(giver, request.accessUntil) : request.accessUntil
  const person = { email, name: said.name ?? nameFromAddress(email), phone: said.phone, accessUntil }
  if (account.link.needsApproval) return requestBy(account, person, { waiting, nonce, now })
  const joining = joinedUser(account, person, nonce, now)
  return { change: 'add', user: joining, asked: request.requestedAt }
}

/** They already wait. Throws 409 `request_declined`. */
const requestOf = (waiting: WaitingRequest, now: Date): Request => {
  requireMayAsk(waiting, now)
  return { change: 'waits', request: waiting }
}

type Asking = {
  readonly waiting: WaitingRequest | undefined
  readonly nonce: string
  readonly now: Date
}

/** The request of somebody who uses a link that needs approval. Throws 409 `request_declined`. */
export const requestBy = (account: Account, person: Person, { waiting, nonce, now }: Asking): Request => {
  requireMayAsk(waiting, now)
  return { change: 'request', request: newRequest(account, person, nonce, now), before: waiting }
}

/** The address entered at the invite link. Throws 422 if it's missing, or no email can be sent there. */
export const requireAddress = (email: string | undefined): string => {
  if (email === undefined)
    throw new Problem('invalid_request', 'An invite link needs your address', {
      errors: [fieldError('email', { code: 'missing' })],
    })
  requireMailable(email)
  return email
}
