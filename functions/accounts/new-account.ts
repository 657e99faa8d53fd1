/** Creating accounts. */
import { Problem } from '../problem.ts'
import { product } from '../product/product.ts'
import { claimWrites, requireUnclaimed } from '../table/claims.ts'
import { absent } from '../table/expressions.ts'
import { accountKey, accountsIndexKey } from '../table/keys.ts'
import { type Limit, secondsLeft, tallyWrite } from '../table/tallies.ts'
import { putOf, type Stamp, stamp, tryWrite, type WriteItem } from '../table/writes.ts'
import { findUser, additionOf as userAddition } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import type { Account, AccountRecord } from './account.ts'
import { accountClaim, findAccount } from './stored-account.ts'

/** By `bootstrap` (the deploy-time step), `operator`, or a person who creates it for themselves. */
type NewAccount = Stamp &
  Pick<AccountRecord, 'accountId' | 'name'> &
  Partial<AccountRecord> & {
    /** Who administers it from the start, if that's somebody who doesn't have to be invited. */
    readonly administrator?: UserRecord | undefined
  }

/** Puts the account if it doesn't exist; an existing one stays as it is. */
const additionOf = ({ administrator, by, now, ...account }: NewAccount): WriteItem =>
  putOf(
    {
      ...accountKey(account.accountId),
      ...accountsIndexKey(account.accountId, now.toISOString()),
      type: 'account',
      ...account,
      defaultRoleIds: product.defaultRoles,
      ...(administrator && { admins: new Set([administrator.userId]) }),
      seatsTaken: Number(administrator !== undefined),
      seatsCounted: true,
      createdAt: now.toISOString(),
      ...stamp({ by, now }),
    },
    absent('pk'),
  )

/** Creates the account unless it exists. */
export const ensureAccount = (account: NewAccount): Promise<boolean> => tryWrite(additionOf(account))

type Made = { readonly account: Account; readonly user: UserRecord }

/**
 * Makes the account with its first administrator, and returns both; where the very same request has made them before, as
 * they are by now. 409 `external_id_taken`, and 422 `idempotency_key_reused` where the key has made an account with another
 * administrator.
 */
export const addAccount = async (made: NewAccount, administrator: UserRecord): Promise<Made> => {
  const claim = accountClaim(made)
  await tryWrite(additionOf(made), userAddition(administrator), ...claimWrites(undefined, claim))
  const found = await findMade(made.accountId, administrator)
  if (found) return found
  await requireUnclaimed(claim)
  throw new Problem('idempotency_key_reused')
}

/**
 * Like `addAccount`, for a person who administers it from the start, and within this limit. Throws 429
 * `too_many_requests` if they have reached it; repeating the same request creates no further account.
 */
export const addOwnAccount = async (
  made: NewAccount & { readonly administrator: UserRecord },
  limit: Limit,
): Promise<Made> => {
  const { accountId, administrator, now } = made
  await tryWrite(additionOf(made), userAddition(administrator), tallyWrite(limit, now))
  const found = await findMade(accountId, administrator)
  if (found) return found
  throw new Problem('too_many_requests', 'You have created as many accounts as you may for now', {
    retryAfter: secondsLeft(limit, now),
  })
}

const findMade = async (accountId: string, { userId }: UserRecord): Promise<Made | undefined> => {
  const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
  return account && user && { account, user }
}
