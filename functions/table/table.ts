/** The client of the table, and what all that use it share. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { setting } from '../settings.ts'

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
