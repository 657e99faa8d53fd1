/**
 * Who needs attention, found without looking at anyone else: each user who does, or will, has an item whose index key is
 * the time from which on. Nothing has to run when an invitation expires, since a later `now` finds more of them.
 */
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { UserQuery } from '../../shared/contract/users.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { careIndexKey, careKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { needsCare } from './care.ts'
import { findUser } from './stored-users.ts'
import { foldedForSearch, searchTextOf, statusAt, type UserRecord } from './user.ts'

/** Keeps since when a user needs attention; nothing is kept where they don't. The same again changes nothing. */
export const keepCare = async (
  accountId: string,
  userId: string,
  since: string | undefined,
): Promise<void> => {
  const Key = careKey(accountId, userId)
  if (since === undefined) await documents.send(new DeleteCommand({ ...table(), Key }))
  else
    await documents.send(
      new PutCommand({
        ...table(),
        Item: { ...Key, ...careIndexKey(accountId, since, userId), type: 'care', userId },
      }),
    )
}

const care = z.object({ userId: z.string(), gsi1sk: z.string() })

/** A page of those who need it, the longest waiting first. A page of a filter may be short, and still have a cursor. */
export const findUsersInNeed = async (accountId: string, query: UserQuery, now: Date) => {
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor, isPlace)
  const { gsi1pk } = careIndexKey(accountId, '', '')
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :partition AND gsi1sk < :now',
      // A tilde stands behind every id.
      ExpressionAttributeValues: { ':partition': gsi1pk, ':now': `${now.toISOString()}#~` },
      Limit: query.limit + 1,
      ...(after === undefined ? {} : { ExclusiveStartKey: { ...positionOf(accountId, after) } }),
    }),
  )
  const found = Items.map((item) => care.parse(item))
  const page = found.slice(0, query.limit)
  const users = await Promise.all(page.map(({ userId }) => findUser(accountId, userId)))
  const last = found.length > query.limit ? page.at(-1) : undefined
  return {
    items: users.filter((user) => user !== undefined).filter((user) => isAskedFor(user, query, now)),
    ...(last ? { nextCursor: cursorOf(last.gsi1sk) } : {}),
  }
}

/** The list follows the table by a moment: who was mended meanwhile is left out. */
const isAskedFor = (user: UserRecord, { status, roleId, search }: UserQuery, now: Date): boolean =>
  needsCare(user, now) &&
  (status === undefined || statusAt(user, now) === status) &&
  (roleId === undefined || user.roleIds.includes(roleId)) &&
  (search === undefined || searchTextOf(user.email, user.name).includes(foldedForSearch(search)))

const placePattern = /^\d{4}-[\dT:.Z-]+#(usr_[A-Za-z0-9_-]{22})$/
const isPlace = (text: string): boolean => placePattern.test(text)

const positionOf = (accountId: string, place: string) => {
  const userId = placePattern.exec(place)?.[1] ?? ''
  return {
    ...careKey(accountId, userId),
    ...careIndexKey(accountId, place.slice(0, -userId.length - 1), userId),
  }
}
