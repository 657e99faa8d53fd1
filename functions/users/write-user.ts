/** Changing and removing users, on condition that nobody changed them first, and never the last administrator. */
import type { Account } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { forgetJoinRequest } from '../invitations/join-requests.ts'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { userKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { assigned, isRefused, table, type WriteItem, write } from '../table/table.ts'
import { membersUpdate } from './membership-counts.ts'
import { searchKeyOf } from './search.ts'
import { findUser } from './stored-users.ts'
import type { UserRecord } from './user.ts'

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
  withOptimisticRetry(present(found), { ...readAgain, random }, async (place) => {
    const changed = change(place)
    if (changed === place.user) return changed
    const after = { ...changed, updatedAt: laterOf(changed.updatedAt, place.user.updatedAt) }
    const item = updateOf(place.user, after)
    return (await writeUser(place, { after, item }, random)) ? after : undefined
  })

/** The time of a change, or a millisecond after the one before: each change has a time of its own, in their order. */
const laterOf = (now: string, before: string): string =>
  now > before ? now : new Date(Date.parse(before) + 1).toISOString()

type Removal = {
  readonly by: string
  readonly now: Date
  readonly random: Random
  /** Whether nothing may ever bring them back. */
  readonly erased?: true
}

/**
 * Removes the user, and what they typed at the invite link, once `check` has thrown nothing. 404 `user_not_found` where
 * there was none to begin with.
 */
export const removeUser = (
  found: Place,
  check: (place: Present) => void,
  { by, now, random, erased }: Removal,
): Promise<true> => {
  // Who is gone once a write was refused is removed: by its own first try, whose answer was lost, or by somebody else.
  const again = async (place: Present | 'gone') =>
    place === 'gone' ? place : ((await readAgain.again(place)) ?? 'gone')
  return withOptimisticRetry<Present | 'gone', true>(
    present(found),
    { ...readAgain, again, random },
    async (place) => {
      if (place === 'gone') return true
      check(place)
      await forgetJoinRequest(place.user.accountId, place.user.userId)
      const item = removalOf(place.user, { by, now, erased })
      return (await writeUser(place, { after: undefined, item }, random)) || undefined
    },
  )
}

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

/** Nobody else has changed the user since they were read. That a mail went out, or that they were seen, is no change of them. */
const unchangedSince = ({ status, roleIds, nonce, updatedAt }: UserRecord) => ({
  ConditionExpression:
    '#status = :wasStatus AND roleIds = :wasRoleIds AND nonce = :wasNonce AND updatedAt = :wasUpdatedAt',
  values: {
    ':wasStatus': status,
    ':wasRoleIds': roleIds,
    ':wasNonce': nonce,
    ':wasUpdatedAt': updatedAt,
  },
})

/** The attributes that differ, null for what is gone, and those that are made of them. */
const differing = (before: UserRecord, after: UserRecord): Record<string, unknown> => {
  const [was, is]: Record<string, unknown>[] = [{ ...before }, { ...after }]
  const names = Object.keys({ ...was, ...is }).filter(
    (name) => JSON.stringify(was?.[name]) !== JSON.stringify(is?.[name]),
  )
  return {
    ...Object.fromEntries(names.map((name) => [name, is?.[name] ?? null])),
    ...(names.includes('name') ? { searchKey: searchKeyOf(after) } : {}),
    ...(names.includes('mail') ? queuedIndex(after) : {}),
  }
}

const updateOf = (before: UserRecord, after: UserRecord): WriteItem => {
  const { accountId, userId, updatedAt, updatedBy } = after
  const assignment = assigned({ ...differing(before, after), updatedAt, updatedBy })
  const { ConditionExpression, values } = unchangedSince(before)
  return {
    Update: {
      ...table(),
      Key: userKey(accountId, userId),
      UpdateExpression: assignment.UpdateExpression,
      ConditionExpression,
      ExpressionAttributeNames: { ...assignment.ExpressionAttributeNames, '#status': 'status' },
      ExpressionAttributeValues: { ...assignment.ExpressionAttributeValues, ...values },
    },
  }
}

/** What is left of a user: the id, and who removed them when. The same address invited again is put over it. */
const removalOf = (user: UserRecord, { by, now, erased }: Omit<Removal, 'random'>): WriteItem => {
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
        erased,
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
