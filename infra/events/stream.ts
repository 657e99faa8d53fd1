/** How a function reads the stream of the table. */
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

/** As many as Lambda takes: the age of the records decides. */
const retryAttempts = 10_000

/** How long a fault may last, and how long one record that can never be handled holds up those behind it. */
const maxRecordAge = Duration.hours(1)

/**
 * Gives the function the records that the filter lets through. What it fails at is tried again for an hour, in ever
 * smaller batches; after that their place in the stream is put to `lost`. With several lanes, each shard is read in so many
 * parts at once, split by partition key: what happens to one account stays in order.
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
    // From the beginning: the first administrator is put while this mapping is being made.
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

/** Where a mapping puts what failed for good. The CDK's `SqsDlq` gives the function's role more than sending to it needs. */
const destination = (queue: Queue): IEventSourceDlq => ({ bind: () => ({ destination: queue.queueArn }) })
