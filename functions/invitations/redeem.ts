/** Redeeming: reads everything the rules need in parallel, lets them decide, and writes the result conditionally. */

import { type Account, type InviteLink, roleIdsOfLink } from '../accounts/account.ts'
import { requireOpen } from '../accounts/admission.ts'
import { findBareAccount, findLink, withRoles } from '../accounts/stored-account.ts'
import { requireLink } from '../invite-links/invite-link.ts'
import { linkUse } from '../invite-links/stored-link.ts'
import { findJoinRequest } from '../join-requests/join-requests.ts'
import { keepDigest } from '../join-requests/stored-digest.ts'
import { findWaiting, waitingAddition } from '../join-requests/stored-waiting.ts'
import { isWaiting, type WaitingRequest } from '../join-requests/waiting-request.ts'
import { Problem } from '../problem.ts'
import { endGivenBy } from '../sign-in/caller.ts'
import { absent, anyOf, equals } from '../table/expressions.ts'
import { joinRequestKey } from '../table/keys.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { deletionOf, tryWrite } from '../table/writes.ts'
import { activateUser, findUser, findUserOrRemoval, tryAddUser } from '../users/stored-users.ts'
import { type UserRecord, unlessDeclined, userIdOf } from '../users/user.ts'
import { endOfLink, joinedUser, type Person } from './invitation.ts'
import {
  joinRedemption,
  personalRedemption,
  type Redemption,
  type Request,
  requestBy,
  requireAccess,
  requireMayRejoin,
  type Said,
} from './redemption.ts'
import type { JoinToken, LinkToken, PersonalToken } from './token.ts'

export type Joined = { readonly account: Account; readonly user: UserRecord }
/** They wait for an administrator. */
export type Waiting = { readonly account: Account; readonly request: WaitingRequest }

type Now = { readonly now: Date }

type Redeeming = Now & {
  /** What people who confirm an address say about themselves. */
  readonly said?: Said
}

/** Redeems a token that came by email. Throws the problem that says why it's no longer valid. */
export const redeem = (token: PersonalToken | JoinToken, at: Redeeming): Promise<Joined | Waiting> =>
  untilFirst(async () => {
    const { account, redemption } = await decide(token, at)
    if ('request' in redemption)
      return (await writeRequest(redemption, at.now)) ? { account, request: redemption.request } : undefined
    return (await writeRedemption(account, redemption, at.now))
      ? { account, user: redemption.user }
      : undefined
  })

/** A user's newest personal invitation, as its own email would name it. */
export const ownInvitation = (user: UserRecord): PersonalToken => ({
  kind: 'personal',
  accountId: user.accountId,
  userId: user.userId,
  inviterId: user.invitedBy ?? '',
  nonce: user.nonce,
})

type ByLink = Now & { readonly nonce: string }

/**
 * Joins somebody whose sign-in has proved their address. If they have an invitation of their own, they take that one.
 */
export const joinByLink = (
  token: LinkToken,
  person: Person,
  { now, nonce }: ByLink,
): Promise<Joined | Waiting> =>
  untilFirst(async () => {
    const { accountId } = token
    const userId = userIdOf(accountId, person.email)
    const [{ account, giver }, { user: found, removal }] = await Promise.all([
      findLinkAccount(token),
      findUserOrRemoval(accountId, userId),
    ])
    const user = unlessDeclined(found)
    if (user) requireAccess(user, now)
    if (user?.status === 'active') return { account, user }
    requireLink(account, { ...token, giver, email: person.email, now, seat: user?.seat })
    requireMayRejoin(account, removal)
    if (user) return redeem(ownInvitation(user), { now })
    const accessUntil = giver ? endGivenBy(giver, token.accessUntil) : token.accessUntil
    const joining = { ...person, ...endOfLink({ accessUntil }) }
    if (account.link.needsApproval) {
      const waiting = await findWaiting(accountId, userId)
      const asked = isWaiting(waiting, now)
        ? ({ change: 'waits', request: waiting } as const)
        : requestBy(account, joining, { waiting, nonce, now })
      return (await writeRequest(asked, now)) ? { account, request: asked.request } : undefined
    }
    const added = joinedUser(account, joining, nonce, now)
    return (await tryAddUser({ account, user: added, along: linkUse(account) }))
      ? { account, user: added }
      : undefined
  })

