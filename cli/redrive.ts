/** Hands functions again what they had given up on, and deletes each dead letter once it's done. */
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ResourceNotFoundException,
  type SequenceNumberRange,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod/mini'
import type { Aws } from './connection.ts'
import { asked, type DeadLetters } from './stack-outputs.ts'

/** How many letters are done, and how many stay in the queue. */
type Redriven = { readonly done: number; readonly left: number }

/** For records that Lambda gave up on, the letter says where they are in the stream, without their contents. */
const lostRecords = z.object({
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    /** Unknown if the function itself put the record aside. */
    shardId: z.optional(z.string()),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
  }),
})
type Place = z.output<typeof lostRecords>['DDBStreamBatchInfo']

/**
 * Writes these changes to the audit trail, and publishes them to the event bus. The stream keeps a change for 24 hours.
 */
export const redriveChanges = (aws: Aws): Promise<Redriven> =>
  redrive(aws, 'auditEvents', async (letter) => {
    const records = await recordsAt(aws, lostRecords.parse(letter).DDBStreamBatchInfo)
    return records && { Records: records, redriven: true }
  })

/** Lambda's letter wraps the event that its function failed on; EventBridge's letter is the event. */
const lostEvent = z.union([
  z.pipe(
    z.object({ requestPayload: z.looseObject({}) }),
    z.transform(({ requestPayload }) => requestPayload),
  ),
  z.looseObject({}),
])

/** Stores with the users what SES reported about their emails. */
export const redriveMailEvents = (aws: Aws): Promise<Redriven> =>
  redrive(aws, 'mailEvents', async (letter) => lostEvent.parse(letter))

type EventOf = (letter: unknown) => Promise<object | undefined>

/** Seconds that a received letter stays hidden, so that each is tried once per run. */
const hidden = 300

const redrive = async (aws: Aws, kind: keyof DeadLetters, eventOf: EventOf): Promise<Redriven> => {
  const { queueUrl: QueueUrl, functionName } = aws.deadLetters[kind]
  const queue = new SQSClient(aws.client)
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: hidden,
    // Without waiting, SQS may report a queue as empty when it isn't.
    WaitTimeSeconds: 5,
  })
  let [done, left] = [0, 0]
  for (;;) {
    const { Messages = [] } = await asked('A dead-letter queue could not be read', () => queue.send(receive))
    if (Messages.length === 0) return { done, left }
    for (const { Body = '', ReceiptHandle } of Messages) {
      const event = await eventOf(JSON.parse(Body))
      if (event && (await isDone(aws, functionName, event))) {
        await asked('A letter could not be taken out of its queue', () =>
          queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
        )
        done += 1
      } else left += 1
    }
  }
}

const answer = z._default(z.looseObject({ batchItemFailures: z._default(z.array(z.unknown()), []) }), {
  batchItemFailures: [],
})

/** Whether the function succeeds this time. */
const isDone = async (aws: Aws, FunctionName: string, event: object): Promise<boolean> => {
  const { FunctionError, Payload } = await asked(`${FunctionName} could not be called`, () =>
    new LambdaClient(aws.client).send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) })),
  )
  if (FunctionError !== undefined) return false
  const said: unknown = JSON.parse(Payload?.transformToString() || 'null')
  return answer.parse(said ?? undefined).batchItemFailures.length === 0
}

/** The records, in the form in which Lambda passes them on; undefined if the stream no longer has them. */
const recordsAt = async ({ dynamodb }: Aws, place: Place): Promise<object[] | undefined> => {
  const client = new DynamoDBStreamsClient(dynamodb)
  const records: StreamRecord[] = []
  try {
    const shardId = place.shardId ?? (await shardOf(client, place))
    if (shardId === undefined) return undefined
    let { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn: place.streamArn,
        ShardId: shardId,
        ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        SequenceNumber: place.startSequenceNumber,
      }),
    )
    while (ShardIterator !== undefined && !isPast(records.at(-1), place)) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator }))
      records.push(...(page.Records ?? []))
      ShardIterator = page.NextShardIterator
    }
  } catch (error) {
    if (error instanceof TrimmedDataAccessException || error instanceof ResourceNotFoundException)
      return undefined
    return asked('The stream could not be read', () => Promise.reject(error))
  }
  return records.filter((record) => sequenceOf(record) <= BigInt(place.endSequenceNumber)).map(lambdaRecord)
}

/**
 * The shard that has the record; undefined if none has. Shards' number ranges overlap, so each candidate is checked.
 */
const shardOf = async (client: DynamoDBStreamsClient, place: Place): Promise<string | undefined> => {
  const StreamArn = place.streamArn
  let ExclusiveStartShardId: string | undefined
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn, ...(ExclusiveStartShardId && { ExclusiveStartShardId }) }),
    )
    for (const { ShardId = '', SequenceNumberRange: range } of StreamDescription?.Shards ?? [])
      if (isWithin(range, place) && (await beginsWith(client, ShardId, place))) return ShardId
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId
  } while (ExclusiveStartShardId !== undefined)
  return undefined
}

const isWithin = (range: SequenceNumberRange = {}, { startSequenceNumber }: Place): boolean => {
  const number = BigInt(startSequenceNumber)
  const { StartingSequenceNumber = '0', EndingSequenceNumber: last } = range
  return BigInt(StartingSequenceNumber) <= number && (last === undefined || number <= BigInt(last))
}

/** Whether the shard's first record at that number is the right one. */
const beginsWith = async (client: DynamoDBStreamsClient, ShardId: string, place: Place): Promise<boolean> => {
  const SequenceNumber = place.startSequenceNumber
  const at = { StreamArn: place.streamArn, ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER' } as const
  try {
    const { ShardIterator } = await client.send(new GetShardIteratorCommand({ ...at, SequenceNumber }))
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }))
    return Records[0]?.dynamodb?.SequenceNumber === SequenceNumber
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationException') return false
    throw error
  }
}

const sequenceOf = ({ dynamodb }: StreamRecord): bigint => BigInt(dynamodb?.SequenceNumber ?? 0)
const isPast = (record: StreamRecord | undefined, { endSequenceNumber }: Place): boolean =>
  record !== undefined && sequenceOf(record) >= BigInt(endSequenceNumber)

const lambdaRecord = ({ dynamodb, ...record }: StreamRecord) => ({
  ...record,
  dynamodb: {
    ...dynamodb,
    ApproximateCreationDateTime: Math.floor((dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1_000),
  },
})
