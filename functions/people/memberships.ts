/** Which accounts an address belongs to, what it may do there, and what else is stored about it. */
import { setTimeout } from 'node:timers/promises'
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { type AttributeDeclarations, tokenAttributes } from '../../shared/contract/attributes.ts'
import { type Account, existingRoles, permissionsOf } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { findAccounts } from '../accounts/stored-accounts.ts'
import { accountIdOfPartition, addressIndexKey, type Key, userKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { findEachUser, findUser } from '../users/stored-users.ts'
import { statusAt, userRecord } from '../users/user.ts'

const membership = z.pipe(
  z.object({
    gsi2sk: z.string(),
    sk: z.string(),
    roleIds: z.array(z.string()),
    status: userRecord.shape.status,
    accessUntil: z.optional(z.string()),
    lastSeenOn: z.optional(z.string()),
  }),
  z.transform(({ gsi2sk, sk, ...user }) => ({
    ...user,
    accountId: accountIdOfPartition(gsi2sk),
    userId: sk.slice('USER#'.length),
  })),
)
export type Membership = z.output<typeof membership>

/** Far more accounts than anyone belongs to, and few enough to check within one request. */
const mostMemberships = 1_000

/** The users with this address, by account, 1000 at most. The index lags behind the table for a moment. */
export const everyMembershipOf = async (email: string): Promise<readonly Membership[]> =>
  (await itemsOf(email, 'ACCOUNT#')).map((raw) => membership.parse(raw))

/** Everything else with this address: requests at invite links, requests to join, and checks of sign-ins. */
export const otherItemsOf = async (email: string): Promise<readonly Place[]> =>
  (await Promise.all(['JOIN#', 'WAITING#', 'SIGNIN#'].map((beginning) => itemsOf(email, beginning))))
    .flat()
    .map(placeOf)

/** The accounts that somebody with this address has asked to join. */
export const waitingPlacesOf = async (email: string): Promise<readonly InAccount[]> =>
  (await itemsOf(email, 'WAITING#')).map(waitingOf)

/** Grouped by item, with the two parts that the keys are made of. */
type InAccount = {
  readonly kind: 'user' | 'join-request' | 'waiting'
  readonly accountId: string
  readonly userId: string
}
type Place = InAccount | { readonly kind: 'address-check'; readonly signInId: string }

const placeOf = (key: Key): Place =>
  key.pk.startsWith('SIGNIN#')
    ? { kind: 'address-check', signInId: key.pk.slice('SIGNIN#'.length) }
    : key.sk.startsWith('WAITING#')
      ? waitingOf(key)
      : requestOf(key)

const requestOf = ({ pk, sk }: Key): InAccount => ({
  kind: 'join-request',
  accountId: pk.slice('JOIN#'.length),
  userId: sk.slice('USER#'.length),
})

const waitingOf = ({ pk, sk }: Key): InAccount => ({
  kind: 'waiting',
  accountId: accountIdOfPartition(pk),
  userId: sk.slice('WAITING#'.length),
})

/** The address's invitations that have an email: open or used ones, and requests that wait to be confirmed. */
export const invitationsOf = async (email: string): Promise<readonly InAccount[]> => {
  const [memberships, requests] = await Promise.all([everyMembershipOf(email), itemsOf(email, 'JOIN#')])
  const users = memberships.map(({ accountId, userId }) => ({ kind: 'user', accountId, userId }) as const)
  return [...users, ...requests.map(requestOf)]
}

const keyed = z.looseObject({ pk: z.string(), sk: z.string() })

const itemsOf = async (email: string, beginning: string) => {
  const { gsi2pk } = addressIndexKey('', email)
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi2',
      KeyConditionExpression: 'gsi2pk = :address AND begins_with(gsi2sk, :beginning)',
      ExpressionAttributeValues: { ':address': gsi2pk, ':beginning': beginning },
      Limit: mostMemberships,
    }),
  )
  return Items.map((raw) => keyed.parse(raw))
}

