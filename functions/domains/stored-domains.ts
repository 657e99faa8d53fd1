/** Reads and writes the domains of accounts. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { mostDomains, type VerifiedDomain } from '../../shared/contract/domains.ts'
import type { Account } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import {
  absent,
  allOf,
  anyOf,
  beginsWith,
  contains,
  equals,
  expressionsOf,
  largerThan,
  not,
  present,
  unchanged,
} from '../table/expressions.ts'
import { accountKey, domainIndexKey, domainKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved, tombstoneOf } from '../table/tombstones.ts'
import { deletionOf, putOf, type Stamp, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { findUser } from '../users/stored-users.ts'
import { holdFor } from './claim.ts'
import { type DomainRecord, domainRecord, nextLookup, publicDomain } from './domain.ts'
import { claimWrites } from './stored-claims.ts'

export type Place = { readonly accountId: string; readonly domain: string }

export const findDomain = async ({ accountId, domain }: Place): Promise<DomainRecord | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: domainKey(accountId, domain), ConsistentRead: true }),
  )
  return Item && !isRemoved(Item) ? domainRecord.parse(Item) : undefined
}

/** The domain as callers see it. */
export const shownDomain = async (
  account: Account,
  domain: DomainRecord,
  now: Date,
): Promise<VerifiedDomain> => {
  const { givenBy } = domain
  const giver = givenBy === undefined ? undefined : await findUser(account.accountId, givenBy)
  return publicDomain(domain, { account, giver, now })
}

/** The account's domains, by name. */
export const findDomains = async (accountId: string): Promise<readonly DomainRecord[]> => {
  const { pk, sk } = domainKey(accountId, '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      ...expressionsOf({ KeyConditionExpression: allOf(equals('pk', pk), beginsWith('sk', sk)) }),
      ConsistentRead: true,
    }),
  )
  return Items.filter((item) => !isRemoved(item)).map((item) => domainRecord.parse(item))
}

/** Adds the domain; if the very same request came before, returns what it added. */
export const insertDomain = async (made: DomainRecord, now: Date): Promise<DomainRecord> => {
  const { accountId, domain, createdBy, idempotencyKey } = made
  const key = domainKey(accountId, domain)
  const due = nextLookup(made, now)
  const index = due === undefined ? {} : domainIndexKey(accountId, due)
  const item = { ...key, ...index, type: 'domain', ...made }
  // The account lists its domains, so that two concurrent writers can't exceed the limit.
  const room = anyOf(absent('domains'), not(largerThan('domains', mostDomains - 1)))
  const written = await tryWrite(
    putOf(item, anyOf(absent('pk'), equals('status', 'removed'))),
    updateOf(accountKey(accountId), { add: { domains: new Set([domain]) }, on: allOf(present('pk'), room) }),
  )
  if (written) return made
  const there = await findDomain(made)
  if (!there) throw new Problem('too_many_domains', `An account has at most ${mostDomains} of them`)
  const isRepeated = idempotencyKey !== undefined && there.idempotencyKey === idempotencyKey
  if (isRepeated && there.createdBy === createdBy) return there
  throw new Problem('domain_exists')
}

const indexOf = ({ accountId }: DomainRecord, due: string | undefined) =>
  due === undefined ? { gsi4pk: null, gsi4sk: null } : domainIndexKey(accountId, due)

const readAgain = {
  missing: 'domain_not_found' as const,
  again: (place: Place) => findDomain(place),
}

type Changing = {
  readonly change: (domain: DomainRecord) => DomainRecord
  /** When its record is looked up next, if that changes. */
  readonly due?: (after: DomainRecord) => string | undefined
  /** Written in the same transaction. */
  readonly along?: (before: DomainRecord, after: DomainRecord) => readonly WriteItem[]
}

/**
 * The domain that `change` makes of what's stored, in one transaction with its claim. Throws 404 `domain_not_found`, 409
 * `domain_taken`, and whatever `change` throws.
 */
export const updateDomain = async (
  place: Place,
  { change, due, along = () => [] }: Changing,
): Promise<DomainRecord> =>
  withOptimisticRetry(await findDomain(place), readAgain, async (before) => {
    const after = change(before)
    const values: Record<string, unknown> = { ...after }
    // People keep joining meanwhile.
    const names = Object.keys({ ...before, ...after }).filter((name) => name !== 'joined')
    const set = Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
    const update = updateOf(domainKey(place.accountId, place.domain), {
      set: { ...set, ...(due ? indexOf(after, due(after)) : {}) },
      on: allOf(present('pk'), unchanged('updatedAt', before.updatedAt)),
    })
    const claims = holdFor(before) === holdFor(after) ? [] : await claimWrites(place, holdFor(after))
    return (await tryWrite(update, ...claims, ...along(before, after))) ? after : undefined
  })

/** What's written together with somebody who joins by the domain: it's still as it was read, and counts them. */
export const domainUse = ({ accountId, domain, updatedAt }: DomainRecord): WriteItem =>
  updateOf(domainKey(accountId, domain), { add: { joined: 1 }, on: unchanged('updatedAt', updatedAt) })

/** Days after which TTL deletes a domain's tombstone, if nothing else did. */
const daysKept = 1

/** Removes the domain and frees it for other accounts. Throws 404 `domain_not_found`. */
export const deleteDomain = async (place: Place, by: Stamp): Promise<void> => {
  const { accountId, domain } = place
  const key = domainKey(accountId, domain)
  await withOptimisticRetry(await findDomain(place), readAgain, async (found) => {
    // For a moment, so that the stream tells the trail who removed it and when.
    const left = tombstoneOf({ ...key, type: 'domain', accountId, domain }, by, daysKept)
    const written = await tryWrite(
      putOf(left, unchanged('updatedAt', found.updatedAt)),
      updateOf(accountKey(accountId), {
        take: { domains: new Set([domain]) },
        on: contains('domains', domain),
      }),
      ...(await claimWrites(place, 'none')),
    )
    if (!written) return undefined
    await tryWrite(deletionOf(key, equals('status', 'removed')))
    return true
  })
}
