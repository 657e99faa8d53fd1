/** Deletions of accounts: a record beside the account, which outlives it so that no old export brings it back. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { absent, allOf, equals } from '../table/expressions.ts'
import {
  accountIdOfDeletion,
  accountKey,
  deletionIndexKey,
  deletionKey,
  erasuresIndexKey,
} from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { deletionOf, putOf, type Stamp, stamp, tryWrite, updateOf } from '../table/writes.ts'
import type { Account } from './account.ts'
import type { Deletion } from './deletion.ts'

const deletion = z.pipe(
  z.object({
    accountId: z.string(),
    deletedAt: z.string(),
    deletedBy: z.string(),
    erasingSince: z.optional(z.string()),
    erasedAt: z.optional(z.string()),
    gsi4sk: z.optional(z.string()),
    counts: z.record(z.string(), z.number()),
  }),
  z.transform(({ gsi4sk: due, ...found }) => ({ ...found, due })),
)

/** Deletes the account as it was read, by its name. False if somebody else renamed, deleted or restored it first. */
export const tryDeleteAccount = (
  { accountId, name, deletedAt, restorableUntil = '' }: Account,
  by: Stamp,
): Promise<boolean> =>
  tryWrite(
    updateOf(accountKey(accountId), {
      set: { deletedAt, restorableUntil, ...stamp(by) },
      on: allOf(equals('name', name), absent('deletedAt')),
    }),
    putOf({
      ...deletionKey(accountId),
      ...erasuresIndexKey(accountId),
      ...deletionIndexKey(restorableUntil),
      type: 'deletion',
      accountId,
      deletedAt,
      restorableUntil,
      deletedBy: by.by,
      counts: {},
    }),
  )

/** Restores the account as it was read. False if somebody else was first, or its erasure has begun. */
export const tryRestoreAccount = ({ accountId, deletedAt }: Account, by: Stamp): Promise<boolean> =>
  tryWrite(
    updateOf(accountKey(accountId), {
      set: { deletedAt: null, restorableUntil: null, ...stamp(by) },
      on: equals('deletedAt', deletedAt),
    }),
    deletionOf(deletionKey(accountId), absent('erasingSince')),
  )

export const findDeletion = async (accountId: string): Promise<Deletion | undefined> => {
  const { Item } = await documents.send(
    new GetCommand({ ...table(), Key: deletionKey(accountId), ConsistentRead: true }),
  )
  return Item && deletion.parse(Item)
}

/** Accounts that a run handles; the others wait for the next. */
const mostAtOnce = 100

/** The ids of accounts whose grace period has ended by now, or that are due for another pass. The index may lag. */
export const findDueDeletions = async (now: Date): Promise<readonly string[]> => {
  const { gsi4pk, gsi4sk } = deletionIndexKey(now.toISOString())
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi4',
      KeyConditionExpression: 'gsi4pk = :deleted AND gsi4sk <= :now',
      ExpressionAttributeValues: { ':deleted': gsi4pk, ':now': gsi4sk },
      Limit: mostAtOnce,
    }),
  )
  return Items.map(({ pk }) => accountIdOfDeletion(String(pk)))
}

/** Begins erasing, or continues. False if it isn't due, or the account was restored in the meantime. */
export const beginErasing = async (
  { accountId, deletedAt, erasingSince, due }: Deletion,
  now: Date,
): Promise<boolean> => {
  if (due === undefined || due > now.toISOString()) return false
  if (erasingSince !== undefined) return true
  return tryWrite(
    updateOf(deletionKey(accountId), {
      set: { erasingSince: now.toISOString() },
      on: equals('deletedAt', deletedAt),
    }),
  )
}
