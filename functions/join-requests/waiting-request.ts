/** People who have proved their address and wait for an administrator: the rules, without table access. */
import * as z from 'zod/mini'
import { daysOfRequests, type JoinRequest, joinRequest } from '../../shared/contract/join-requests.ts'
import { type Account, namedRoles, type Role, rolesOfLink } from '../accounts/account.ts'
import { requireAdmission } from '../accounts/admission.ts'
import type { Person } from '../invitations/invitation.ts'
import { Problem } from '../problem.ts'
import { type Caller, endGivenBy, may, requireMayGive } from '../sign-in/caller.ts'
import { isPast, requireNoGuestAdministrator, statusAt, type UserRecord, userIdOf } from '../users/user.ts'

export const waitingRequest = z.extend(joinRequest, {
  accountId: z.string(),
  nonce: z.string(),
  state: z.enum(['requested', 'declined']),
  /** When it stops waiting, or stops keeping the person from asking again. */
  expiresAt: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
})
export type WaitingRequest = z.output<typeof waitingRequest>

/** The request as administrators see it. */
export const publicRequest = (request: WaitingRequest): JoinRequest => joinRequest.parse(request)

/** The request of somebody whose address is proved, through the account's link. */
export const newRequest = (account: Account, person: Person, nonce: string, now: Date): WaitingRequest => {
  const userId = userIdOf(account.accountId, person.email)
  const at = now.toISOString()
  return {
    ...person,
    accountId: account.accountId,
    userId,
    ...(account.link.linkId === undefined ? {} : { linkId: account.link.linkId }),
    nonce,
    state: 'requested',
    requestedAt: at,
    expiresAt: new Date(now.getTime() + daysOfRequests * 86_400_000).toISOString(),
    updatedAt: at,
    updatedBy: userId,
  }
}

/** Throws 409 `request_declined` for somebody whose request was declined, until it has expired. */
export const requireMayAsk = (request: WaitingRequest | undefined, now: Date): void => {
  if (request?.state === 'declined' && !isPast(request.expiresAt, now)) throw new Problem('request_declined')
}

/** Whether it waits for an administrator. */
export const isWaiting = (request: WaitingRequest | undefined, now: Date): request is WaitingRequest =>
  request?.state === 'requested' && !isPast(request.expiresAt, now)

type Approval = {
  /** With the link that they used, or what their domain gives, if it still exists. */
  readonly account: Account
  readonly request: WaitingRequest | undefined
  readonly user: UserRecord | undefined
  readonly caller: Caller
  readonly roleIds: readonly string[] | undefined
  readonly now: Date
}

/**
 * The user after approval, which is inviting with a proved address; the same record if they already have access. Throws
 * 404 `request_not_found`, 403 `role_not_yours_to_give`, 409 `no_default_roles`, `account_full` and `user_exists`, and
 * whatever keeps an invitation from being created.
 */
export const approvedUser = ({ account, request, user, caller, roleIds, now }: Approval): UserRecord => {
  if (user?.status === 'active' && (request || maySee(caller, user))) return user
  if (!isWaiting(request, now)) throw new Problem('request_not_found')
  // People who were invited in the meantime have their own invitation, with its roles.
  if (user && user.status !== 'declined')
    throw new Problem('user_exists', undefined, { userId: user.userId, userStatus: statusAt(user, now) })
  const roles = roleIds ? namedRoles(account, roleIds) : givenRoles(account)
  requireMayGive(caller, roles)
  requireAdmission(account, request)
  const { accountId, userId, email, name, phone, nonce } = request
  const at = now.toISOString()
  const approved: UserRecord = {
    accountId,
    userId,
    email,
    name,
    ...(phone === undefined ? {} : { phone }),
    ...accessOf(endGivenBy(caller, request.accessUntil)),
    roleIds: roles.map((role) => role.roleId),
    status: 'active',
    source: request.domain === undefined ? 'link' : 'domain',
    ...(caller.userId === undefined ? {} : { invitedBy: caller.userId }),
    invitedAt: at,
    acceptedAt: at,
    nonce,
    mail: { state: 'skipped', at },
    updatedAt: at,
    updatedBy: caller.actor,
  }
  requireNoGuestAdministrator(approved)
  return approved
}

/** Without a request, only those who approved it or may see users are told that they are in. */
const maySee = (caller: Caller, { invitedBy }: UserRecord): boolean =>
  may(caller, 'users:read') || (invitedBy !== undefined && invitedBy === caller.userId)

const accessOf = (accessUntil: string | undefined) => (accessUntil === undefined ? {} : { accessUntil })

/** The roles of the link or the domain. Throws 409 `no_default_roles` if it gives none; the approver then has to name the roles. */
const givenRoles = (account: Account): readonly Role[] => {
  const roles = rolesOfLink(account)
  if (roles.length === 0) throw new Problem('no_default_roles')
  return roles
}

/** The declined request; the same record if it was declined before. Throws 404 `request_not_found`. */
export const declinedRequest = (
  request: WaitingRequest | undefined,
  { actor }: Caller,
  now: Date,
): WaitingRequest => {
  if (request?.state === 'declined' && !isPast(request.expiresAt, now)) return request
  if (!isWaiting(request, now)) throw new Problem('request_not_found')
  const expiresAt = new Date(now.getTime() + daysOfRequests * 86_400_000).toISOString()
  return { ...request, state: 'declined', expiresAt, updatedAt: now.toISOString(), updatedBy: actor }
}
