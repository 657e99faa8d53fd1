/** Changing and removing users, on the condition that nobody changed them first, and never the last administrator. */
import type { Account } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { forgetJoinRequest } from '../join-requests/join-requests.ts'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { claimWrites, requireUnclaimed } from '../table/claims.ts'
import { userKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { tombstoneOf } from '../table/tombstones.ts'
import { putOf, type Stamp, tryWrite, updateOf, type WriteItem } from '../table/writes.ts'
import { membersUpdate, seated } from './membership-counts.ts'
import { searchKeyOf } from './search.ts'
import { findUser, invitedIndex, unchangedSince, userClaim } from './stored-users.ts'
import type { UserRecord } from './user.ts'

/** A user in their account; the user is undefined if there is none. */
export type Place = { readonly account: Account; readonly user: UserRecord | undefined }
export type Present = Place & { readonly user: UserRecord }

/** The user that `change` makes from what's stored. Throws 404 `user_not_found`, and whatever `change` throws. */
export const updateUser = (found: Place, change: (place: Present) => UserRecord): Promise<UserRecord> =>
  withOptimisticRetry(present(found), readAgain, async (place) => {
    const { user } = place
    const changed = change(place)
    if (changed === user) return changed
    return tryUpdateUser(place, changed)
  })

/** The user as now stored; undefined if somebody else changed them first, in which case nothing has changed. */
export const tryUpdateUser = async (
  place: { readonly account: Counting; readonly user: UserRecord },
  changed: UserRecord,
): Promise<UserRecord | undefined> => {
  const { account, user } = place
  const updatedAt = laterOf(changed.updatedAt, user.updatedAt)
  const after = { ...seated(account, user, changed), updatedAt }
  if (await writeUser(place, { after, item: changeOf(user, after) })) return after
  await requireUnclaimed(userClaim(after))
  return undefined
}

/** The account's properties that writing a user needs. */
type Counting = Pick<Account, 'accountId' | 'invitationsTakeSeats' | 'suspendedAt' | 'deletedAt'>

/**
 * The time of a change, or a millisecond after the previous one, so that changes have distinct times in their order.
 */
const laterOf = (now: string, before: string): string =>
  now > before ? now : new Date(Date.parse(before) + 1).toISOString()

export type Removal = Stamp & {
  /** Whether nobody removed them: their invitation expired, so they may come through the invite link. */
  readonly lapsed?: true
}

/**
 * Removes the user, and what they entered at the invite link, if `check` doesn't throw. Throws 404 `user_not_found` if
 * there was no user to begin with.
 */
export const deleteUser = (
  found: Place,
  check: (place: Present) => void,
  removal: Removal,
): Promise<true> => {
  // If the write was refused and the user is gone, they have been removed: by this request's first attempt, whose
  // answer was lost, or by somebody else.
  const again = async (place: Present | 'gone') =>
    place === 'gone' ? place : ((await readAgain.again(place)) ?? 'gone')
  return withOptimisticRetry<Present | 'gone', true>(
    present(found),
    { ...readAgain, again },
    async (place) => {
      if (place === 'gone') return true
      check(place)
      await forgetJoinRequest(place.user.accountId, place.user.userId)
      const item = removalOf(place.user, removal)
      return (await writeUser(place, { after: undefined, item })) || undefined
    },
  )
}

export const present = ({ account, user }: Place): Present | undefined => user && { account, user }

/** Throws 404 `user_not_found` if there's no user; a user changed in the meantime is read again, with the account. */
export const readAgain = {
  missing: 'user_not_found',
  again: async ({ user: { accountId, userId } }: Present) => {
    const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
    return account && present({ account, user })
  },
} as const

type Change = { readonly after: UserRecord | undefined; readonly item: WriteItem }

/** False if somebody else was first, in which case nothing has changed. */
const writeUser = (
  { account, user }: { readonly account: Counting; readonly user: UserRecord },
  { after, item }: Change,
): Promise<boolean> =>
  tryWrite(item, ...membersUpdate(account, user, after), ...claimWrites(userClaim(user), userClaim(after)))

/** The attributes that differ, null for removed ones, and those derived from them. */
const differing = (before: UserRecord, after: UserRecord): Record<string, unknown> => {
  const [was, is]: Record<string, unknown>[] = [{ ...before }, { ...after }]
  const names = Object.keys({ ...was, ...is }).filter(
    (name) => JSON.stringify(was?.[name]) !== JSON.stringify(is?.[name]),
  )
  return {
    ...Object.fromEntries(names.map((name) => [name, is?.[name] ?? null])),
    ...(names.includes('name') ? { searchKey: searchKeyOf(after) } : {}),
    ...(names.includes('mail') ? queuedIndex(after) : {}),
    ...(['expiresAt', 'remindAt', 'status'].some((name) => names.includes(name)) ? invitedIndex(after) : {}),
  }
}

/** The write of a user who was `before`, on the condition that nobody changed them first. */
export const changeOf = (before: UserRecord, after: UserRecord): WriteItem =>
  updateOf(userKey(after.accountId, after.userId), {
    set: { ...differing(before, after), updatedAt: after.updatedAt, updatedBy: after.updatedBy },
    on: unchangedSince(before),
  })

/**
 * A user's tombstone: the id, which is derived and reveals nothing about them, and who removed them when. It's
 * permanent, so that they can't come back through the invite link. An invitation of the same address overwrites it.
 */
export const removalOf = (user: UserRecord, { lapsed, ...by }: Removal): WriteItem => {
  const { accountId, userId } = user
  const left = { ...userKey(accountId, userId), type: 'user', accountId, userId, barred: lapsed !== true }
  return putOf(tombstoneOf(left, by), unchangedSince(user))
}
