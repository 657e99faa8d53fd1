/** Reads the table's stream as Lambda does: from its beginning, filtered, in batches, with retries and bisecting. */
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams'
import { matches } from '../services/event-pattern.ts'
import type { Queue } from '../services/queues.ts'
import type { Invokable } from './local-function.ts'
import { type Mapping, millisecondsBetweenPolls, partialFailures, pause } from './mapping.ts'

type Parts = {
  readonly client: DynamoDBStreamsClient
  readonly streamArn: string
  readonly lambda: Invokable
  readonly mapping: Mapping
  readonly lost: Queue | undefined
}

/** What a function gets of a record. */
const lambdaRecord = (streamArn: string, { eventID, eventName, dynamodb }: StreamRecord) => ({
  eventID,
  eventName,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  eventSourceARN: streamArn,
  dynamodb: {
    ...dynamodb,
    ApproximateCreationDateTime: Math.floor((dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1_000),
  },
})
type LambdaRecord = ReturnType<typeof lambdaRecord>

type Place = { readonly shardId: string; readonly ending: AbortSignal }

export class StreamReader {
  readonly #parts: Parts
  readonly #patterns: readonly unknown[]
  readonly #shards = new Map<string, Promise<void>>()
  /** The sequence number of what was delivered last, by shard. */
  readonly #delivered = new Map<string, string>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#patterns = (parts.mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern))
  }

  /**
   * Until `ending`. The engine begins new shards now and then, so they are looked for all the time; where it does not
   * answer, as while it is started again, each shard is read on from where it was.
   */
  async run(ending: AbortSignal): Promise<void> {
    const { client, streamArn } = this.#parts
    while (!ending.aborted) {
      const described = await client
        .send(new DescribeStreamCommand({ StreamArn: streamArn }))
        .catch(() => undefined)
      for (const { ShardId = '' } of described?.StreamDescription?.Shards ?? [])
        if (!this.#shards.has(ShardId))
          this.#shards.set(
            ShardId,
            this.#readShard(ShardId, ending).catch(() => void this.#shards.delete(ShardId)),
          )
      await pause(10 * millisecondsBetweenPolls)
    }
    await Promise.allSettled(this.#shards.values())
  }

  async #readShard(ShardId: string, ending: AbortSignal): Promise<void> {
    const { client, streamArn: StreamArn, mapping } = this.#parts
    const last = this.#delivered.get(ShardId)
    let { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn,
        ShardId,
        ...(last === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last }),
      }),
    )
    while (ShardIterator !== undefined && !ending.aborted) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }))
      const wanted = Records.map((record) => lambdaRecord(StreamArn, record)).filter((record) =>
        this.#wants(record),
      )
      for (let start = 0; start < wanted.length; start += mapping.BatchSize)
        await this.deliver(wanted.slice(start, start + mapping.BatchSize), { shardId: ShardId, ending })
      const delivered = Records.at(-1)?.dynamodb?.SequenceNumber
      if (delivered !== undefined) this.#delivered.set(ShardId, delivered)
      ShardIterator = NextShardIterator
      if (Records.length === 0) await pause(millisecondsBetweenPolls)
    }
  }

  #wants(record: LambdaRecord): boolean {
    return this.#patterns.length === 0 || this.#patterns.some((pattern) => matches(pattern, record))
  }

  /** Hands the batch to the function until it is done with or given up: then its place in the stream goes to `lost`. */
  async deliver(batch: readonly LambdaRecord[], from: Place, attempt = 0): Promise<void> {
    const { lambda, mapping, lost } = this.#parts
    const outcome = await lambda.invoke({ Records: batch })
    const rest = 'failed' in outcome ? batch : unfinished(batch, outcome.result)
    if (rest.length === 0 || from.ending.aborted) return
    if (attempt >= mapping.MaximumRetryAttempts || ageOf(rest) > mapping.MaximumRecordAgeInSeconds) {
      lost?.send(JSON.stringify(lostBatch(rest, from.shardId)))
      return
    }
    await pause(Math.min(50 * 2 ** attempt, 5_000))
    if ('failed' in outcome && mapping.BisectBatchOnFunctionError && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2)
      await this.deliver(rest.slice(0, middle), from, attempt + 1)
      await this.deliver(rest.slice(middle), from, attempt + 1)
    } else await this.deliver(rest, from, attempt + 1)
  }
}

/** What Lambda tells of records that it gave up on: where they lie, and nothing of what is in them. */
const lostBatch = (records: readonly LambdaRecord[], shardId: string) => ({
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
    batchSize: records.length,
    streamArn: records[0]?.eventSourceARN,
  },
})

/** Seconds since the oldest of them was written. */
const ageOf = ([oldest]: readonly LambdaRecord[]): number =>
  Date.now() / 1_000 - (oldest?.dynamodb.ApproximateCreationDateTime ?? 0)

/** From the first record that failed on: a stream keeps its order. */
const unfinished = (batch: readonly LambdaRecord[], result: unknown): readonly LambdaRecord[] => {
  const failed = new Set(
    partialFailures.parse(result ?? undefined).batchItemFailures.map((one) => one.itemIdentifier),
  )
  const first = batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber ?? ''))
  return first === -1 ? [] : batch.slice(first)
}
