/** Requests that wait for an administrator: storing, finding, approving and declining them. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { daysOfRequests, type JoinRequestQuery } from '../../shared/contract/join-requests.ts'
import type { Account } from '../accounts/account.ts'
import { findAccount, findLink } from '../accounts/stored-account.ts'
import { type DomainRecord, onDomain } from '../domains/domain.ts'
import { domainUse, findDomain } from '../domains/stored-domains.ts'
import { linkUse } from '../invite-links/stored-link.ts'
import { Problem } from '../problem.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import {
  absent,
  allOf,
  beginsWith,
  equals,
  expressionsOf,
  greaterThan,
  present,
  unchanged,
} from '../table/expressions.ts'
import { waitingAddressIndexKey, waitingIndexKey, waitingKey } from '../table/keys.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { documents, table } from '../table/table.ts'
import { ttlAfter } from '../table/ttl.ts'
import { deletionOf, putOf, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { membersUpdate, seated } from '../users/membership-counts.ts'
import { additionOf, findUser } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { type WaitingRequest, waitingRequest } from './waiting-request.ts'

export const findWaiting = async (accountId: string, userId: string): Promise<WaitingRequest | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: waitingKey(accountId, userId), ConsistentRead: true }),
  )
  return Item && waitingRequest.parse(Item)
}

/** Deletes what somebody said about themselves when they asked to join. */
export const forgetWaiting = async (accountId: string, userId: string): Promise<void> => {
  await tryWrite(deletionOf(waitingKey(accountId, userId)))
}

/** The write of a new request, in place of the one that was read, if any. */
export const waitingAddition = (request: WaitingRequest, before: WaitingRequest | undefined): WriteItem => {
  const { accountId, userId, email, requestedAt, expiresAt } = request
  const key = waitingKey(accountId, userId)
  const item = {
    ...key,
    ...waitingIndexKey(accountId, requestedAt, userId),
    ...waitingAddressIndexKey(accountId, email),
    type: 'waiting',
    ttl: ttlAfter(expiresAt),
    ...request,
  }
  return putOf(item, before ? unchanged('updatedAt', before.updatedAt) : absent('pk'))
}

const place = z.strictObject({ requestedAt: z.string(), userId: z.string() })

/** A page of the people who wait, the longest waiting first. */
export const findWaitingPage = async (
  accountId: string,
  { limit, cursor }: JoinRequestQuery,
  now: Date,
): Promise<{ items: WaitingRequest[]; nextCursor?: string }> => {
  const list = { list: 'join-requests', accountId }
  const after = cursor === undefined ? undefined : placeOf(list, cursor, place)
  const since = new Date(now.getTime() - daysOfRequests * 86_400_000).toISOString()
  const { gsi1pk } = waitingIndexKey(accountId, '', '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi1',
      ...expressionsOf({
        KeyConditionExpression: allOf(equals('gsi1pk', gsi1pk), greaterThan('gsi1sk', since)),
      }),
      Limit: limit + 1,
      ...(after === undefined
        ? {}
        : {
            ExclusiveStartKey: {
              ...waitingKey(accountId, after.userId),
              ...waitingIndexKey(accountId, after.requestedAt, after.userId),
            },
          }),
    }),
  )
  const items = Items.slice(0, limit).map((item) => waitingRequest.parse(item))
  const last = Items.length > limit ? items.at(-1) : undefined
  if (!last) return { items }
  return { items, nextCursor: cursorOf(list, { requestedAt: last.requestedAt, userId: last.userId }) }
}

/** The largest number that an email shows. */
const mostCounted = 100

/** How many wait, 100 at most. Strongly consistent, because the newest request has just been written. */
export const countWaiting = async (accountId: string, now: Date): Promise<number> => {
  const { pk, sk } = waitingKey(accountId, '')
  const { Count = 0 } = await documents.send(
    new QueryCommand({
      ...table(),
      ...expressionsOf({
        KeyConditionExpression: allOf(equals('pk', pk), beginsWith('sk', sk)),
        FilterExpression: allOf(equals('state', 'requested'), greaterThan('expiresAt', now.toISOString())),
      }),
      Limit: 5 * mostCounted,
      ConsistentRead: true,
      Select: 'COUNT',
    }),
  )
  return Math.min(Count, mostCounted)
}

type Deciding = {
  /** With the link that they used, or what their domain gives, if it still exists. */
  readonly account: Account
  readonly domain?: DomainRecord | undefined
  readonly request: WaitingRequest | undefined
  readonly user: UserRecord | undefined
}

const read = async (accountId: string, userId: string): Promise<Deciding> => {
  const [account, request] = await Promise.all([findAccount(accountId), findWaiting(accountId, userId)])
  if (!account) throw new Problem('account_not_found')
  const { linkId, domain: name } = request ?? {}
  // Read after the request: if somebody has just approved it, the user exists.
  const [user, link, domain] = await Promise.all([
    findUser(accountId, userId),
    linkId === undefined ? undefined : findLink(accountId, linkId),
    name === undefined ? undefined : findDomain({ accountId, domain: name }),
  ])
  if (name !== undefined) return { account: onDomain(account, domain), domain, request, user }
  return { account: link ? { ...account, link } : account, request, user }
}

type Asked = { readonly accountId: string; readonly userId: string }

/**
 * The user that `decide` makes, in one transaction with the end of the request: of many who approve at once one does
 * it, and the others find it done. Throws what `decide` throws.
 */
export const approve = (
  { accountId, userId }: Asked,
  decide: (found: Deciding) => UserRecord,
): Promise<UserRecord> =>
  untilFirst(async () => {
    const found = await read(accountId, userId)
    const { account, request, user } = found
    const after = decide(found)
    if (after === user || !request) {
      if (request) await tryWrite(deletionOf(waitingKey(accountId, userId)))
      return after
    }
    const added = seated(account, undefined, after)
    // A link that's gone, or whose roles have changed since they asked, counts nobody.
    const use = account.link.linkId === request.linkId ? countOf(account) : []
    const count = found.domain ? [domainUse(found.domain)] : use
    const written = await tryWrite(
      additionOf(added),
      deletionOf(
        waitingKey(accountId, userId),
        allOf(equals('nonce', request.nonce), equals('state', 'requested')),
      ),
      ...count,
      ...membersUpdate(account, undefined, added),
    )
    return written ? added : undefined
  })

/** An administrator lets them in, so a maximum that others have used up in the meantime doesn't apply to them. */
const countOf = (account: Account): readonly WriteItem[] => {
  const { maxUses, uses } = account.link
  return maxUses !== undefined && uses >= maxUses ? [] : linkUse(account)
}

/** Writes the request that `decide` makes. Throws what `decide` throws. */
export const declineWaiting = async (
  { accountId, userId }: Asked,
  decide: (request: WaitingRequest | undefined) => WaitingRequest,
): Promise<void> => {
  await untilFirst(async () => {
    const request = await findWaiting(accountId, userId)
    const after = decide(request)
    if (after === request) return true
    const { state, expiresAt, updatedAt, updatedBy } = after
    const written = await tryWrite(
      updateOf(waitingKey(accountId, userId), {
        set: {
          state,
          expiresAt,
          updatedAt,
          updatedBy,
          ttl: ttlAfter(expiresAt),
          gsi1pk: null,
          gsi1sk: null,
        },
        on: allOf(present('pk'), equals('nonce', after.nonce), equals('state', 'requested')),
      }),
    )
    return written || undefined
  })
}
