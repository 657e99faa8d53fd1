/** Reading and writing users. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Account, Role } from '../accounts/account.ts'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { Problem } from '../problem.ts'
import { addressIndexKey, userKey, usersIndexKey } from '../table/keys.ts'
import { documents, isRefused, table, type WriteItem, write } from '../table/table.ts'
import { membersUpdate } from './membership-counts.ts'
import { searchKeyOf } from './search.ts'
import { statusAt, type UserRecord, userRecord } from './user.ts'

/** The user, strongly consistent; undefined where there is none. */
export const findUser = async (accountId: string, userId: string): Promise<UserRecord | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: userKey(accountId, userId), ConsistentRead: true }),
  )
  return Item && !isRemoved(Item) ? userRecord.parse(Item) : undefined
}

/** Whether a stored user is what is left of one: who was removed, by whom and when, without anything personal. */
export const isRemoved = ({ status }: Readonly<Record<string, unknown>>): boolean => status === 'removed'

/**
 * Adds the user, and returns them; where the very same request has added them before, as they are by now. 409
 * `user_exists` where the address is in the account: an insert never overwrites.
 */
export const addUser = async (user: UserRecord, now: Date): Promise<UserRecord> => {
  try {
    await documents.send(new PutCommand(additionOf(user)))
    return user
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error
    const present = userRecord.parse(unmarshall(error.Item))
    if (isRepeated(user, present)) return present
    throw new Problem('user_exists', undefined, {
      userId: present.userId,
      userStatus: statusAt(present, now),
    })
  }
}

/** Whether both are of one request: the very same write, repeated for a lost answer, or one person's under one key. */
const isRepeated = (user: UserRecord, present: UserRecord): boolean =>
  user.nonce === present.nonce ||
  (user.idempotencyKey !== undefined &&
    user.idempotencyKey === present.idempotencyKey &&
    user.invitedBy === present.invitedBy)

/**
 * Adds the user along with other items. False where the address, or what goes along, was there or gone first, or they were
 * removed after they had `asked`.
 */
export const tryAddUser = async (
  user: UserRecord,
  along: readonly WriteItem[],
  random: () => number,
  asked?: string,
): Promise<boolean> => {
  try {
    await write([{ Put: additionOf(user, asked) }, ...along], random)
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** Puts a user where there is none, or was one who was removed, before they `asked` if they did. */
export const additionOf = (user: UserRecord, asked?: string): PutCommandInput => ({
  ...table(),
  Item: itemOf(user),
  ConditionExpression: `attribute_not_exists(pk) OR (#status = :removed${asked ? ' AND updatedAt < :asked' : ''})`,
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':removed': 'removed', ...(asked && { ':asked': asked }) },
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
})

const itemOf = (user: UserRecord) => ({
  ...userKey(user.accountId, user.userId),
  ...usersIndexKey(user.accountId, user.email),
  ...addressIndexKey(user.accountId, user.email),
  ...queuedIndex(user),
  type: 'user',
  searchKey: searchKeyOf(user),
  ...user,
})

type Activation = {
  readonly account: Account
  readonly user: UserRecord
  readonly roles: readonly Role[]
  readonly now: Date
  readonly random: () => number
}

/** Makes an invited user active. False where somebody else changed the user or took the last seat first, so that nothing changed. */
export const activateUser = async ({ account, user, roles, now, random }: Activation): Promise<boolean> => {
  const roleIds = roles.map((role) => role.roleId)
  const update = {
    ...table(),
    Key: userKey(user.accountId, user.userId),
    UpdateExpression:
      'SET #status = :active, roleIds = :roleIds, acceptedAt = :now, updatedAt = :now, updatedBy = :userId REMOVE expiresAt, message',
    ConditionExpression:
      '#status = :invited AND nonce = :nonce AND expiresAt > :now AND updatedAt = :wasUpdatedAt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':active': 'active',
      ':invited': 'invited',
      ':roleIds': roleIds,
      ':nonce': user.nonce,
      ':wasUpdatedAt': user.updatedAt,
      ':now': now.toISOString(),
      ':userId': user.userId,
    },
  }
  try {
    const active = { ...user, roleIds, status: 'active' } as const
    await write([{ Update: update }, ...membersUpdate(account, user, active)], random)
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}
