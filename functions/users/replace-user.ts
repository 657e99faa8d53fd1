/**
 * Moves a pending user's invitation to another address: the first user is removed and the second one added in one
 * transaction.
 */
import { Problem } from '../problem.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { type Stamp, tryWrite } from '../table/writes.ts'
import { membersUpdate, seated } from './membership-counts.ts'
import { additionOf, findUser } from './stored-users.ts'
import { statusAt, type UserRecord } from './user.ts'
import { type Place, type Present, present, readAgain, removalOf } from './write-user.ts'

/**
 * The user that `change` makes from the first. Throws 404 `user_not_found`, 409 `user_exists` if somebody has the other
 * address, and whatever `change` throws.
 */
export const replaceUser = (
  found: Place,
  change: (place: Present) => UserRecord,
  by: Stamp,
): Promise<UserRecord> =>
  withOptimisticRetry(present(found), readAgain, async (place) => {
    const { account, user } = place
    const after = seated(account, undefined, change(place))
    if (await tryWrite(removalOf(user, by), additionOf(after), ...membersUpdate(account, user, after)))
      return after
    const there = await findUser(after.accountId, after.userId)
    // The write had succeeded, but its answer was lost.
    if (there?.nonce === after.nonce) return there
    if (there)
      throw new Problem('user_exists', undefined, {
        userId: there.userId,
        userStatus: statusAt(there, by.now),
      })
    return undefined
  })
