/** Whether somebody may join through an account's invite link now. */
import type { InviteLinkChange } from '../../shared/contract/invitations.ts'
import type { MailLanguage } from '../../shared/contract/mail.ts'
import { mayGive } from '../../shared/contract/permissions.ts'
import { type Account, type Role, rolesOfLink } from '../accounts/account.ts'
import { requireDomain, requireSeat } from '../accounts/admission.ts'
import { Problem } from '../problem.ts'
import { type Caller, callerOf, may, requireMayGive } from '../sign-in/caller.ts'
import { isPast, requireFuture, type UserRecord } from '../users/user.ts'

type Use = {
  readonly linkId?: string | undefined
  /** The user who answers for the link, where one does. */
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
 * Returns nothing. 410 for a link that was replaced, is switched off, has ended or is used up, or that nobody answers for any
 * more; 403 `address_not_allowed` for an address of another domain; 409 where no role is default, or no seat is free.
 */
export const requireLink = (account: Account, use: Use): void => {
  const { linkVersion, accessUntil, giver, email, seat, now } = use
  const { version, enabled, expiresAt, maxUses, uses, allowedDomains } = account.link
  if (linkVersion !== version) throw new Problem('link_replaced')
  if (!enabled) throw new Problem('link_disabled')
  if (isPast(expiresAt, now) || isPast(accessUntil, now)) throw new Problem('link_expired')
  if (maxUses !== undefined && uses >= maxUses) throw new Problem('link_used_up')
  const roles = requireLinkRoles(account)
  if (!stillGiven(account, roles, { giver, now })) throw new Problem('link_void')
  requireSeat(account, { seat })
  if (email === undefined) return
  for (const domains of [allowedDomains, account.allowedDomains]) requireDomain(domains, email)
}

/**
 * Whether whoever made the link, or changed it last, could still do so, as with a personal invitation: someone who was
 * removed and came anew isn't who they were.
 */
const stillGiven = (
  account: Account,
  roles: readonly Role[],
  { giver, now }: { readonly giver: UserRecord | undefined; readonly now: Date },
): boolean => {
  const { givenBy, givenAt = '' } = account.link
  if (givenBy === undefined) return true
  const caller = callerOf(giver, account, now)
  if (!caller || !giver || giver.invitedAt > givenAt || !may(caller, 'users:invite')) return false
  return roles.every((role) => mayGive(caller, role))
}

/**
 * Returns nothing. 403 `role_not_yours_to_give` for who could not invite with the roles of the link: whoever hands it out
 * hands out what it gives. 409 `no_default_roles` and 410 `link_void` where it gives none.
 */
export const requireMayHandOut = (caller: Caller, account: Account): void =>
  requireMayGive(caller, requireLinkRoles(account))

/** Throws 422 for an end that has passed, unless the link already has it. */
export const requireEndToCome = ({ expiresAt }: InviteLinkChange, { link }: Account, now: Date): void => {
  if (expiresAt && expiresAt !== link.expiresAt) requireFuture('expiresAt', expiresAt, now)
}

/** What the link gives. 409 `no_default_roles` where no role is default, 410 `link_void` where none of its own is left. */
export const requireLinkRoles = (account: Account, language?: MailLanguage): readonly Role[] => {
  const roles = rolesOfLink(account, language)
  if (roles.length > 0) return roles
  throw new Problem(account.link.roleIds === undefined ? 'no_default_roles' : 'link_void')
}
