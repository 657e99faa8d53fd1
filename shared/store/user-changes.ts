/** Changing and removing users, on condition that nobody changed them first, and never the last administrator. */
import type { Account } from '../model/accounts.ts'
import { searchTextOf, type UserRecord } from '../model/users.ts'
import { findAccount } from './accounts.ts'
import { userKey } from './keys.ts'
import { membersUpdate } from './members.ts'
import { settled } from './settled.ts'
import { assigned, isRefused, table, type WriteItem, write } from './table.ts'
import { findUser } from './users.ts'

/** Days for which it is kept that somebody was removed, by whom and when. */
const daysKept = 30

type Random = () => number

/** A user in their account; the user is undefined where there is none. */
type Place = { readonly account: Account; readonly user: UserRecord | undefined }
type Present = Place & { readonly user: UserRecord }

/** The user as `change` makes them of what is stored. 404 `user_not_found`, and whatever `change` throws. */
export const updateUser = (
  found: Place,
  change: (place: Present) => UserRecord,
  random: Random,
): Promise<UserRecord> =>
  settled(present(found), { ...readAgain, random }, async (place) => {
    const after = change(place)
    const done =
      after === place.user || (await writeUser(place, { after, item: updateOf(place.user, after) }, random))
    return done ? after : undefined
  })

type Removal = { readonly by: string; readonly now: Date; readonly random: Random }

/** Removes the user, once `check` has thrown nothing. 404 `user_not_found`. */
export const removeUser = (
  found: Place,
  check: (place: Present) => void,
  { by, now, random }: Removal,
): Promise<true> =>
  settled(present(found), { ...readAgain, random }, async (place) => {
    check(place)
    const item = removalOf(place.user, by, now)
    return (await writeUser(place, { after: undefined, item }, random)) || undefined
  })

const present = ({ account, user }: Place): Present | undefined => user && { account, user }

/** 404 `user_not_found` for nobody; who was changed meanwhile is read again, with the account. */
const readAgain = {
  missing: 'user_not_found',
  again: async ({ user: { accountId, userId } }: Present) => {
    const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
    return account && present({ account, user })
  },
} as const

type Change = { readonly after: UserRecord | undefined; readonly item: WriteItem }

/** False where somebody else was first, so that nothing changed. */
const writeUser = async (
  { account, user }: Present,
  { after, item }: Change,
  random: Random,
): Promise<boolean> => {
  try {
    await write([item, ...membersUpdate(account, user, after)], random)
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** Nobody else has changed who they are in the account, since these were read. */
const unchangedSince = ({ status, roleIds, nonce, accessUntil }: UserRecord) => ({
  ConditionExpression: `#status = :wasStatus AND roleIds = :wasRoleIds AND nonce = :wasNonce AND ${
    accessUntil === undefined ? 'attribute_not_exists(accessUntil)' : 'accessUntil = :wasAccessUntil'
  }`,
  values: {
    ':wasStatus': status,
    ':wasRoleIds': roleIds,
    ':wasNonce': nonce,
    ...(accessUntil === undefined ? {} : { ':wasAccessUntil': accessUntil }),
  },
})

const updateOf = (before: UserRecord, after: UserRecord): WriteItem => {
  const { name, status, roleIds, phone = null, invitedBy = null, accessUntil = null } = after
  const { updatedAt, updatedBy } = after
  const searchText = searchTextOf(after.email, name)
  const { ExpressionAttributeValues, ...assignment } = assigned({
    name,
    status,
    roleIds,
    phone,
    invitedBy,
    accessUntil,
    updatedAt,
    updatedBy,
    searchText,
  })
  const { ConditionExpression, values } = unchangedSince(before)
  return {
    Update: {
      ...table(),
      Key: userKey(after.accountId, after.userId),
      ...assignment,
      ConditionExpression,
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ...values },
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
