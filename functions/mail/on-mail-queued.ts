/** Carries mails from the table's stream to the mail queue, where each has its own retries. */
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { mailKey } from './stored-mails.ts'

const queue = new SQSClient({})

/** SQS takes 10 messages a call. */
const batchSize = 10

export const handler = async ({ Records: changes }: DynamoDBStreamEvent) => {
  const Records = changes.filter(isQueuedNow)
  const entries = Records.map((record, index) => ({ Id: String(index), MessageBody: messageOf(record) }))
  const failed: string[] = []
  for (const Entries of batchesOf(entries, batchSize)) {
    const { Failed = [] } = await queue.send(
      new SendMessageBatchCommand({ QueueUrl: setting('MAIL_QUEUE_URL'), Entries }),
    )
    failed.push(...Failed.map(({ Id }) => Records[Number(Id)]?.dynamodb?.SequenceNumber ?? ''))
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** Whether the change queued the mail, or the sweeper queued it again; a user whose mail waits may change otherwise. */
const isQueuedNow = ({ dynamodb: { OldImage, NewImage } = {} }: DynamoDBRecord): boolean =>
  OldImage?.mail?.M?.state?.S !== 'queued' ||
  OldImage.nonce?.S !== NewImage?.nonce?.S ||
  OldImage.gsi3sk?.S !== NewImage?.gsi3sk?.S

const messageOf = ({ dynamodb }: DynamoDBRecord): string =>
  JSON.stringify(
    mailKey.parse({
      pk: dynamodb?.Keys?.pk?.S,
      sk: dynamodb?.Keys?.sk?.S,
      nonce: dynamodb?.NewImage?.nonce?.S,
    }),
  )
