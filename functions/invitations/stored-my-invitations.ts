/** The invitations of a person whose sign-in has proved their address, without a token. */
import type { MyInvitation } from '../../shared/contract/my-invitations.ts'
import { existingRoles } from '../accounts/account.ts'
import type { Membership } from '../people/memberships.ts'
import { Problem } from '../problem.ts'
import { findUser } from '../users/stored-users.ts'
import { userIdOf } from '../users/user.ts'
import { ownInvitation, readInvitation } from './redeem.ts'
import { personalRedemption } from './redemption.ts'
import type { PersonalToken } from './token.ts'

/**
 * What the token in their email contains. Throws 404 `invitation_not_found` if nobody has invited them to this account.
 */
export const findMyInvitation = async (accountId: string, email: string): Promise<PersonalToken> => {
  const user = await findUser(accountId, userIdOf(accountId, email))
  if (!user) throw new Problem('invitation_not_found')
  return ownInvitation(user)
}

/** Temporary problems, which don't take a new invitation, so this one still counts as waiting. */
const passing: readonly string[] = ['account_full']

/** The invitation as its recipient sees it; undefined if it could never be accepted. */
export const pendingInvitation = async (
  { accountId, userId }: Pick<Membership, 'accountId' | 'userId'>,
  now: Date,
): Promise<MyInvitation | undefined> => {
  const found = await findUser(accountId, userId)
  if (found?.status !== 'invited') return undefined
  const token = ownInvitation(found)
  try {
    const invitation = await readInvitation(token)
    const { account, user, inviter } = invitation
    if (user?.status !== 'invited' || user.expiresAt === undefined) return undefined
    requireAcceptable(token, invitation, now)
    return {
      accountId,
      accountName: account.name,
      ...(inviter ? { invitedBy: inviter.name } : {}),
      roleNames: existingRoles(account, user.roleIds).map((role) => role.name),
      expiresAt: user.expiresAt,
    }
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

const requireAcceptable = (...[token, invitation, now]: Parameters<typeof personalRedemption>): void => {
  try {
    personalRedemption(token, invitation, now)
  } catch (error) {
    if (!(error instanceof Problem && passing.includes(error.code))) throw error
  }
}
