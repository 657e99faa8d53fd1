/** Writing the custom roles of an account. */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import type { Account, Role } from '../accounts/account.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { Problem } from '../problem.ts'
import { accountKey, roleKey } from '../table/keys.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { documents, isRefused, table, type WriteItem, write } from '../table/table.ts'
import { findUsers } from '../users/user-pages.ts'

type By = { readonly by: string; readonly now: Date; readonly random: () => number }

/** The role as `shape` makes it of the account as it is. Throws what `shape` throws. */
export const saveRole = (account: Account, shape: (account: Account) => Role, by: By): Promise<Role> =>
  withOptimisticRetry(account, { ...readAgain, random: by.random }, async (current) => {
    const role = shape(current)
    return (await writeRole(current, putOf(current, role, by), by)) ? role : undefined
  })

/** Deletes the role that `check` finds. Throws what `check` throws. */
export const deleteRole = (account: Account, check: (account: Account) => Role, by: By): Promise<true> =>
  withOptimisticRetry(account, { ...readAgain, random: by.random }, async (current) => {
    const { roleId } = check(current)
    if (!(await writeRole(current, deletionOf(current, roleId, by), by))) return undefined
    await sweep(current.accountId, roleId)
    return true
  })

/** Takes away what is left of a role; not one that was made anew with its id meanwhile. */
const sweep = async (accountId: string, roleId: string): Promise<void> => {
  try {
    await documents.send(
      new DeleteCommand({
        ...table(),
        Key: roleKey(accountId, roleId),
        ConditionExpression: 'deleted = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    )
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}

const readAgain = {
  missing: 'account_not_found',
  again: ({ accountId }: Account) => findAccount(accountId),
} as const

/** False where somebody else wrote a role first: names and their number rest on all roles of the account. */
const writeRole = async (account: Account, item: WriteItem, { random }: By): Promise<boolean> => {
  const { accountId, rolesVersion } = account
  const version = {
    Update: {
      ...table(),
      Key: accountKey(accountId),
      UpdateExpression: 'SET rolesVersion = :next',
      ConditionExpression:
        rolesVersion === 0
          ? 'attribute_exists(pk) AND attribute_not_exists(rolesVersion)'
          : 'rolesVersion = :version',
      ExpressionAttributeValues: {
        ':next': rolesVersion + 1,
        ...(rolesVersion === 0 ? {} : { ':version': rolesVersion }),
      },
    },
  }
  try {
    await write([item, version], random)
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** Days after which TTL sweeps what is left of a role, where nobody came to it. */
const daysKept = 1

const putOf = ({ accountId }: Account, role: Role, { by, now }: By): WriteItem => {
  const { roleId, name, description, permissions } = role
  return {
    Put: {
      ...table(),
      Item: {
        ...roleKey(accountId, roleId),
        type: 'role',
        roleId,
        name,
        description,
        permissions,
        updatedAt: now.toISOString(),
        updatedBy: by,
      },
    },
  }
}

/** What is left of a role for a moment, so that the stream tells the trail who deleted it and when. */
const deletionOf = ({ accountId }: Account, roleId: string, { by, now }: By): WriteItem => ({
  Put: {
    ...table(),
    Item: {
      ...roleKey(accountId, roleId),
      type: 'role',
      roleId,
      deleted: true,
      updatedAt: now.toISOString(),
      updatedBy: by,
      ttl: Math.floor(now.getTime() / 1_000) + daysKept * 86_400,
    },
  },
})

/** Users counted at most: beyond it, "more" says as much. */
const mostCounted = 100

/** Returns nothing. 409 `role_in_use` with where: who has the role, and whether it is default. */
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
