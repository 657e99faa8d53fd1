/** Whether somebody may join through an account's invite link now. */
import type { InviteLinkChange } from '../../shared/contract/invitations.ts'
import { type Account, defaultRoles, type Role } from '../accounts/account.ts'
import { requireDomain, requireSeat } from '../accounts/admission.ts'
import { Problem } from '../problem.ts'
import { type Caller, requireMayGive } from '../sign-in/caller.ts'
import { isPast, requireFuture } from '../users/user.ts'

type Use = {
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
 * Throws 410 for a link that was replaced, is disabled, has expired or is used up; 403 `address_not_allowed` for an
 * address at another domain; 409 if no role is a default, or no seat is free.
 */
export const requireLink = (account: Account, { linkVersion, accessUntil, email, seat, now }: Use): void => {
  const { version, enabled, expiresAt, maxUses, uses, allowedDomains } = account.link
  if (linkVersion !== version) throw new Problem('link_replaced')
  if (!enabled) throw new Problem('link_disabled')
  if (isPast(expiresAt, now) || isPast(accessUntil, now)) throw new Problem('link_expired')
  if (maxUses !== undefined && uses >= maxUses) throw new Problem('link_used_up')
  requireDefaultRoles(account)
  requireSeat(account, { seat })
  if (email === undefined) return
  for (const domains of [allowedDomains, account.allowedDomains]) requireDomain(domains, email)
}

/**
 * Throws 403 `role_not_yours_to_give` for anyone who couldn't invite with the default roles, because handing out the
 * link means granting them. Throws 409 `no_default_roles` if there are none.
 */
export const requireMayHandOut = (caller: Caller, account: Account): void =>
  requireMayGive(caller, requireDefaultRoles(account))

/** Throws 422 for an end that has passed, unless the link already has it. */
export const requireEndToCome = ({ expiresAt }: InviteLinkChange, { link }: Account, now: Date): void => {
  if (expiresAt && expiresAt !== link.expiresAt) requireFuture('expiresAt', expiresAt, now)
}

/** The default roles. Throws 409 `no_default_roles` if there are none. */
export const requireDefaultRoles = (account: Account): readonly Role[] => {
  const roles = defaultRoles(account)
  if (roles.length === 0) throw new Problem('no_default_roles')
  return roles
}
