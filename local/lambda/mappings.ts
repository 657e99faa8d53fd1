/** Event source mappings: they carry records of the table's stream, and messages of a queue, to a function. */
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import type { Log } from '../log.ts'
import { credentials, region } from '../services/dynamodb.ts'
import type { Queue } from '../services/queues.ts'
import { idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import type { LocalFunction } from './local-function.ts'
import { type Mapping, mappingProperties, partialFailures } from './mapping.ts'
import { type Doorbell, millisecondsBetweenPolls, pause } from './polling.ts'
import { StreamReader } from './stream-reader.ts'

type Parts = {
  readonly functions: ReadonlyMap<string, LocalFunction>
  readonly queues: ReadonlyMap<string, Queue>
  readonly dynamodb: string
  readonly streamArn: string
  readonly writes: Doorbell
  readonly log: Log
}

/** Starts all of the template's mappings. Returns a function that stops them. */
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
      return [new StreamReader({ ...parts, client, lambda, mapping: properties, lost }).run(ending.signal)]
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
