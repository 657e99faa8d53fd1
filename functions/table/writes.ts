/** Conditional writes to the table, of one item or of several in a transaction. */
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  type DeleteCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { type Changes, type Condition, expressionsOf, updateExpressionsOf } from './expressions.ts'
import type { Key } from './keys.ts'
import { attempts, waitForTurn } from './optimistic-retry.ts'
import { documents, table } from './table.ts'

/** A write that can be sent by itself or as part of a transaction. */
export type WriteItem =
  | { readonly Put: PutCommandInput }
  | { readonly Update: UpdateCommandInput & { readonly UpdateExpression: string } }
  | { readonly Delete: DeleteCommandInput }

/** Puts the item over whatever is there, on this condition. If it's refused, the error carries the existing item. */
export const putOf = (Item: Key & Readonly<Record<string, unknown>>, on?: Condition): WriteItem => ({
  Put: {
    ...table(),
    Item,
    ...expressionsOf({ ConditionExpression: on }),
    ...(on && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  },
})

/** Makes all these changes to the item in one update. */
export const updateOf = (key: Key, ...changes: readonly Changes[]): WriteItem => ({
  Update: { ...table(), Key: key, ...updateExpressionsOf(changes) },
})

export const deletionOf = (key: Key, on?: Condition): WriteItem => ({
  Delete: { ...table(), Key: key, ...expressionsOf({ ConditionExpression: on }) },
})

/** Who wrote an item and when; the trail shows it. */
export type Stamp = { readonly by: string; readonly now: Date }
export const stamp = ({ by, now }: Stamp) => ({ updatedAt: now.toISOString(), updatedBy: by })

/** Writes one item with a plain request, which costs half as much as a transaction, and several in one transaction. */
export const write = async (items: readonly WriteItem[]): Promise<void> => {
  const [item] = items
  if (items.length !== 1 || item === undefined) return transact([...items])
  if ('Put' in item) await documents.send(new PutCommand(item.Put))
  else if ('Update' in item) await documents.send(new UpdateCommand(item.Update))
  else await documents.send(new DeleteCommand(item.Delete))
}

/** True once it's written; false if a condition refused it, in which case nothing has changed. */
export const tryWrite = async (...items: readonly WriteItem[]): Promise<boolean> => {
  try {
    await write(items)
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  }
}

/** Whether the write, or another in its transaction, was refused by its own condition, so that nothing has changed. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || reasonsOf(error).includes('ConditionalCheckFailed')

/** Why each item of a transaction was refused, in order; empty for any other error. */
export const reasonsOf = (error: unknown): (string | undefined)[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code)
    : []

/**
 * A transaction. The SDK doesn't retry conflicts with other transactions on the same item, so this does, with jitter.
 */
const transact = async (items: WriteItem[], attempt = 1): Promise<void> => {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: items }))
  } catch (error) {
    const conflict = !isRefused(error) && reasonsOf(error).includes('TransactionConflict')
    if (!conflict || attempt === attempts) throw error
    await waitForTurn(attempt)
    await transact(items, attempt + 1)
  }
}
