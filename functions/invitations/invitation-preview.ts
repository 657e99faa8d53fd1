/** What an invitee sees before they join. */
import { maskedAddress } from '../../shared/contract/address.ts'
import type { Preview } from '../../shared/contract/invitations.ts'
import { type Account, existingRoles, type Role } from '../accounts/account.ts'
import { requireDefaultRoles, requireLink } from './invite-link.ts'
import {
  type Joining,
  joinRedemption,
  type Personal,
  personalRedemption,
  type Redemption,
} from './redemption.ts'
import type { JoinToken, LinkToken, PersonalToken } from './token.ts'

const namesOf = (roles: readonly Role[]): string[] => roles.map((role) => role.name)

const preview = ({ change, user }: Redemption, account: Account, roles: readonly Role[]): Preview => ({
  kind: 'personal',
  status: change === 'none' ? 'active' : 'invited',
  accountName: account.name,
  roleNames: namesOf(roles),
  email: maskedAddress(user.email),
})

/** Of a personal invitation. Throws what redeeming it would throw. */
export const personalPreview = (token: PersonalToken, invitation: Personal, now: Date): Preview => {
  const { account, inviter } = invitation
  const redemption = personalRedemption(token, invitation, now)
  const { expiresAt } = redemption.user
  return {
    ...preview(redemption, account, existingRoles(account, redemption.user.roleIds, account.language)),
    ...(inviter ? { invitedBy: inviter.name } : {}),
    ...(redemption.change === 'activate' && expiresAt ? { expiresAt } : {}),
  }
}

/** Of a mail that confirms an address: one person, one button, as with a personal invitation. */
export const joinPreview = (token: JoinToken, joining: Joining, now: Date): Preview => {
  const redemption = joinRedemption(token, joining, { now })
  const { account } = joining
  const roles = existingRoles(account, redemption.user.roleIds, account.language)
  const { request } = joining
  return {
    ...preview(redemption, account, roles),
    ...(redemption.change === 'add' && request ? { asksName: true, expiresAt: request.expiresAt } : {}),
  }
}

export const linkPreview = (token: LinkToken, account: Account, now: Date): Preview => {
  requireLink(account, { ...token, now })
  const [expiresAt] = [account.link.expiresAt, token.accessUntil]
    .filter((end) => end !== undefined)
    .toSorted()
  return {
    kind: 'link',
    accountName: account.name,
    roleNames: namesOf(requireDefaultRoles(account)),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
