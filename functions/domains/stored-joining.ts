/** Joining an account whose verified domain is that of somebody's address, or asking to. */
import { mostOpenRequests } from '../../shared/contract/domains.ts'
import { roleIdsOfLink } from '../accounts/account.ts'
import { isResting, requireAdmission, requireDomain, requireOpen } from '../accounts/admission.ts'
import { findBareAccount, withRoles } from '../accounts/stored-account.ts'
import { endOfLink, joinedUser, type Person } from '../invitations/invitation.ts'
import { requestLimit } from '../invitations/join-limits.ts'
import { type Joined, ownInvitation, redeem, type Waiting, writeRequest } from '../invitations/redeem.ts'
import { requestBy, requireAccess, requireMayRejoin } from '../invitations/redemption.ts'
import { findWaiting } from '../join-requests/stored-waiting.ts'
import { isWaiting, requireMayAsk } from '../join-requests/waiting-request.ts'
import { waitingPlacesOf } from '../people/memberships.ts'
import { Problem } from '../problem.ts'
import { endGivenBy } from '../sign-in/caller.ts'
import { waitingKey } from '../table/keys.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { countWithin } from '../table/tallies.ts'
import { deletionOf } from '../table/writes.ts'
import { findUser, findUserOrRemoval, tryAddUser } from '../users/stored-users.ts'
import { isPast, unlessDeclined, userIdOf } from '../users/user.ts'
import { domainOf, joiningBy, onDomain } from './domain.ts'
import { findClaim } from './stored-claims.ts'
import { domainUse, findDomain } from './stored-domains.ts'

type Asking = { readonly accountId: string; readonly email: string; readonly now: Date }

/** Everything that decides how somebody joins by their address's domain. */
const read = async ({ accountId, email, now }: Asking) => {
  const place = { accountId, domain: domainOf(email) }
  const userId = userIdOf(accountId, email)
  const [found, domain, { user, removal }, waiting] = await Promise.all([
    findBareAccount(accountId),
    findDomain(place),
    findUserOrRemoval(accountId, userId),
    findWaiting(accountId, userId),
  ])
  const giver = domain?.givenBy === undefined ? undefined : await findUser(accountId, domain.givenBy)
  const given = found && onDomain(found, domain)
  const roleIds = [...(given ? roleIdsOfLink(given) : []), ...(giver?.roleIds ?? [])]
  const account = given && (await withRoles(given, roleIds))
  const joining = account && joiningBy(domain, { account, giver, now })
  return { account, domain, joining, giver, user: unlessDeclined(user), removal, waiting }
}

export type Joinable = {
  readonly accountId: string
  readonly accountName: string
  readonly joining: 'request' | 'at-once'
}

/** The accounts that somebody with this address can join or ask to join now, by name. */
export const findJoinable = async (email: string, now: Date): Promise<readonly Joinable[]> => {
  const claim = await findClaim(domainOf(email))
  const found = await Promise.all(
    [...(claim?.accounts ?? [])].map(async (accountId) => {
      const { account, joining, user, removal, waiting } = await read({ accountId, email, now })
      const asked = waiting && !isPast(waiting.expiresAt, now)
      const isDone = asked && (waiting.state === 'declined' || joining === 'request')
      if (!account || !joining || user || isDone || isResting(account)) return []
      if (removal?.barred && !account.removedMayRejoin) return []
      const { allowedDomains = [], name: accountName } = account
      if (allowedDomains.length > 0 && !allowedDomains.includes(domainOf(email))) return []
      return [{ accountId, accountName, joining }]
    }),
  )
  return found.flat().toSorted((one, other) => one.accountName.localeCompare(other.accountName))
}

type Chance = { readonly now: Date; readonly nonce: string }

/**
 * Lets somebody in whose sign-in has proved their address, or stores their request. If they have an invitation of their
 * own, they take that one. Throws 404 `account_not_found` if the account hasn't verified their domain, as if it didn't
 * exist.
 */
export const joinOrAsk = (
  accountId: string,
  person: Person,
  { now, nonce }: Chance,
): Promise<Joined | Waiting> => {
  const { email } = person
  let counted = false
  return untilFirst(async () => {
    const { account, domain, joining, giver, user, removal, waiting } = await read({ accountId, email, now })
    if (!account || !domain || !joining) throw new Problem('account_not_found')
    requireOpen(account)
    if (user) requireAccess(user, now)
    if (user?.status === 'active') return { account, user }
    requireMayRejoin(account, removal)
    if (user) return redeem(ownInvitation(user), { now })
    requireMayAsk(waiting, now)
    if (joining === 'at-once') {
      requireAdmission(account, { email })
      const accessUntil = giver && endGivenBy(giver, undefined)
      const joined = joinedUser(account, { ...person, ...endOfLink({ accessUntil }) }, nonce, now)
      const added = { ...joined, source: 'domain' as const }
      const along = [
        domainUse(domain),
        ...(waiting ? [deletionOf(waitingKey(accountId, userIdOf(accountId, email)))] : []),
      ]
      return (await tryAddUser({ account, user: added, along })) ? { account, user: added } : undefined
    }
    requireDomain(account.allowedDomains, email)
    if (isWaiting(waiting, now)) return { account, request: waiting }
    const asked = requestBy(account, person, { waiting, nonce, now })
    if (!counted) await requireRoom(email, now)
    counted = true
    const request = { ...asked.request, domain: domain.domain }
    return (await writeRequest({ ...asked, request }, now)) ? { account, request } : undefined
  })
}

/**
 * Throws 409 `too_many_join_requests`. The index that shows the open ones lags for a moment, so new ones are counted as
 * well.
 */
const requireRoom = async (email: string, now: Date): Promise<void> => {
  const open = await Promise.all(
    (await waitingPlacesOf(email)).map(({ accountId, userId }) => findWaiting(accountId, userId)),
  )
  const isFull = open.filter((one) => isWaiting(one, now)).length >= mostOpenRequests
  if (isFull || !(await countWithin(requestLimit(email), now)))
    throw new Problem('too_many_join_requests', `You can have ${mostOpenRequests} of them open`)
}
