/**
 * Handing over an account: the successor, the person who leaves, and the set of administrators change in one
 * transaction.
 */
import type { Account } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { forgetJoinRequest } from '../join-requests/join-requests.ts'
import { Problem } from '../problem.ts'
import { claimWrites } from '../table/claims.ts'
import { untilFirst } from '../table/optimistic-retry.ts'
import { tryWrite } from '../table/writes.ts'
import { handedOverUpdate } from '../users/membership-counts.ts'
import { findUser, userClaim } from '../users/stored-users.ts'
import { administers, type UserRecord } from '../users/user.ts'
import { changeOf, removalOf } from '../users/write-user.ts'
import { administratorInstead } from './hand-over.ts'

type Asked = { readonly account: Account; readonly me: UserRecord; readonly userId: string }

/** Throws what `administratorInstead` throws, for the account as it is at the time of writing. */
export const handOver = async ({ account: found, me: caller, userId }: Asked, now: Date): Promise<void> => {
  const { accountId, userId: myId } = caller
  await untilFirst(async (attempt) => {
    const [account = found, me, successor] =
      attempt === 1
        ? [found, caller, await findUser(accountId, userId)]
        : await Promise.all([findAccount(accountId), findUser(accountId, myId), findUser(accountId, userId)])
    // The first attempt was written, and its answer was lost.
    if (!me && successor && administers(successor) && successor.updatedBy === myId) return true
    if (!me) throw new Problem('account_not_found')
    const after = administratorInstead({ account, me, successor }, now)
    await forgetJoinRequest(accountId, myId)
    // Also for a successor who already is an administrator and stays as they are: the account and the users are read
    // one after the other, so the successor may have left in between.
    const changes = successor === undefined ? [] : [changeOf(successor, after)]
    const removal = removalOf(me, { by: myId, now })
    const freed = claimWrites(userClaim(me), undefined)
    const accountUpdate = handedOverUpdate(account, { leaves: me, becomes: after })
    return (await tryWrite(...changes, removal, accountUpdate, ...freed)) || undefined
  })
}
