/** Redeeming: reads what the rules need at once, lets them decide, and writes what they say on condition. */

import type { Account } from '../accounts/account.ts'
import { requireOpen } from '../accounts/admission.ts'
import { findBareAccount, withRoles } from '../accounts/stored-account.ts'
import { Problem } from '../problem.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { activateUser, findUser, findUserOrRemoval, tryAddUser } from '../users/stored-users.ts'
import { type UserRecord, unlessDeclined, userIdOf } from '../users/user.ts'
import { endOfLink, joinedUser, type Person } from './invitation.ts'
import { requireLink } from './invite-link.ts'
import { findJoinRequest } from './join-requests.ts'
import {
  joinRedemption,
  personalRedemption,
  type Redemption,
  requireAccess,
  requireMayRejoin,
  type Said,
} from './redemption.ts'
import { linkUse } from './stored-link.ts'
import type { JoinToken, LinkToken, PersonalToken } from './token.ts'

export type Joined = { readonly account: Account; readonly user: UserRecord }

type Now = { readonly now: Date }

type Redeeming = Now & {
  /** What whoever confirms an address says of themselves. */
  readonly said?: Said
}

/** Redeems a token that came by mail. Throws the problem that says why it is no longer good. */
export const redeem = (token: PersonalToken | JoinToken, at: Redeeming): Promise<Joined> =>
  untilFirst(async () => {
    const { account, redemption } = await decide(token, at)
    return (await writeRedemption(account, redemption, at.now))
      ? { account, user: redemption.user }
      : undefined
  })

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
export const joinByLink = (token: LinkToken, person: Person, { now, nonce }: ByLink): Promise<Joined> =>
  untilFirst(async () => {
    const { accountId } = token
    const userId = userIdOf(accountId, person.email)
    const [account, { user: found, removal }] = await Promise.all([
      findLinkAccount(accountId),
      findUserOrRemoval(accountId, userId),
    ])
    const user = unlessDeclined(found)
    if (user) requireAccess(user, now)
    if (user?.status === 'active') return { account, user }
    requireLink(account, { ...token, email: person.email, now, seat: user?.seat })
    requireMayRejoin(account, removal)
    if (user) return redeem(ownInvitation(user), { now })
    const added = joinedUser(account, { ...person, ...endOfLink(token) }, nonce, now)
    return (await tryAddUser({ account, user: added, along: linkUse(account) }))
      ? { account, user: added }
      : undefined
  })

/** The account of an invite link, with the roles that it gives. 410 `invitation_revoked` where the account is gone. */
export const findLinkAccount = async (accountId: string): Promise<Account> => {
  const account = accountOrRevoked(await findBareAccount(accountId))
  return withRoles(account, account.defaultRoleIds)
}

const decide = async (token: PersonalToken | JoinToken, { now, said }: Redeeming) => {
  const { accountId, userId } = token
  if (token.kind === 'personal') {
    const { account, user, inviter } = await readInvitation(token)
    return { account, redemption: personalRedemption(token, { account, user, inviter }, now) }
  }
  const { account, ...found } = await readJoinRequest(accountId, userId)
  return { account, redemption: joinRedemption(token, { account, ...found }, { now, said }) }
}

export const readInvitation = async ({ accountId, userId, inviterId }: PersonalToken) => {
  const [found, user, sender] = await Promise.all([
    findBareAccount(accountId),
    findUser(accountId, userId),
    inviterId === '' ? undefined : findUser(accountId, inviterId),
  ])
  const by = user?.invitedBy
  // Whoever changed the roles since the mail answers for them: one more trip, for those alone.
  const inviter = by === undefined || by === inviterId ? sender : await findUser(accountId, by)
  const roleIds = [...(user?.roleIds ?? []), ...(inviter?.roleIds ?? [])]
  return { account: await withRoles(accountOrRevoked(found), roleIds), user, inviter }
}

export const readJoinRequest = async (accountId: string, userId: string) => {
  const [found, { user, removal }, request] = await Promise.all([
    findBareAccount(accountId),
    findUserOrRemoval(accountId, userId),
    findJoinRequest(accountId, userId),
  ])
  const account = accountOrRevoked(found)
  const roleIds = [...(user?.roleIds ?? []), ...account.defaultRoleIds]
  return { account: await withRoles(account, roleIds), user: unlessDeclined(user), removal, request }
}

/** The account of a token. 410 `invitation_revoked` where the account is gone, 403 `account_suspended` where it is suspended. */
const accountOrRevoked = (account: Account | undefined): Account => {
  if (!account) throw new Problem('invitation_revoked')
  requireOpen(account)
  return account
}

const writeRedemption = async (account: Account, redemption: Redemption, now: Date): Promise<boolean> => {
  if (redemption.change === 'activate') return activateUser({ ...redemption, account, now })
  if (redemption.change !== 'add') return true
  return tryAddUser({ ...redemption, account, along: linkUse(account) })
}
