import type { Account, Role } from '../accounts/account.ts'
import { readAccountAgain } from '../accounts/stored-account.ts'
import { Problem } from '../problem.ts'
import { allOf, equals, present, unchanged } from '../table/expressions.ts'
import { accountKey, roleKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { tombstoneOf } from '../table/tombstones.ts'
import { deletionOf, putOf, type Stamp, stamp, tryWrite, updateOf } from '../table/writes.ts'
import { findUsers } from '../users/user-pages.ts'

/** The role that `shape` makes from the current account. Throws what `shape` throws. */
export const saveRole = (account: Account, shape: (account: Account) => Role, by: Stamp): Promise<Role> =>
  withOptimisticRetry(account, readAccountAgain, async (current) => {
    const role = shape(current)
    return (await writeRole(current, roleItem(current, role, by))) ? role : undefined
  })

/** Deletes the role that `check` returns. Throws what `check` throws. */
export const removeRole = (account: Account, check: (account: Account) => Role, by: Stamp): Promise<true> =>
  withOptimisticRetry(account, readAccountAgain, async (current) => {
    const { roleId } = check(current)
    const key = roleKey(current.accountId, roleId)
    // For a moment, so that the stream tells the trail who deleted it and when.
    const left = tombstoneOf({ ...key, type: 'role', roleId }, by, daysKept)
    if (!(await writeRole(current, left))) return undefined
    // Unless it was created again with its id in the meantime.
    await tryWrite(deletionOf(key, equals('status', 'removed')))
    return true
  })

/** Days after which TTL deletes a role's tombstone, if nothing else did. */
const daysKept = 1

/** False if somebody else wrote a role first, because names and their number depend on all roles of the account. */
const writeRole = (
  { accountId, rolesVersion }: Account,
  item: Parameters<typeof putOf>[0],
): Promise<boolean> => {
  const version = {
    set: { rolesVersion: rolesVersion + 1 },
    on: allOf(present('pk'), unchanged('rolesVersion', rolesVersion === 0 ? undefined : rolesVersion)),
  }
  return tryWrite(putOf(item), updateOf(accountKey(accountId), version))
}

const roleItem = ({ accountId }: Account, { source, sensitive, ...role }: Role, by: Stamp) => ({
  ...roleKey(accountId, role.roleId),
  type: 'role',
  ...role,
  ...stamp(by),
})

/** Users counted at most; beyond that, "more" is enough. */
const mostCounted = 100

/** Throws 409 `role_in_use` with the users who have the role, and whether it's a default role. */
export const requireUnused = async (account: Account, roleId: string, now: Date): Promise<void> => {
  const isDefault = account.defaultRoleIds.includes(roleId)
  let users = 0
  let cursor: string | undefined
  do {
    const page = await findUsers(account.accountId, { roleId, limit: mostCounted, cursor }, now)
    users += page.items.length
    cursor = page.nextCursor
  } while (cursor !== undefined && users < mostCounted)
  if (!isDefault && users === 0) return
  const moreUsers = cursor !== undefined
  const count = `${moreUsers ? 'at least ' : ''}${users} ${users === 1 && !moreUsers ? 'user has' : 'users have'} it`
  const detail = [...(isDefault ? ['it is a default role'] : []), ...(users > 0 ? [count] : [])].join(
    ', and ',
  )
  throw new Problem('role_in_use', `The role is in use: ${detail}`, {
    usedBy: { users, moreUsers, isDefault },
  })
}
