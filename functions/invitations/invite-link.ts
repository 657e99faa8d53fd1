/** Whether somebody may join by the invite link of an account now. */
import type { InviteLinkChange } from '../../shared/contract/invitations.ts'
import { type Account, defaultRoles, type Role } from '../accounts/account.ts'
import { requireDomain, requireSeat } from '../accounts/admission.ts'
import { Problem } from '../problem.ts'
import { type Caller, requireMayGive } from '../sign-in/caller.ts'
import { isPast, requireFuture } from '../users/user.ts'

type Use = {
  readonly linkVersion: number
  /** Of the guest who handed it out. */
  readonly accessUntil?: string | undefined
  /** Of who wants to join; not known while they only look. */
  readonly email?: string
  /** Whether a seat is kept for them. */
  readonly seat?: boolean | undefined
  readonly now: Date
}

/**
 * Returns nothing. 410 for a link that was replaced, is switched off, has ended or is used up; 403
 * `address_not_allowed` for an address of another domain; 409 where no role is default, or no seat is free.
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
 * Returns nothing. 403 `role_not_yours_to_give` for who could not invite with the default roles: whoever hands out the
 * link hands out what it gives. 409 `no_default_roles` where there are none.
 */
export const requireMayHandOut = (caller: Caller, account: Account): void =>
  requireMayGive(caller, requireDefaultRoles(account))

/** Returns nothing. 422 for an end that has passed, unless the link has it already. */
export const requireEndToCome = ({ expiresAt }: InviteLinkChange, { link }: Account, now: Date): void => {
  if (expiresAt && expiresAt !== link.expiresAt) requireFuture('expiresAt', expiresAt, now)
}

/** The default roles. 409 `no_default_roles` where there are none. */
export const requireDefaultRoles = (account: Account): readonly Role[] => {
  const roles = defaultRoles(account)
  if (roles.length === 0) throw new Problem('no_default_roles')
  return roles
}