/** The accounts in which this address is an active user. */
export const membershipsOf = async (email: string, now: Date): Promise<readonly Membership[]> =>
  (await everyMembershipOf(email)).filter((one) => statusAt(one, now) === 'active')

/** Whether any account has this address as an active user, or has invited it, however long ago. */
export const isInvitedOrActive = async (email: string, now: Date): Promise<boolean> =>
  (await everyMembershipOf(email)).some((one) => one.status === 'invited' || statusAt(one, now) === 'active')

/** Milliseconds that the caller waits for it at most. */
const longestWait = 500

/** Users who are marked at once. People in more accounts are marked in the others the next time. */
const mostMarked = 25

/**
 * Records once a day that these active users were seen. Never throws, and takes half a second at most: failing to
 * record it isn't worth refusing a request, and it's recorded the next time.
 */
export const markSeen = async (memberships: readonly Membership[], now: Date): Promise<void> => {
  const today = now.toISOString().slice(0, 10)
  const unmarked = memberships.filter(({ lastSeenOn = '' }) => lastSeenOn < today)
  const marks = Promise.allSettled(unmarked.slice(0, mostMarked).map((one) => markOn(one, today)))
  await Promise.race([marks, setTimeout(longestWait, undefined, { ref: false })])
}

const markOn = ({ accountId, userId }: Membership, today: string) =>
  documents.send(
    new UpdateCommand({
      ...table(),
      Key: userKey(accountId, userId),
      UpdateExpression: 'SET lastSeenOn = :today',
      ConditionExpression: '#status = :active AND (attribute_not_exists(lastSeenOn) OR lastSeenOn < :today)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':today': today, ':active': 'active' },
    }),
  )

/** The accounts of users without access, by name, and why they have none. */
export const inactiveIn = async (memberships: readonly Membership[], now: Date) => {
  // The index doesn't say until when an invitation is valid.
  const invited = memberships.filter(({ status }) => status === 'invited')
  const [accounts, users] = await Promise.all([
    findAccounts(memberships.map(({ accountId }) => ({ accountId, roleIds: [] }))),
    findEachUser(invited),
  ])
  return memberships.map(({ accountId, userId, ...found }) => {
    const user = users.find((one) => one.accountId === accountId && one.userId === userId)
    return { accountId, name: accounts.get(accountId)?.name ?? '', status: statusAt(user ?? found, now) }
  })
}

/** What an active user may do in each of their accounts that isn't suspended or deleted, according to its current roles. */
export const accessIn = async (memberships: readonly Membership[]) => {
  const accounts = await findAccounts(memberships)
  return memberships.flatMap((membership) => accessTo(accounts.get(membership.accountId), membership) ?? [])
}

/**
 * The same in one account, with the attributes that tokens carry. The user is read only where some attribute of users is among those: the
 * index has none.
 */
export const accessForToken = async (membership: Membership, declared: AttributeDeclarations) => {
  const { accountId, userId } = membership
  const ofUsers = Object.values(declared).some(({ of, inTokens }) => inTokens && of.includes('user'))
  const [account, user] = await Promise.all([
    findAccount(accountId),
    ofUsers ? findUser(accountId, userId) : undefined,
  ])
  const access = accessTo(account, membership)
  return (
    access && {
      ...access,
      attributes: tokenAttributes(declared, account?.attributes),
      userAttributes: tokenAttributes(declared, user?.attributes),
    }
  )
}

type Member = Pick<Membership, 'accountId' | 'userId' | 'roleIds'>

const accessTo = (account: Account | undefined, { accountId, userId, roleIds }: Member) => {
  if (account && isResting(account)) return undefined
  const roles = account ? existingRoles(account, roleIds) : []
  return {
    accountId,
    name: account?.name ?? '',
    userId,
    roleIds: roles.map((role) => role.roleId),
    permissions: permissionsOf(roles),
  }
}
