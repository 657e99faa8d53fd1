/**
 * Carries emails from the table's stream to the mail queue, where each is retried on its own. Each account is a message
 * group: the queue serves the groups in turn, so that no account's emails wait for a neighbor's.
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

/** SQS accepts 10 messages per call. */
const batchSize = 10

type Message = { readonly sequence: string; readonly key: MailKey }

export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  const read = await Promise.all(Records.filter(isQueuedNow).map(messageOf))
  const messages = read.flatMap(({ message }) => message ?? [])
  const sent = await Promise.all(batchesOf(messages, batchSize).map(sendBatch))
  const failed = [...read.flatMap(({ failed: sequence }) => sequence ?? []), ...sent.flat()]
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

/**
 * Whether this change queued the email, or the sweeper queued it again. A user whose email waits can change in other
 * ways.
 */
const isQueuedNow = ({ dynamodb: { OldImage, NewImage } = {} }: DynamoDBRecord): boolean =>
  OldImage?.mail?.M?.state?.S !== 'queued' ||
  OldImage.nonce?.S !== NewImage?.nonce?.S ||
  OldImage.gsi3sk?.S !== NewImage?.gsi3sk?.S

/**
 * The message for a record; nothing for a record that was put aside, and the sequence number of one that has to be
 * retried.
 */
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

/** Sends the messages, and returns the sequence numbers of those that the queue didn't accept. */
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

/** The account: `ACCOUNT#a` and `JOIN#a` both belong to `a`. */
const groupOf = ({ pk }: MailKey): string => pk.slice(pk.indexOf('#') + 1)
