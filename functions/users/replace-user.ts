/** Puts a pending user's invitation at another address: the first one goes and the second one comes in one transaction. */
import { Problem } from '../problem.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { isRefused, write } from '../table/table.ts'
import { membersUpdate } from './membership-counts.ts'
import { additionOf, findUser } from './stored-users.ts'
import { statusAt, type UserRecord } from './user.ts'
import { type Place, type Present, present, type Removal, readAgain, removalOf } from './write-user.ts'

/**
 * The user as `change` makes them of the first. 404 `user_not_found`, 409 `user_exists` where somebody has the other
 * address, and whatever `change` throws.
 */
export const replaceUser = (
  found: Place,
  change: (place: Present) => UserRecord,
  { by, now, random }: Omit<Removal, 'erased'>,
): Promise<UserRecord> =>
  withOptimisticRetry(present(found), { ...readAgain, random }, async (place) => {
    const after = change(place)
    const removal = removalOf(place.user, { by, now })
    try {
      await write(
        [removal, { Put: additionOf(after) }, ...membersUpdate(place.account, place.user, after)],
        random,
      )
      return after
    } catch (error) {
      if (!isRefused(error)) throw error
    }
    const there = await findUser(after.accountId, after.userId)
    // The write had succeeded, and its answer was lost on the way.
    if (there?.nonce === after.nonce) return there
    if (there)
      throw new Problem('user_exists', undefined, {
        userId: there.userId,
        userStatus: statusAt(there, now),
      })
    return undefined
  })
