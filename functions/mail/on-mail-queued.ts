/**
 * Carries mails from the table's stream to the mail queue, where each has its own retries. Each account is a group of its
 * own there: the queue deals out the groups in fair turns, so that no account's mails wait for a neighbour's.
 */
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { logError } from '../http/log.ts'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { putAside } from '../table/lost-records.ts'
import { type MailKey, mailKey } from './stored-mails.ts'

const queue = new SQSClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } })

const operation = 'onMailQueued'

/** SQS takes 10 messages a call. */
const batchSize = 10

type Message = { readonly sequence: string; readonly key: MailKey }

export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  const read = await Promise.all(Records.filter(isQueuedNow).map(messageOf))
  const messages = read.flatMap(({ message }) => message ?? [])
  const sent = await Promise.all(batchesOf(messages, batchSize).map(sendBatch))
  const failed = [...read.flatMap(({ failed: sequence }) => sequence ?? []), ...sent.flat()]
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** Whether the change queued the mail, or the sweeper queued it again; a user whose mail waits may change otherwise. */
const isQueuedNow = ({ dynamodb: { OldImage, NewImage } = {} }: DynamoDBRecord): boolean =>
  OldImage?.mail?.M?.state?.S !== 'queued' ||
  OldImage.nonce?.S !== NewImage?.nonce?.S ||
  OldImage.gsi3sk?.S !== NewImage?.gsi3sk?.S

/** The message of a record; nothing of one that was put aside, and the number of one that has to come again. */
const messageOf = async (
  record: DynamoDBRecord,
): Promise<{ readonly message?: Message; readonly failed?: string }> => {
  const { Keys, NewImage, SequenceNumber: sequence = '' } = record.dynamodb ?? {}
  const key = mailKey.safeParse({ pk: Keys?.pk?.S, sk: Keys?.sk?.S, nonce: NewImage?.nonce?.S })
  if (key.success) return { message: { sequence, key: key.data } }
  try {
    await putAside(record, key.error, operation)
    return {}
  } catch (error) {
    logError(error, { operation })
    return { failed: sequence }
  }
}

/** Sends them, and returns the numbers of those that the queue did not take. */
const sendBatch = async (messages: readonly Message[]): Promise<string[]> => {
  const Entries = messages.map(
    ({ key }, index): SendMessageBatchRequestEntry => ({
      Id: String(index),
      MessageBody: JSON.stringify(key),
      MessageGroupId: groupOf(key),
    }),
  )
  try {
    const { Failed = [] } = await queue.send(
      new SendMessageBatchCommand({ QueueUrl: setting('MAIL_QUEUE_URL'), Entries }),
    )
    return Failed.map(({ Id }) => messages[Number(Id)]?.sequence ?? '')
  } catch (error) {
    logError(error, { operation })
    return messages.map(({ sequence }) => sequence)
  }
}

/** The account: `ACCOUNT#a` and `JOIN#a` are both of `a`. */
const groupOf = ({ pk }: MailKey): string => pk.slice(pk.indexOf('#') + 1)
