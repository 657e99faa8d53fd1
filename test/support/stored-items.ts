/** Items as stored in the table, for tests and benchmarks that write them directly, bypassing the rules. */

import { accountKey, addressIndexKey, userKey, usersIndexKey } from '../../functions/table/keys.ts'
import { searchKeyOf } from '../../functions/users/search.ts'
import { userIdOf } from '../../functions/users/user.ts'

export type StoredUser = {
  readonly email: string
  readonly name?: string
  readonly roleIds?: readonly string[]
  readonly status?: string
  readonly mail?: object
  readonly expiresAt?: string
  readonly accessUntil?: string
  readonly lastSeenOn?: string
  /** Undefined for a user who was last written before search folded accents. */
  readonly searchKey?: string | undefined
}

/** A user, active unless stated otherwise. */
export const userItem = (accountId: string, { email, name = 'Some Body', ...rest }: StoredUser) => {
  const userId = userIdOf(accountId, email)
  const now = new Date().toISOString()
  return {
    ...userKey(accountId, userId),
    ...usersIndexKey(accountId, email),
    ...addressIndexKey(accountId, email),
    type: 'user',
    searchKey: searchKeyOf({ email, name }),
    accountId,
    userId,
    email,
    name,
    roleIds: ['member'],
    status: 'active',
    source: 'manual',
    invitedAt: now,
    acceptedAt: rest.status === 'invited' ? undefined : now,
    nonce: 'none',
    mail: { state: 'skipped', at: now },
    updatedAt: now,
    updatedBy: 'bootstrap',
    ...rest,
  }
}

/** An account with one administrator, whose user is stored separately. */
export const accountItem = (accountId: string, { name, admin }: { name: string; admin: string }) => ({
  ...accountKey(accountId),
  type: 'account',
  accountId,
  name,
  defaultRoleIds: ['member'],
  admins: new Set([userIdOf(accountId, admin)]),
})
