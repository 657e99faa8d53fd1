/** The caller's own user. */
import type { Account } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../sign-in/caller.ts'
import { findUser } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'

/** Throws 404 `account_not_found` for an operator, who isn't a user of it, and for a person who was just removed. */
export const ownUser = async ({ userId }: Caller, { accountId }: Account): Promise<UserRecord> => {
  const user = userId === undefined ? undefined : await findUser(accountId, userId)
  if (!user) throw new Problem('account_not_found')
  return user
}
