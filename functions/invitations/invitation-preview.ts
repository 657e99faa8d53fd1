/** What an invitee sees before they join. */
import { maskedAddress } from '../../shared/contract/address.ts'
import type { Preview } from '../../shared/contract/invitations.ts'
import { type Account, existingRoles, type Role } from '../accounts/account.ts'
import { requireLink, requireLinkRoles } from '../invite-links/invite-link.ts'
import type { UserRecord } from '../users/user.ts'
import {
  type Joining,
  joinRedemption,
  type Personal,
  personalRedemption,
  type Redemption,
  type Request,
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

/** Of somebody who has to ask an administrator, or has asked. */
const requestPreview = ({ change, request }: Request, { account, request: asked }: Joining): Preview => ({
  kind: 'personal',
  status: change === 'waits' ? 'requested' : 'invited',
  needsApproval: true,
  accountName: account.name,
  roleNames: namesOf(requireLinkRoles(account, account.language)),
  email: maskedAddress(request.email),
  ...(change === 'request' && asked ? { asksName: true, expiresAt: asked.expiresAt } : {}),
})

/** Of a mail that confirms an address: one person, one button, as with a personal invitation. */
export const joinPreview = (token: JoinToken, joining: Joining, now: Date): Preview => {
  const redemption = joinRedemption(token, joining, { now })
  if ('request' in redemption) return requestPreview(redemption, joining)
  const { account } = joining
  const roles = existingRoles(account, redemption.user.roleIds, account.language)
  const { request } = joining
  return {
    ...preview(redemption, account, roles),
    ...(redemption.change === 'add' && request ? { asksName: true, expiresAt: request.expiresAt } : {}),
  }
}

/** A link with its account, and the user who vouches for it. */
export type ByLink = { readonly account: Account; readonly giver: UserRecord | undefined }

export const linkPreview = (token: LinkToken, { account, giver }: ByLink, now: Date): Preview => {
  requireLink(account, { ...token, giver, now })
  const [expiresAt] = [account.link.expiresAt, token.accessUntil]
    .filter((end) => end !== undefined)
    .toSorted()
  return {
    kind: 'link',
    accountName: account.name,
    roleNames: namesOf(requireLinkRoles(account, account.language)),
    ...(account.link.needsApproval ? { needsApproval: true } : {}),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}
