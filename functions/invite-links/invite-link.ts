/** Whether somebody may join through an account's invite link now. */
import type { InviteLinkChange } from '../../shared/contract/invitations.ts'
import type { MailLanguage } from '../../shared/contract/mail.ts'
import { mayGive, type Permission } from '../../shared/contract/permissions.ts'
import { type Account, type Role, rolesOfLink } from '../accounts/account.ts'
import { requireDomain, requireSeat } from '../accounts/admission.ts'
import { Problem } from '../problem.ts'
import { type Caller, callerOf, may, requireMayGive } from '../sign-in/caller.ts'
import { isPast, requireFuture, type UserRecord } from '../users/user.ts'

type Use = {
  readonly linkId?: string | undefined
  /** The user who vouches for the link, if there is one. */
  readonly giver?: UserRecord | undefined
  readonly linkVersion: number
  /** That of the guest who handed it out. */
  readonly accessUntil?: string | undefined
  /** The address of the person who wants to join; unknown while they only look. */
  readonly email?: string
  /** Whether they have a reserved seat. */
  readonly seat?: boolean | undefined
  readonly now: Date
}

/**
 * Throws 410 for a link that was replaced, is disabled, has expired or is used up, or that nobody vouches for any more;
 * 403 `address_not_allowed` for an address at another domain; 409 if no role is a default, or no seat is free.
 */
export const requireLink = (account: Account, use: Use): void => {
  const { linkVersion, accessUntil, giver, email, seat, now } = use
  const { version, enabled, expiresAt, maxUses, uses, allowedDomains } = account.link
  if (linkVersion !== version) throw new Problem('link_replaced')
  if (!enabled) throw new Problem('link_disabled')
  if (isPast(expiresAt, now) || isPast(accessUntil, now)) throw new Problem('link_expired')
  if (maxUses !== undefined && uses >= maxUses) throw new Problem('link_used_up')
  const roles = requireLinkRoles(account)
  if (!stillGiven(account, roles, { giver, now, permission: 'users:invite' })) throw new Problem('link_void')
  requireSeat(account, { seat })
  if (email === undefined) return
  for (const domains of [allowedDomains, account.allowedDomains]) requireDomain(domains, email)
}

type Giving = {
  readonly giver: UserRecord | undefined
  readonly now: Date
  /** What they need to be able to hand it out. */
  readonly permission: Permission
}

/**
 * Whether the person who created the link, or changed it last, could still do so, as with a personal invitation.
 * Somebody who was removed and came back counts as a new person.
 */
export const stillGiven = (
  account: Account,
  roles: readonly Role[],
  { giver, now, permission }: Giving,
): boolean => {
  const { givenBy, givenAt = '' } = account.link
  if (givenBy === undefined) return true
  const caller = callerOf(giver, account, now)
  if (!caller || !giver || giver.invitedAt > givenAt || !may(caller, permission)) return false
  return roles.every((role) => mayGive(caller, role))
}

/**
 * Throws 403 `role_not_yours_to_give` for anyone who couldn't invite with the link's roles, because handing it out
 * means granting them. Throws 409 `no_default_roles` and 410 `link_void` if it grants none.
 */
export const requireMayHandOut = (caller: Caller, account: Account): void =>
  requireMayGive(caller, requireLinkRoles(account))

/** Throws 422 for an end that has passed, unless the link already has it. */
export const requireEndToCome = ({ expiresAt }: InviteLinkChange, { link }: Account, now: Date): void => {
  if (expiresAt && expiresAt !== link.expiresAt) requireFuture('expiresAt', expiresAt, now)
}

/**
 * The link's roles. Throws 409 `no_default_roles` if no role is a default, 410 `link_void` if none of its own is left.
 */
export const requireLinkRoles = (account: Account, language?: MailLanguage): readonly Role[] => {
  const roles = rolesOfLink(account, language)
  if (roles.length > 0) return roles
  throw new Problem(account.link.roleIds === undefined ? 'no_default_roles' : 'link_void')
}
