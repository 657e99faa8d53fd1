/** How a function reads the table's stream. */
import { Duration } from 'aws-cdk-lib'
import {
  EventSourceMapping,
  FilterCriteria,
  type IEventSourceDlq,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

type Filter = Parameters<typeof FilterCriteria.filter>[0]

/** The most that Lambda allows; the records' age decides. */
const retryAttempts = 10_000

/** How long a fault may last, and how long a record that can never be handled blocks those behind it. */
const maxRecordAge = Duration.hours(1)

/**
 * Gives the function the records that pass the filter. What it fails on is retried for an hour, in ever smaller
 * batches; after that, the position in the stream is put on `lost`. With several lanes, each shard is read in that many
 * parallel parts, split by partition key, so one account's changes stay in order.
 */
export const readStream = (
  reader: UsherFunction,
  table: UsherTable,
  lost: Queue,
  filter: Filter,
  lanes = 1,
): LambdaFunction => {
  new EventSourceMapping(reader, 'Stream', {
    target: reader.lambda,
    eventSourceArn: table.streamArn,
    // From the beginning, because the first administrator is put while this mapping is being created.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    parallelizationFactor: lanes,
    filters: [FilterCriteria.filter(filter)],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts,
    maxRecordAge,
    onFailure: destination(lost),
  })
  return reader.lambda
}

/**
 * Where a mapping puts what failed for good. The CDK's `SqsDlq` grants the function's role more than sending requires.
 */
const destination = (queue: Queue): IEventSourceDlq => ({ bind: () => ({ destination: queue.queueArn }) })
