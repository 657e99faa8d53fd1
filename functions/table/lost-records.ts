/**
 * Records of the table's stream that a function can't read. Each is put aside at once, so it doesn't block the others.
 */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord } from 'aws-lambda'
import { logError } from '../http/log.ts'
import { setting } from '../settings.ts'

const queue = new SQSClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } })

/**
 * Puts the record's position in the stream on the queue where Lambda puts records that it gave up on, without its
 * contents. Throws if the queue doesn't accept it; the record then has to be retried.
 */
export const putAside = async (
  { eventSourceARN, dynamodb }: DynamoDBRecord,
  error: unknown,
  operation: string,
): Promise<void> => {
  logError(error, { operation, outcome: 'put aside' })
  const number = dynamodb?.SequenceNumber
  const place = {
    streamArn: eventSourceARN,
    startSequenceNumber: number,
    endSequenceNumber: number,
    batchSize: 1,
  }
  await queue.send(
    new SendMessageCommand({
      QueueUrl: setting('LOST_RECORDS_QUEUE_URL'),
      MessageBody: JSON.stringify({ DDBStreamBatchInfo: place }),
    }),
  )
}
