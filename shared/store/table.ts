/** The client of the table, and what all that use it share. */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { setting } from './settings.ts'

export const documents = DynamoDBDocumentClient.from(
  new DynamoDBClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } }),
  { marshallOptions: { removeUndefinedValues: true } },
)

export const table = () => ({ TableName: setting('TABLE_NAME') })

/** Whether the write was refused by its own condition, so that nothing changed. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some((reason) => reason.Code === 'ConditionalCheckFailed'))

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  !isRefused(error) &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict')

const attempts = 5

/** A transaction. The SDK does not retry one that met another on the same item, so this does, with jitter. */
export const transact = async (
  items: NonNullable<TransactWriteCommandInput['TransactItems']>,
  random: () => number,
  attempt = 1,
): Promise<void> => {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: items }))
  } catch (error) {
    if (!isConflict(error) || attempt === attempts) throw error
    await new Promise((resume) => setTimeout(resume, random() * 50 * 2 ** attempt))
    await transact(items, random, attempt + 1)
  }
}
