/** Reads and writes an account's invite links other than its first. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { firstLinkId, mostLinks, type SharedLink, sharedLink } from '../../shared/contract/invite-links.ts'
import {
  type Account,
  existingRoles,
  type InviteLink,
  linkRecord,
  roleIdsOfLink,
  rolesOfLink,
} from '../accounts/account.ts'
import { findLink, readAccountAgain } from '../accounts/stored-account.ts'
import { invitationUrl } from '../invitations/signing-keys.ts'
import { Problem } from '../problem.ts'
import { type Caller, mayGiveAll } from '../sign-in/caller.ts'
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
import { accountKey, linkKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved, tombstoneOf } from '../table/tombstones.ts'
import { deletionOf, putOf, type Stamp, stamp, tryWrite, updateOf } from '../table/writes.ts'

/** The account's other links, sorted by name. */
export const findLinks = async (accountId: string): Promise<readonly InviteLink[]> => {
  const { pk, sk } = linkKey(accountId, '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      ...expressionsOf({ KeyConditionExpression: allOf(equals('pk', pk), beginsWith('sk', sk)) }),
      ConsistentRead: true,
    }),
  )
  return Items.filter((item) => !isRemoved(item))
    .map((item) => linkRecord.parse(item))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? ''))
}

/** The link as callers see it, with its URL if they may give what it gives. */
export const publicSharedLink = async (
  account: Account,
  link: InviteLink,
  caller: Caller,
  now: Date,
): Promise<SharedLink> => {
  const { linkId, version: linkVersion } = link
  const { accountId } = account
  const { accessUntil } = caller
  const roles = rolesOfLink({ ...account, link })
  const mayHandOut =
    roles.length > 0 && mayGiveAll(caller, existingRoles(account, roleIdsOfLink({ ...account, link })))
  const token = { kind: 'link', accountId, linkId, linkVersion, accessUntil } as const
  const url = mayHandOut ? await invitationUrl(token, now) : undefined
  return sharedLink.parse({ ...link, linkId: linkId ?? firstLinkId, url })
}

/**
 * Puts the link that `make` makes for the account; if the same request came before, returns the existing one. Throws
 * 409 `too_many_links`, and whatever `make` throws.
 */
export const addLink = (
  account: Account,
  linkId: string,
  make: (account: Account) => InviteLink,
  by: Stamp,
): Promise<InviteLink> =>
  withOptimisticRetry(account, readAccountAgain, async (current) => {
    const link = make(current)
    const { accountId } = current
    const item = { ...linkKey(accountId, linkId), type: 'link', accountId, ...link, ...stamp(by) }
    // The account lists its links, so that two concurrent writers can't exceed the limit.
    const room = anyOf(absent('links'), not(largerThan('links', mostLinks - 1)))
    const written = await tryWrite(
      putOf(item, absent('pk')),
      updateOf(accountKey(accountId), { add: { links: new Set([linkId]) }, on: allOf(present('pk'), room) }),
    )
    if (written) return link
    const there = await findLink(accountId, linkId)
    if (there) return there
    if ((await findLinks(accountId)).length >= mostLinks)
      throw new Problem('too_many_links', `An account has at most ${mostLinks} of them`)
    return undefined
  })

type Place = { readonly account: Account; readonly linkId: string }

const readAgain = ({ account, linkId }: Place) => ({
  missing: 'link_not_found' as const,
  again: () => findLink(account.accountId, linkId),
})

/** The link that `change` makes from what's stored. Throws 404 `link_not_found`, and whatever `change` throws. */
export const updateLink = async (
  place: Place,
  change: (link: InviteLink) => InviteLink,
  by: Stamp,
): Promise<InviteLink> => {
  const { accountId } = place.account
  const reading = readAgain(place)
  return withOptimisticRetry(await reading.again(), reading, async (link) => {
    const { uses, ...after } = change(link)
    const { linkId, updatedAt, uses: before, ...rest } = link
    const gone = Object.keys(rest).filter((name) => !Object.hasOwn(after, name) || isGone(after, name))
    const set = {
      ...after,
      ...Object.fromEntries(gone.map((name) => [name, null])),
      // People keep joining meanwhile, so a count is only set to restart it.
      uses: uses === 0 && before !== 0 ? 0 : undefined,
      ...stamp(by),
    }
    const on = allOf(present('pk'), unchanged('updatedAt', updatedAt))
    return (await tryWrite(updateOf(linkKey(accountId, place.linkId), { set, on })))
      ? { ...after, uses }
      : undefined
  })
}

const isGone = (link: object, name: string): boolean =>
  Object.entries(link).some(([key, value]) => key === name && value === undefined)

/** Days after which TTL deletes a link's tombstone, if nothing else did. */
const daysKept = 1

/** Deletes the link if `check` doesn't throw. Throws 404 `link_not_found`. */
export const removeLink = async (
  place: Place,
  check: (link: InviteLink) => void,
  by: Stamp,
): Promise<void> => {
  const { account, linkId } = place
  const { accountId } = account
  const reading = readAgain(place)
  const key = linkKey(accountId, linkId)
  await withOptimisticRetry(await reading.again(), reading, async (link) => {
    check(link)
    // For a moment, so that the stream tells the trail who deleted it and when.
    const left = tombstoneOf({ ...key, type: 'link', accountId, linkId }, by, daysKept)
    const written = await tryWrite(
      putOf(left, unchanged('updatedAt', link.updatedAt)),
      updateOf(accountKey(accountId), {
        take: { links: new Set([linkId]) },
        on: contains('links', linkId),
      }),
    )
    if (!written) return undefined
    await tryWrite(deletionOf(key, equals('status', 'removed')))
    return true
  })
}
