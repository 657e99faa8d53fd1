/**
 * Finds users who need attention without reading the others: each user who does, or will, has an item whose index key
 * is the time from which on. Nothing has to run when an invitation expires, because a later `now` finds more of them.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { UserQuery } from '../../shared/contract/users.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { allOf, equals, expressionsOf, lessThan } from '../table/expressions.ts'
import { careIndexKey, careKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { deletionOf, putOf, write } from '../table/writes.ts'
import { needsCare } from './care.ts'
import { foldedForSearch, searchKeyOf } from './search.ts'
import { findUser } from './stored-users.ts'
import { statusAt, type UserRecord } from './user.ts'

/** Stores since when a user needs attention; stores nothing if they don't. Idempotent. */
export const keepCare = (accountId: string, userId: string, since: string | undefined): Promise<void> => {
  const key = careKey(accountId, userId)
  if (since === undefined) return write([deletionOf(key)])
  return write([putOf({ ...key, ...careIndexKey(accountId, since, userId), type: 'care', userId })])
}

const care = z.object({ userId: z.string(), gsi1sk: z.string() })

/** The index key of a page's last user, and their id. */
const placeInList = z.strictObject({ since: z.string(), userId: z.string() })

/**
 * A page of users who need attention, the longest waiting first. With a filter, a page may be short and still have a
 * cursor.
 */
export const findUsersInNeed = async (accountId: string, query: UserQuery, now: Date) => {
  const { status, roleId, search, limit, cursor } = query
  const list = { list: 'users-in-need', accountId, status, roleId, search }
  const after = cursor === undefined ? undefined : placeOf(list, cursor, placeInList)
  const { gsi1pk } = careIndexKey(accountId, '', '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi1',
      ...expressionsOf({
        // A tilde sorts after every id.
        KeyConditionExpression: allOf(equals('gsi1pk', gsi1pk), lessThan('gsi1sk', `${now.toISOString()}#~`)),
      }),
      Limit: limit + 1,
      ...(after === undefined
        ? {}
        : {
            ExclusiveStartKey: {
              ...careKey(accountId, after.userId),
              ...careIndexKey(accountId, after.since, after.userId),
            },
          }),
    }),
  )
  const found = Items.map((item) => care.parse(item))
  const page = found.slice(0, limit)
  const users = await Promise.all(page.map(({ userId }) => findUser(accountId, userId)))
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: users.filter((user) => user !== undefined).filter((user) => isAskedFor(user, query, now)),
    ...(last ? { nextCursor: cursorOf(list, placeOfUser(last)) } : {}),
  }
}

const placeOfUser = ({ userId, gsi1sk }: z.output<typeof care>) => ({
  since: gsi1sk.slice(0, -userId.length - 1),
  userId,
})

/** The list lags behind the table for a moment, so users who no longer need attention are left out. */
const isAskedFor = (user: UserRecord, { status, roleId, search }: UserQuery, now: Date): boolean =>
  needsCare(user, now) &&
  (status === undefined || statusAt(user, now) === status) &&
  (roleId === undefined || user.roleIds.includes(roleId)) &&
  (search === undefined || searchKeyOf(user).includes(foldedForSearch(search)))
