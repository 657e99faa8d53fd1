/**
 * Writes the audit trail from the table's stream, so that it is complete whatever code wrote, and then tells the event bus.
 * What the table or the bus did not take comes again with the stream, under the same `eventId`.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { AuditEvent } from '../../shared/contract/audit.ts'
import { eventSource, eventVersion } from '../../shared/contract/events.ts'
import { logError, logInfo } from '../http/log.ts'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { accountIdOfPartition } from '../table/keys.ts'
import { auditEventOf } from './audit-event.ts'
import { imageOf, keepEvent } from './stored-trail.ts'

const bus = new EventBridgeClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } })

/** EventBridge takes 10 events a call. */
const batchSize = 10

const operation = 'onChange'

type Change = { readonly sequence: string; readonly accountId: string; readonly event: AuditEvent }

export const handler = async ({ Records }: DynamoDBStreamEvent) => {
  const changes = Records.flatMap(changeOf)
  const kept = (await Promise.all(changes.map(keep))).flat()
  const published = (await Promise.all(batchesOf(kept, batchSize).map(publish))).flat()
  const failed = changes.filter((change) => !published.includes(change))
  return { batchItemFailures: failed.map(({ sequence }) => ({ itemIdentifier: sequence })) }
}

/** What the trail tells of a record, if anything. Its sequence number is part of the event's id: a repeat is the same event. */
const changeOf = ({ dynamodb }: DynamoDBRecord): Change[] => {
  const sequence = dynamodb?.SequenceNumber ?? ''
  const recorded = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  const event = auditEventOf(imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage), recorded)
  if (!event) return []
  const accountId = accountIdOfPartition(dynamodb?.Keys?.pk?.S ?? '')
  return [{ sequence, accountId, event: { eventId: `${event.at}#${sequence}`, ...event } }]
}

/** The change again, once the table has its event; nothing where it could not be kept. */
const keep = async (change: Change): Promise<Change[]> => {
  try {
    await keepEvent(change.accountId, change.event)
    return [change]
  } catch (error) {
    logError(error, { operation })
    return []
  }
}

/** Those of the changes whose events the bus took. */
const publish = async (changes: readonly Change[]): Promise<Change[]> => {
  try {
    const { Entries = [] } = await bus.send(new PutEventsCommand({ Entries: changes.map(entryOf) }))
    return changes.filter(({ accountId }, index) => {
      const { EventId, ErrorCode } = Entries[index] ?? {}
      if (EventId === undefined) logInfo({ operation, accountId, outcome: ErrorCode ?? 'not taken' })
      return EventId !== undefined
    })
  } catch (error) {
    logError(error, { operation })
    return []
  }
}

const entryOf = ({ accountId, event }: Change) => ({
  EventBusName: setting('EVENT_BUS_NAME'),
  Source: eventSource,
  DetailType: event.action,
  Time: new Date(event.at),
  Detail: JSON.stringify({ version: eventVersion, accountId, ...event }),
})
