/** Lists of users, by address: one round trip without a filter, a limited number of them with one. */
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { UserQuery } from '../../shared/contract/users.ts'
import { cursorOf, type List, placeOf } from '../table/cursors.ts'
import { userKey, usersIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { foldedForSearch, searchKeyOf } from './search.ts'
import { findUsersInNeed } from './stored-care.ts'
import { findExternalUser } from './stored-users.ts'
import { type ShownUser, shownFields, shownUser, userIdOf } from './user.ts'

/** How many store pages a filtered list reads before it's returned as it is, and how many users a store page has. */
const storePages = 5
const storePageUsers = 1_000

export type UserPage = { readonly items: readonly ShownUser[]; readonly nextCursor?: string }

/**
 * A page of the account's users. A filtered page may hold fewer than `limit` and still have a cursor. A search that
 * looks like the start of an address is tried as that first, and as a part of one if no address starts with it. Throws
 * 400 `invalid_cursor` for a cursor that doesn't come from a page of this list.
 */
export const findUsers = async (accountId: string, query: UserQuery, now: Date): Promise<UserPage> => {
  if (query.externalId !== undefined) {
    const user = await findExternalUser(accountId, query.externalId)
    return { items: user ? [user] : [] }
  }
  if (query.view === 'attention') return findUsersInNeed(accountId, query, now)
  const place =
    query.cursor === undefined ? undefined : placeOf(listOf(accountId, query), query.cursor, placeInList)
  const start = startOfAddress(query.search)
  if (start !== undefined && place?.search !== 'anywhere') {
    const filter = filterOf(query, now, undefined)
    const page = await pageOf(accountId, { query, filter, start, after: place?.after })
    if (page.items.length > 0 || page.nextCursor !== undefined || place !== undefined) return page
  }
  const filter = filterOf(query, now, query.search)
  return pageOf(accountId, { query, filter, start: undefined, after: place?.after })
}

const listOf = (accountId: string, { view, sort, status, roleId, search }: UserQuery): List => ({
  list: 'users',
  accountId,
  view,
  sort,
  status,
  roleId,
  search,
})

/**
 * The last address of a page, and where its search looked: at the start of addresses, or anywhere in them and in names.
 */
const placeInList = z.strictObject({
  after: z.string().check(z.minLength(1)),
  search: z.optional(z.literal('anywhere')),
})

const pageOf = async (accountId: string, { query, filter, start, after }: StorePage): Promise<UserPage> => {
  const found: ShownUser[] = []
  let position = after
  for (let page = 0; page < (filter ? storePages : 1); page++) {
    const { users, last } = await storePage(accountId, { query, filter, start, after: position })
    found.push(...users)
    position = last
    if (last === undefined || found.length > query.limit) break
  }
  const items = found.slice(0, query.limit)
  const next = found.length > query.limit ? items.at(-1)?.email : position
  if (next === undefined) return { items }
  const anywhere = start === undefined && query.search !== undefined
  const place = { after: next, ...(anywhere ? { search: 'anywhere' } : {}) }
  return { items, nextCursor: cursorOf(listOf(accountId, query), place) }
}

type Filter = Pick<QueryCommandInput, 'FilterExpression' | 'ExpressionAttributeValues'>
type StorePage = {
  readonly query: UserQuery
  readonly filter: Filter | undefined
  /** What the addresses start with. */
  readonly start: string | undefined
  readonly after: string | undefined
}

/** An item's other attributes, its keys above all, are half of it. */
const shown = {
  ProjectionExpression: shownFields.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(shownFields.map((name) => [`#${name}`, name])),
}

const storePage = async (accountId: string, { query, filter, start, after }: StorePage) => {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi1',
      ...shown,
      ...filter,
      KeyConditionExpression: `gsi1pk = :account${start === undefined ? '' : ' AND begins_with(gsi1sk, :start)'}`,
      ExpressionAttributeValues: {
        ':account': usersIndexKey(accountId, '').gsi1pk,
        ...(start === undefined ? {} : { ':start': start }),
        ...filter?.ExpressionAttributeValues,
      },
      ScanIndexForward: query.sort !== '-email',
      // One more than requested, without a filter, which tells whether there's a next page.
      Limit: filter ? storePageUsers : query.limit + 1,
      ...(after === undefined ? {} : { ExclusiveStartKey: positionOf(accountId, after) }),
    }),
  )
  const last: unknown = LastEvaluatedKey?.gsi1sk
  const users = Items.map((item) => shownUser.parse(item))
  const text = start === undefined && query.search !== undefined ? foldedForSearch(query.search) : ''
  return {
    users: text === '' ? users : users.filter((user) => searchKeyOf(user).includes(text)),
    last: typeof last === 'string' ? last : undefined,
  }
}

/** A search with something before an `@` is taken for the start of an address, which the index finds directly. */
const startOfAddress = (search: string | undefined): string | undefined =>
  search !== undefined && /^[^\s@]+@[^\s@]*$/.test(search) ? search.normalize('NFC').toLowerCase() : undefined

/** Matches how `statusAt` interprets what's stored. */
const statusConditions = {
  invited: '(#status = :invited AND expiresAt > :now)',
  active: '(#status = :active AND (attribute_not_exists(accessUntil) OR accessUntil > :now))',
  suspended: '#status = :suspended',
  expired: '(#status = :invited AND expiresAt <= :now)',
  access_ended: '(#status = :active AND accessUntil <= :now)',
  declined: '#status = :declined',
} as const

/** Who has joined, and who hasn't; `attention` has a list of its own. */
const viewConditions = {
  members: '#status IN (:active, :suspended)',
  pending: '#status = :invited',
} as const

/**
 * `part` is a part of the address or the name. A user who was last written before search folded accents has no
 * `searchKey`, so the page compares them itself.
 */
const filterOf = (
  { view, status, roleId }: UserQuery,
  now: Date,
  part: string | undefined,
): Filter | undefined => {
  const text = part === undefined ? undefined : foldedForSearch(part)
  const conditions = [
    ...(view === undefined || view === 'attention' ? [] : [viewConditions[view]]),
    ...(status === undefined ? [] : [statusConditions[status]]),
    ...(roleId === undefined ? [] : ['contains(roleIds, :roleId)']),
    ...(text === undefined ? [] : ['(contains(searchKey, :text) OR attribute_not_exists(searchKey))']),
  ]
  if (conditions.length === 0) return undefined
  const FilterExpression = conditions.join(' AND ')
  const values = {
    ':invited': 'invited',
    ':active': 'active',
    ':suspended': 'suspended',
    ':declined': 'declined',
    ':now': now.toISOString(),
    ':roleId': roleId,
    ':text': text,
  }
  const isUsed = (name: string) => new RegExp(`${name}\\b`).test(FilterExpression)
  return {
    FilterExpression,
    // DynamoDB refuses values that an expression doesn't use.
    ExpressionAttributeValues: Object.fromEntries(Object.entries(values).filter(([name]) => isUsed(name))),
  }
}

/**
 * A cursor is the last address of a page. The rest of the position comes from the request's account, so a foreign
 * cursor only points into the caller's own list.
 */
const positionOf = (accountId: string, email: string) => ({
  ...userKey(accountId, userIdOf(accountId, email)),
  ...usersIndexKey(accountId, email),
})
