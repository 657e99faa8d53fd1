import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { Account, Role } from '../accounts/account.ts'
import { queuedIndex } from '../mail/overdue-mails.ts'
import { Problem } from '../problem.ts'
import { type Claim, claimWrites, ownerOf, requireUnclaimed } from '../table/claims.ts'
import {
  absent,
  allOf,
  anyOf,
  type Condition,
  equals,
  greaterThan,
  lessThan,
  not,
  unchanged,
} from '../table/expressions.ts'
import {
  addressIndexKey,
  externalUserKey,
  invitedIndexKey,
  remindIndexKey,
  userKey,
  usersIndexKey,
} from '../table/keys.ts'
import { findItems } from '../table/many-items.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved } from '../table/tombstones.ts'
import { isRefused, putOf, tryWrite, updateOf, type WriteItem, write } from '../table/writes.ts'
import { membersUpdate, seated } from './membership-counts.ts'
import { searchKeyOf } from './search.ts'
import { statusAt, type UserRecord, userRecord } from './user.ts'

/** The tombstone of a removed user. */
const removal = z.object({ status: z.literal('removed'), barred: z._default(z.boolean(), false) })
export type Removal = z.output<typeof removal>

/** The user, strongly consistent; undefined if there is none. */
export const findUser = async (accountId: string, userId: string): Promise<UserRecord | undefined> =>
  (await findUserOrRemoval(accountId, userId)).user

/** Many users, in any order. */
export const findEachUser = async (
  places: readonly { readonly accountId: string; readonly userId: string }[],
): Promise<readonly UserRecord[]> =>
  (await findItems(places.map(({ accountId, userId }) => userKey(accountId, userId)))).map((found) =>
    userRecord.parse(found),
  )

/** The user with this external id; undefined where there is none. */
export const findExternalUser = async (
  accountId: string,
  externalId: string,
): Promise<UserRecord | undefined> => {
  const userId = await ownerOf(externalUserKey(accountId, externalId))
  const user = userId === undefined ? undefined : await findUser(accountId, userId)
  return user?.externalId === externalId ? user : undefined
}

/** The user's claim to their external ID; undefined without one, and once they declined. */
export const userClaim = (user: UserRecord | undefined): Claim | undefined =>
  user?.externalId === undefined || user.status === 'declined'
    ? undefined
    : { key: externalUserKey(user.accountId, user.externalId), owner: user.userId }

type Found = { readonly user?: UserRecord; readonly removal?: Removal }

/** The user, or their tombstone. */
export const findUserOrRemoval = async (accountId: string, userId: string): Promise<Found> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: userKey(accountId, userId), ConsistentRead: true }),
  )
  if (!Item) return {}
  return isRemoved(Item) ? { removal: removal.parse(Item) } : { user: userRecord.parse(Item) }
}

/**
 * Adds the user, and returns them; where the very same request has added them before, as they are by now. Undefined where
 * somebody else took the last seat first. 409 `user_exists` where the address is in the account, since an insert never
 * overwrites, and `external_id_taken`.
 */
export const addUser = async (
  account: Account,
  user: UserRecord,
  now: Date,
): Promise<UserRecord | undefined> => {
  const added = seated(account, undefined, user)
  try {
    await write([
      additionOf(added),
      ...membersUpdate(account, undefined, added),
      ...claimWrites(undefined, userClaim(added)),
    ])
    return added
  } catch (error) {
    if (!isRefused(error)) throw error
    const there = presentUser(error)
    if (!there) {
      await requireUnclaimed(userClaim(added))
      return undefined
    }
    const present = userRecord.parse(there)
    if (isRepeated(user, present)) return present
    throw new Problem('user_exists', undefined, {
      userId: present.userId,
      userStatus: statusAt(present, now),
    })
  }
}

/** The existing user that blocks an addition, which is the first write of its transaction. */
const presentUser = (error: unknown) => {
  const item =
    error instanceof ConditionalCheckFailedException
      ? error.Item
      : error instanceof TransactionCanceledException
        ? error.CancellationReasons?.[0]?.Item
        : undefined
  return item && unmarshall(item)
}

