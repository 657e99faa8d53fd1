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

/** A call by the name of its IAM action, without the service: `PutItem`. */
export type Call = { readonly name: string; readonly input: object }

type Around = <Result>(call: Call, go: () => Promise<Result>) => Promise<Result>
const nothing: Around = (_, go) => go()
const around = { call: nothing, attempt: nothing }

/**
 * Puts this around every call from now on, or around each of its attempts: the SDK repeats one that may succeed the next
 * time. Tests watch the table's calls here, hold them up and break them.
 */
export const putAround = (what: 'call' | 'attempt', way: Around = nothing): void => {
  around[what] = way
}

const callOf = (input: object, { commandName = '' }: { readonly commandName?: string }): Call => ({
  name: commandName.replace(/Command$/, ''),
  input,
})

documents.middlewareStack.add(
  (next, context) => (args) => around.call(callOf(args.input, context), () => next(args)),
  { step: 'initialize', name: 'call' },
)
documents.middlewareStack.add(
  (next, context) => (args) =>
    around.attempt(callOf(args.input, context), () => {
      underway.getStore()?.throwIfAborted()
      return next(args)
    }),
  // After the SDK's retry step, so that it applies to every attempt.
  { step: 'finalizeRequest', priority: 'low', name: 'attempt' },
)

export const table = () => ({ TableName: setting('TABLE_NAME') })
