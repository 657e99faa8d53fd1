/** The client of the table, and what all that use it share. */
import { AsyncLocalStorage } from 'node:async_hooks'
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { setting } from '../settings.ts'
import { attempts, waitForTurn } from './optimistic-retry.ts'

export const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } }),
  { marshallOptions: { removeUndefinedValues: true } },
)

const underway = new AsyncLocalStorage<AbortSignal>()

/**
 * Runs what may call the table until the signal says that its time is over: then it begins nothing more. Lambda holds an
 * instance that has answered, and what it has left to do would go on with its next event, minutes later.
 */
export const untilAborted = <T>(signal: AbortSignal, run: () => T): T => underway.run(signal, run)

documents.middlewareStack.add(
  (next) => (args) => {
    underway.getStore()?.throwIfAborted()
    return next(args)
  },
  // Behind the SDK's own tries, so that each of them is held to it.
  { step: 'finalizeRequest', priority: 'low', name: 'untilAborted' },
)

export const table = () => ({ TableName: setting('TABLE_NAME') })

/** Whether the write, or one that it goes with, was refused by its own condition, so that nothing changed. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed'))

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  !isRefused(error) &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict')

/** The parts of an update that sets these attributes: null takes one away, and undefined leaves it. */
export const assigned = (values: Readonly<Record<string, unknown>>) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  const set = given.filter(([, value]) => value !== null)
  const gone = given.filter(([, value]) => value === null)
  return {
    UpdateExpression: [
      `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ...(gone.length === 0 ? [] : [`REMOVE ${gone.map(([name]) => `#${name}`).join(', ')}`]),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  }
}

/** A write that may stand alone or go with others in a transaction. */
export type WriteItem =
  | { readonly Put: PutCommandInput }
  | { readonly Update: UpdateCommandInput & { readonly UpdateExpression: string } }

/** Writes one item with one plain request, which costs half of a transaction, and several in one transaction. */
export const write = async (items: readonly WriteItem[], random: () => number): Promise<void> => {
  const [item] = items
  if (items.length !== 1 || item === undefined) return transact([...items], random)
  if ('Put' in item) await documents.send(new PutCommand(item.Put))
  else await documents.send(new UpdateCommand(item.Update))
}

/** A transaction. The SDK does not retry one that met another on the same item, so this does, with jitter. */
const transact = async (items: WriteItem[], random: () => number, attempt = 1): Promise<void> => {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: items }))
  } catch (error) {
    if (!isConflict(error) || attempt === attempts) throw error
    await waitForTurn(attempt, random)
    await transact(items, random, attempt + 1)
  }
}
