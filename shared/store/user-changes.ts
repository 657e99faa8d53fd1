/** Changing and removing users, on condition that nobody changed them first, and never the last administrator. */
import { Problem } from '../model/problem.ts'
import { administers, searchTextOf, type UserRecord } from '../model/users.ts'
import { addAdministrator, removeAdministrator } from './accounts.ts'
import { userKey } from './keys.ts'
import { settled } from './settled.ts'
import { refusedItems, table, type WriteItem, write } from './table.ts'
import { findUser } from './users.ts'

/** Days for which it is kept that somebody was removed, by whom and when. */
const daysKept = 30

type Random = () => number

/**
 * The user as `change` makes them of what is stored. 404 `user_not_found`, 409 `last_administrator`, and whatever
 * `change` throws.
 */
export const updateUser = (
  found: UserRecord | undefined,
  change: (user: UserRecord) => UserRecord,
  random: Random,
): Promise<UserRecord> =>
  settled(found, { ...readAgain, random }, async (user) => {
    const after = change(user)
    const unchanged =
      after === user || (await writeUser({ before: user, after, item: updateOf(user, after) }, random))
    return unchanged ? after : undefined
  })

type Removal = { readonly by: string; readonly now: Date; readonly random: Random }

/** Removes the user, once `check` has thrown nothing. 404 `user_not_found`, 409 `last_administrator`. */
export const removeUser = (
  found: UserRecord | undefined,
  check: (user: UserRecord) => void,
  { by, now, random }: Removal,
): Promise<true> =>
  settled(found, { ...readAgain, random }, async (user) => {
    check(user)
    return (
      (await writeUser({ before: user, after: undefined, item: removalOf(user, by, now) }, random)) ||
      undefined
    )
  })

/** 404 `user_not_found` for nobody; who was changed meanwhile is read again. */
const readAgain = {
  missing: 'user_not_found',
  again: ({ accountId, userId }: UserRecord) => findUser(accountId, userId),
} as const

type Change = {
  readonly before: UserRecord
  readonly after: UserRecord | undefined
  readonly item: WriteItem
}

/** False where somebody else changed the user first. What makes or unmakes an administrator is one transaction. */
const writeUser = async ({ before, after, item }: Change, random: Random): Promise<boolean> => {
  const { accountId, userId } = before
  const [was, is] = [administers(before), after !== undefined && administers(after)]
  const set = was === is ? [] : [(is ? addAdministrator : removeAdministrator)(accountId, userId)]
  try {
    await write([item, ...set], random)
    return true
  } catch (error) {
    const refused = refusedItems(error)
    if (refused.includes(0)) return false
    if (refused.includes(1)) throw new Problem('last_administrator')
    throw error
  }
}

/** Nobody else has changed who they are in the account, since these were read. */
const unchangedSince = ({ status, roleIds, nonce }: UserRecord) => ({
  ConditionExpression: '#status = :wasStatus AND roleIds = :wasRoleIds AND nonce = :wasNonce',
  values: { ':wasStatus': status, ':wasRoleIds': roleIds, ':wasNonce': nonce },
})

const updateOf = (before: UserRecord, after: UserRecord): WriteItem => {
  const { name, phone, status, roleIds, invitedBy, updatedAt, updatedBy } = after
  const searchText = searchTextOf(after.email, name)
  const changes = { name, status, roleIds, invitedBy, updatedAt, updatedBy, searchText, phone }
  const entries = Object.entries(changes)
  const set = entries.filter(([, value]) => value !== undefined)
  const gone = entries.filter(([, value]) => value === undefined)
  const condition = unchangedSince(before)
  return {
    Update: {
      ...table(),
      Key: userKey(after.accountId, after.userId),
      UpdateExpression: `SET ${set.map(([key]) => `#${key} = :${key}`).join(', ')}${
        gone.length === 0 ? '' : ` REMOVE ${gone.map(([key]) => `#${key}`).join(', ')}`
      }`,
      ConditionExpression: condition.ConditionExpression,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([key]) => [`#${key}`, key])),
      ExpressionAttributeValues: {
        ...condition.values,
        ...Object.fromEntries(set.map(([key, value]) => [`:${key}`, value])),
      },
    },
  }
}

/** What is left of a user: the id, and who removed them when. The same address invited again is put over it. */
const removalOf = (user: UserRecord, by: string, now: Date): WriteItem => {
  const { accountId, userId } = user
  const condition = unchangedSince(user)
  return {
    Put: {
      ...table(),
      Item: {
        ...userKey(accountId, userId),
        type: 'user',
        accountId,
        userId,
        status: 'removed',
        updatedAt: now.toISOString(),
        updatedBy: by,
        ttl: Math.floor(now.getTime() / 1_000) + daysKept * 86_400,
      },
      ConditionExpression: condition.ConditionExpression,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: condition.values,
    },
  }
}
