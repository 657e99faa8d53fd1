/** Event source mappings: what carries records of the table's stream and messages of a queue to a function. */
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import * as z from 'zod/mini'
import { credentials, region } from './dynamodb.ts'
import type { LocalFunction } from './functions.ts'
import { idOfArn, type Queue } from './queues.ts'
import { StreamReader } from './stream-reader.ts'
import type { Template } from './template.ts'

const mappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(z.number(), 100),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  DestinationConfig: z.optional(z.object({ OnFailure: z.object({ Destination: z.string() }) })),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.number() })),
})
export type Mapping = z.output<typeof mappingProperties>

/** `{ batchItemFailures: [{ itemIdentifier }] }`, which every mapping here asks for. */
export const partialFailures = z._default(
  z.object({ batchItemFailures: z._default(z.array(z.object({ itemIdentifier: z.string() })), []) }),
  { batchItemFailures: [] },
)

type Parts = {
  readonly functions: ReadonlyMap<string, LocalFunction>
  readonly queues: ReadonlyMap<string, Queue>
  readonly dynamodb: string
  readonly streamArn: string
}

export const millisecondsBetweenPolls = 100

/** Starts every mapping of the template; the answer stops them. */
export const startMappings = (template: Template, parts: Parts): (() => Promise<void>) => {
  const ending = new AbortController()
  const client = new DynamoDBStreamsClient({ endpoint: parts.dynamodb, region, credentials })
  const running = template
    .ofType('AWS::Lambda::EventSourceMapping', mappingProperties)
    .flatMap(({ properties }) => {
      const lambda = parts.functions.get(properties.FunctionName)
      if (!lambda) throw new Error(`A mapping calls ${properties.FunctionName}, which is no function here`)
      const queue = parts.queues.get(idOfArn(properties.EventSourceArn))
      if (queue) {
        const pollers = properties.ScalingConfig?.MaximumConcurrency ?? 5
        return Array.from({ length: pollers }, () => pollQueue(queue, lambda, properties, ending.signal))
      }
      const destination = properties.DestinationConfig?.OnFailure.Destination ?? ''
      const lost = parts.queues.get(idOfArn(destination))
      return [
        new StreamReader({ client, streamArn: parts.streamArn, lambda, mapping: properties, lost }).run(
          ending.signal,
        ),
      ]
    })
  return async () => {
    ending.abort()
    await Promise.allSettled(running)
    client.destroy()
  }
}

const pollQueue = async (
  queue: Queue,
  lambda: LocalFunction,
  { BatchSize, EventSourceArn }: Mapping,
  ending: AbortSignal,
): Promise<void> => {
  while (!ending.aborted) {
    const messages = queue.receive(BatchSize, Date.now())
    if (messages.length === 0) {
      await pause(millisecondsBetweenPolls)
      continue
    }
    const outcome = await lambda.invoke({
      Records: messages.map(({ id, body, receives }) => ({
        messageId: id,
        receiptHandle: id,
        body,
        attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(Date.now()) },
        messageAttributes: {},
        eventSource: 'aws:sqs',
        eventSourceARN: EventSourceArn,
        awsRegion: region,
      })),
    })
    if ('failed' in outcome) continue
    const failed = new Set(
      partialFailures.parse(outcome.result).batchItemFailures.map((one) => one.itemIdentifier),
    )
    for (const message of messages) if (!failed.has(message.id)) queue.delete(message)
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, milliseconds))
