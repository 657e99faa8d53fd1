/** Whether somebody may join by the invite link of an account now. */
import { type Account, defaultRoles, type Role } from './accounts.ts'
import { requireDomain, requireSeat } from './admission.ts'
import { Problem } from './problem.ts'
import { isPast } from './users.ts'

type Use = {
  readonly linkVersion: number
  /** Of who wants to join; not known while they only look. */
  readonly email?: string
  readonly now: Date
}

/**
 * Returns nothing. 410 for a link that was replaced, is switched off, has ended or is used up; 403
 * `address_not_allowed` for an address of another domain; 409 where no role is default, or no seat is free.
 */
export const requireLink = (account: Account, { linkVersion, email, now }: Use): void => {
  const { version, enabled, expiresAt, maxUses, uses, allowedDomains } = account.link
  if (linkVersion !== version) throw new Problem('link_replaced')
  if (!enabled) throw new Problem('link_disabled')
  if (isPast(expiresAt, now)) throw new Problem('link_expired')
  if (maxUses !== undefined && uses >= maxUses) throw new Problem('link_used_up')
  requireDefaultRoles(account)
  requireSeat(account)
  if (email === undefined) return
  for (const domains of [allowedDomains, account.allowedDomains]) requireDomain(domains, email)
}

/** The default roles. 409 `no_default_roles` where there are none. */
export const requireDefaultRoles = (account: Account): readonly Role[] => {
  const roles = defaultRoles(account)
  if (roles.length === 0) throw new Problem('no_default_roles')
  return roles
}