/**
 * Whether both come from one request: the very same write, repeated because its answer was lost, or one person's with
 * one key.
 */
const isRepeated = (user: UserRecord, present: UserRecord): boolean =>
  user.nonce === present.nonce ||
  (user.idempotencyKey !== undefined &&
    user.idempotencyKey === present.idempotencyKey &&
    user.invitedBy === present.invitedBy)

type Joining = {
  readonly account: Account
  readonly user: UserRecord
  /** Writes that go into the same transaction. */
  readonly along?: readonly WriteItem[]
  /** When they asked to join. If somebody removed them after that, the removal wins. */
  readonly asked?: string | undefined
}

/**
 * Adds a user who joins through the invite link. False if the address was added first, somebody else got the last seat
 * or use of the link, or they were removed and may not rejoin.
 */
export const tryAddUser = async ({ account, user, along = [], asked }: Joining): Promise<boolean> => {
  const added = seated(account, undefined, user)
  const mayRejoin = allOf(
    asked === undefined ? undefined : lessThan('updatedAt', asked),
    account.removedMayRejoin ? undefined : not(equals('barred', true)),
  )
  const anyRemoved = asked === undefined && account.removedMayRejoin
  return tryWrite(
    additionOf(added, anyRemoved ? undefined : mayRejoin),
    ...along,
    ...membersUpdate(account, undefined, added),
  )
}

/** Puts a user if there's none, one who declined, or a removed one for whom this condition holds. */
export const additionOf = (user: UserRecord, ofRemoved?: Condition): WriteItem =>
  putOf(
    itemOf(user),
    anyOf(absent('pk'), equals('status', 'declined'), allOf(equals('status', 'removed'), ofRemoved)),
  )

const itemOf = (user: UserRecord) => ({
  ...userKey(user.accountId, user.userId),
  ...usersIndexKey(user.accountId, user.email),
  ...addressIndexKey(user.accountId, user.email),
  ...queuedIndex(user),
  ...invitedIndex(user),
  type: 'user',
  searchKey: searchKeyOf(user),
  ...user,
  seat: user.seat ?? false,
})

/** By when a reminder is due, or else by when the invitation expires, for the sweeps of both. */
export const invitedIndex = ({ userId, status, expiresAt, remindAt }: UserRecord) => {
  if ((status !== 'invited' && status !== 'declined') || expiresAt === undefined) return {}
  return status === 'declined' || remindAt === undefined
    ? invitedIndexKey(userId, expiresAt)
    : remindIndexKey(userId, remindAt)
}

/** Nobody else has changed the user since they were read. Sending an email and being seen don't count as changes. */
export const unchangedSince = ({ status, roleIds, nonce, updatedAt, seat }: UserRecord): Condition =>
  allOf(
    equals('status', status),
    equals('roleIds', roleIds),
    equals('nonce', nonce),
    equals('updatedAt', updatedAt),
    unchanged('seat', seat),
  )

type Activation = {
  readonly account: Account
  readonly user: UserRecord
  readonly roles: readonly Role[]
  readonly now: Date
}

/**
 * Makes an invited user active. False if somebody else changed the user or took the last seat first; then nothing has
 * changed.
 */
export const activateUser = ({ account, user, roles, now }: Activation): Promise<boolean> => {
  const roleIds = roles.map((role) => role.roleId)
  const active = seated(account, user, { ...user, roleIds, status: 'active' })
  const at = now.toISOString()
  const { status, seat, accessUntil, userId } = active
  return tryWrite(
    updateOf(userKey(user.accountId, userId), {
      set: {
        status,
        roleIds,
        seat,
        accessUntil,
        acceptedAt: at,
        updatedAt: at,
        updatedBy: userId,
        expiresAt: null,
        remindAt: null,
        message: null,
        gsi4pk: null,
        gsi4sk: null,
      },
      on: allOf(unchangedSince(user), greaterThan('expiresAt', at)),
    }),
    ...membersUpdate(account, user, active),
  )
}