/**
 * The account of an invite link, with this link, the roles that it grants, and the person who vouches for it. Throws
 * 410 `invitation_revoked` if the account is gone, and `link_deleted` if the link is.
 */
export const findLinkAccount = async ({ accountId, linkId }: Pick<LinkToken, 'accountId' | 'linkId'>) => {
  const [found, link] = await Promise.all([
    findBareAccount(accountId),
    linkId === undefined ? undefined : findLink(accountId, linkId),
  ])
  return withGiver(onLink(accountOrRevoked(found), { linkId, link }))
}

type OtherLink = { readonly linkId: string | undefined; readonly link: InviteLink | undefined }

/** The account with the link that was used, in place of its first. */
const onLink = (account: Account, { linkId, link }: OtherLink): Account => {
  if (linkId === undefined) return account
  if (!link) throw new Problem('link_deleted')
  return { ...account, link }
}

const withGiver = async (account: Account, roleIds: readonly string[] = []) => {
  const { givenBy } = account.link
  const giver = givenBy === undefined ? undefined : await findUser(account.accountId, givenBy)
  const all = [...roleIds, ...roleIdsOfLink(account), ...(giver?.roleIds ?? [])]
  return { account: await withRoles(account, all), giver }
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
  // If somebody else changed the roles since the email, that person vouches for them; it takes one more round trip only
  // in this case.
  const inviter = by === undefined || by === inviterId ? sender : await findUser(accountId, by)
  const roleIds = [...(user?.roleIds ?? []), ...(inviter?.roleIds ?? [])]
  return { account: await withRoles(accountOrRevoked(found), roleIds), user, inviter }
}

export const readJoinRequest = async (accountId: string, userId: string) => {
  const [found, { user, removal }, request, waiting] = await Promise.all([
    findBareAccount(accountId),
    findUserOrRemoval(accountId, userId),
    findJoinRequest(accountId, userId),
    findWaiting(accountId, userId),
  ])
  const linkId = request?.linkId
  const link = linkId === undefined ? undefined : await findLink(accountId, linkId)
  const used = onLink(accountOrRevoked(found), { linkId, link })
  return { ...(await withGiver(used, user?.roleIds)), user: unlessDeclined(user), removal, request, waiting }
}

/**
 * The account of a token. Throws 410 `invitation_revoked` if the account is gone, 403 `account_suspended` if it's
 * suspended.
 */
const accountOrRevoked = (account: Account | undefined): Account => {
  if (!account) throw new Problem('invitation_revoked')
  requireOpen(account)
  return account
}

/** Stores the request in place of the one whose email they were waiting for, and notifies the administrators. */
export const writeRequest = async ({ change, request, before }: Request, now: Date): Promise<boolean> => {
  if (change === 'waits') return true
  const { accountId, userId, nonce } = request
  const kept = await tryWrite(
    waitingAddition(request, before),
    // Does nothing if they came signed in, or have asked for another email since.
    deletionOf(joinRequestKey(accountId, userId), anyOf(absent('pk'), equals('nonce', nonce))),
  )
  if (kept) await keepDigest(accountId, { nonce, now })
  return kept
}

const writeRedemption = async (account: Account, redemption: Redemption, now: Date): Promise<boolean> => {
  if (redemption.change === 'activate') return activateUser({ ...redemption, account, now })
  if (redemption.change !== 'add') return true
  return tryAddUser({ ...redemption, account, along: linkUse(account) })
}
