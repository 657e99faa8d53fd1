/** The table's client, and what everyone who uses it shares. */
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
 * Runs code that may call the table. Once the signal aborts, it starts no further calls. Lambda freezes an instance
 * that has answered, and leftover work would continue with its next event, minutes later.
 */
export const untilAborted = <T>(signal: AbortSignal, run: () => T): T => underway.run(signal, run)

documents.middlewareStack.add(
  (next) => (args) => {
    underway.getStore()?.throwIfAborted()
    return next(args)
  },
  // After the SDK's retry step, so that it applies to every attempt.
  { step: 'finalizeRequest', priority: 'low', name: 'untilAborted' },
)

export const table = () => ({ TableName: setting('TABLE_NAME') })
