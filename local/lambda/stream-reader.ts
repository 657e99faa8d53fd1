/** Reads the table's stream as Lambda does: from its beginning, filtered, in batches, with retries and bisecting. */
import { createHash } from 'node:crypto'
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams'
import type { Log } from '../log.ts'
import { matches } from '../services/event-pattern.ts'
import type { Queue } from '../services/queues.ts'
import type { Invokable } from './local-function.ts'
import { blameIfBusy } from './machine.ts'
import { type Mapping, partialFailures } from './mapping.ts'
import { Doorbell, millisecondsAfter, millisecondsBetweenPolls, pause } from './polling.ts'

type Parts = {
  readonly client: DynamoDBStreamsClient
  readonly streamArn: string
  readonly lambda: Invokable
  readonly mapping: Mapping
  readonly lost: Queue | undefined
  /** Rings after each write that comes through the gate. Others are found as well, only later. */
  readonly writes?: Doorbell
  readonly log?: Log
}

/** A record as a function gets it. */
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
  /** The last delivered sequence number, by shard. */
  readonly #delivered = new Map<string, string>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#patterns = (parts.mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern))
  }

  /**
   * Runs until `ending`. The engine starts new shards now and then, so it keeps looking for them. If the engine doesn't
   * answer, because it's being restarted, each shard continues from where it was.
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
    const { client, streamArn: StreamArn, mapping, writes = new Doorbell() } = this.#parts
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
    let empty = 0
    while (ShardIterator !== undefined && !ending.aborted) {
      const written = writes.next.then(() => 0)
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }))
      const wanted = Records.map((record) => lambdaRecord(StreamArn, record)).filter((record) =>
        this.#wants(record),
      )
      const lanes = Map.groupBy(wanted, (record) => laneOf(record, mapping.ParallelizationFactor))
      await Promise.all(
        [...lanes.values()].map((lane) => this.#deliverAll(lane, { shardId: ShardId, ending })),
      )
      const delivered = Records.at(-1)?.dynamodb?.SequenceNumber
      if (delivered !== undefined) this.#delivered.set(ShardId, delivered)
      ShardIterator = NextShardIterator
      empty = Records.length === 0 ? empty + 1 : 0
      if (empty > 0) empty = await Promise.race([written, pause(millisecondsAfter(empty)).then(() => empty)])
    }
  }

  async #deliverAll(records: readonly LambdaRecord[], from: Place): Promise<void> {
    const { BatchSize } = this.#parts.mapping
    for (let start = 0; start < records.length; start += BatchSize)
      await this.deliver(records.slice(start, start + BatchSize), from)
  }

  #wants(record: LambdaRecord): boolean {
    return this.#patterns.length === 0 || this.#patterns.some((pattern) => matches(pattern, record))
  }

  /** Hands the batch to the function until it's done or given up; then its position in the stream goes to `lost`. */
  async deliver(batch: readonly LambdaRecord[], from: Place, attempt = 0): Promise<void> {
    const { lambda, mapping, lost, log } = this.#parts
    const outcome = await lambda.invoke({ Records: batch })
    const rest = 'failed' in outcome ? batch : unfinished(batch, outcome.result)
    if (rest.length === 0 || from.ending.aborted) return
    if (attempt >= mapping.MaximumRetryAttempts || ageOf(rest) > mapping.MaximumRecordAgeInSeconds) {
      lost?.send(JSON.stringify(lostBatch(rest, from.shardId)))
      return
    }
    if (log) blameIfBusy(log, outcome.stretch ?? 1, { retriedBy: mapping.FunctionName })
    await pause(Math.min(50 * 2 ** attempt, 5_000))
    if ('failed' in outcome && mapping.BisectBatchOnFunctionError && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2)
      await this.deliver(rest.slice(0, middle), from, attempt + 1)
      await this.deliver(rest.slice(middle), from, attempt + 1)
    } else await this.deliver(rest, from, attempt + 1)
  }
}

/** What Lambda reports about records that it gave up on: their position, without their contents. */
const lostBatch = (records: readonly LambdaRecord[], shardId: string) => ({
  DDBStreamBatchInfo: {
    shardId,
    startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
    endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
    batchSize: records.length,
    streamArn: records[0]?.eventSourceARN,
  },
})

/** Records of one partition key are in one lane, so that they stay in order. */
const laneOf = ({ dynamodb }: LambdaRecord, lanes: number): number =>
  lanes === 1 ? 0 : (createHash('sha256').update(String(dynamodb.Keys?.pk?.S)).digest()[0] ?? 0) % lanes

/** Seconds since the oldest record was written. */
const ageOf = ([oldest]: readonly LambdaRecord[]): number =>
  Date.now() / 1_000 - (oldest?.dynamodb.ApproximateCreationDateTime ?? 0)

/** From the first failed record on, because a stream keeps its order. */
const unfinished = (batch: readonly LambdaRecord[], result: unknown): readonly LambdaRecord[] => {
  const failed = new Set(
    partialFailures.parse(result ?? undefined).batchItemFailures.map((one) => one.itemIdentifier),
  )
  const first = batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber ?? ''))
  return first === -1 ? [] : batch.slice(first)
}
