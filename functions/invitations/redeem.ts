/** Redeeming: reads what the rules need at once, lets them decide, and writes what they say on condition. */

import type { Account } from '../accounts/account.ts'
import { requireOpen } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { Problem } from '../problem.ts'
import { attempts, waitForTurn } from '../table/optimistic-retry.ts'
import type { WriteItem } from '../table/table.ts'
import { membersUpdate } from '../users/membership-counts.ts'
import { activateUser, findUser, tryAddUser } from '../users/stored-users.ts'
import { type UserRecord, userIdOf } from '../users/user.ts'
import { joinedUser, type Person } from './invitation.ts'
import { requireLink } from './invite-link.ts'
import { findJoinRequest } from './join-requests.ts'
import { joinRedemption, personalRedemption, type Redemption, requireAccess } from './redemption.ts'
import { linkUse } from './stored-link.ts'
import type { JoinToken, LinkToken, PersonalToken } from './token.ts'

export type Joined = { readonly account: Account; readonly user: UserRecord }

type Now = { readonly now: Date; readonly random: () => number }

/** Redeems a token that came by mail. Throws the problem that says why it is no longer good. */
export const redeem = async (token: PersonalToken | JoinToken, at: Now, attempt = 1): Promise<Joined> => {
  const { account, redemption } = await decide(token, at.now)
  const { user } = redemption
  if (await writeRedemption(account, redemption, at)) return { account, user }
  if (attempt === attempts) throw new Problem('unavailable')
  await waitForTurn(attempt, at.random)
  return redeem(token, at, attempt + 1)
}

/** The newest personal invitation of a user, as its own mail would name it. */
export const ownInvitation = (user: UserRecord): PersonalToken => ({
  kind: 'personal',
  accountId: user.accountId,
  userId: user.userId,
  inviterId: user.invitedBy ?? '',
  nonce: user.nonce,
})

type ByLink = Now & { readonly nonce: string }

/** Joins somebody whose sign-in has proved their address; who has an invitation of their own takes that one. */
export const joinByLink = async (
  token: LinkToken,
  person: Person,
  at: ByLink,
  attempt = 1,
): Promise<Joined> => {
  const { accountId, linkVersion } = token
  const userId = userIdOf(accountId, person.email)
  const [found, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
  const account = accountOrRevoked(found)
  if (user) requireAccess(user, at.now)
  if (user?.status === 'active') return { account, user }
  requireLink(account, { linkVersion, email: person.email, now: at.now })
  if (user) return redeem(ownInvitation(user), at)
  const added = joinedUser(account, person, at.nonce, at.now)
  if (await tryAddUser(added, alongOf(account, added), at.random)) return { account, user: added }
  if (attempt === attempts) throw new Problem('unavailable')
  await waitForTurn(attempt, at.random)
  return joinByLink(token, person, at, attempt + 1)
}

const decide = async (token: PersonalToken | JoinToken, now: Date) => {
  const { accountId, userId } = token
  if (token.kind === 'personal') {
    const { account, user, inviter } = await readInvitation(token)
    return { account, redemption: personalRedemption(token, { account, user, inviter }, now) }
  }
  const { account, user, request } = await readJoinRequest(accountId, userId)
  return { account, redemption: joinRedemption(token, { account, user, request }, now) }
}

export const readInvitation = async ({ accountId, userId, inviterId }: PersonalToken) => {
  const [account, user, sender] = await Promise.all([
    findAccount(accountId),
    findUser(accountId, userId),
    inviterId === '' ? undefined : findUser(accountId, inviterId),
  ])
  const by = user?.invitedBy
  // Whoever changed the roles since the mail answers for them: one more trip, for those alone.
  const inviter = by === undefined || by === inviterId ? sender : await findUser(accountId, by)
  return { account: accountOrRevoked(account), user, inviter }
}

export const readJoinRequest = async (accountId: string, userId: string) => {
  const [account, user, request] = await Promise.all([
    findAccount(accountId),
    findUser(accountId, userId),
    findJoinRequest(accountId, userId),
  ])
  return { account: accountOrRevoked(account), user, request }
}

/** The account of a token. 410 `invitation_revoked` where the account is gone, 403 `account_suspended` where it rests. */
export const accountOrRevoked = (account: Account | undefined): Account => {
  if (!account) throw new Problem('invitation_revoked')
  requireOpen(account)
  return account
}

const writeRedemption = async (
  account: Account,
  redemption: Redemption,
  { now, random }: Now,
): Promise<boolean> => {
  if (redemption.change === 'activate') return activateUser({ ...redemption, account, now, random })
  if (redemption.change !== 'add') return true
  return tryAddUser(redemption.user, alongOf(account, redemption.user), random, redemption.asked)
}

/** What goes with the write of somebody who joins by a link: its use, and their seat, where these are counted. */
const alongOf = (account: Account, user: UserRecord): readonly WriteItem[] => [
  ...linkUse(account),
  ...membersUpdate(account, undefined, user),
]
