import { exportPerson } from '../../shared/contract/people.ts'
import { findBareAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { findJoinRequest } from '../join-requests/join-requests.ts'
import { findWaiting } from '../join-requests/stored-waiting.ts'
import { findAddressCheck } from '../sign-in/stored-address-checks.ts'
import { everyEventOf } from '../trail/stored-trail.ts'
import { findUser } from '../users/stored-users.ts'
import { publicUser } from '../users/user.ts'
import { everyMembershipOf, type Membership, otherItemsOf } from './memberships.ts'

const accountNameOf = async (accountId: string): Promise<string> =>
  (await findBareAccount(accountId))?.name ?? ''

const inAccount = async ({ accountId, userId }: Membership, now: Date) => {
  const [accountName, user, auditEvents] = await Promise.all([
    accountNameOf(accountId),
    findUser(accountId, userId),
    everyEventOf(accountId, userId),
  ])
  if (!user) return []
  return [{ accountId, accountName, user: publicUser(user, now), message: user.message, auditEvents }]
}

const joinRequestIn = async (accountId: string, userId: string) => {
  const [accountName, request] = await Promise.all([
    accountNameOf(accountId),
    findJoinRequest(accountId, userId),
  ])
  if (!request) return []
  const { requestedAt, expiresAt, mail } = request
  return [{ accountId, accountName, requestedAt, expiresAt, mail }]
}

const waitingIn = async (accountId: string, userId: string) => {
  const [accountName, request] = await Promise.all([accountNameOf(accountId), findWaiting(accountId, userId)])
  if (!request) return []
  const { name, phone, state: status, requestedAt } = request
  return [{ accountId, accountName, name, phone, status, requestedAt }]
}

const signInOf = async (signInId: string) => {
  const check = await findAddressCheck(signInId)
  return check ? [{ requestedAt: check.requestedAt, provedAt: check.provedAt }] : []
}

export const handler = operatorOperation(exportPerson, {
  async answer({ body: { email }, now }) {
    const [memberships, others] = await Promise.all([everyMembershipOf(email), otherItemsOf(email)])
    const [accounts, joinRequests, waiting, signIns] = await Promise.all([
      Promise.all(memberships.map((one) => inAccount(one, now))),
      Promise.all(
        others.map((one) => (one.kind === 'join-request' ? joinRequestIn(one.accountId, one.userId) : [])),
      ),
      Promise.all(others.map((one) => (one.kind === 'waiting' ? waitingIn(one.accountId, one.userId) : []))),
      Promise.all(others.map((one) => (one.kind === 'address-check' ? signInOf(one.signInId) : []))),
    ])
    return ok({
      email,
      accounts: accounts.flat(),
      joinRequests: joinRequests.flat(),
      waiting: waiting.flat(),
      signIns: signIns.flat(),
    })
  },
})
