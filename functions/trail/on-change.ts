/**
 * Writes the audit trail from the table's stream, so that it is complete whatever code wrote, counts the users of each
 * account by status, and then tells the event bus.
 * What the table or the bus did not take comes again with the stream, under the same `eventId`.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { eventSource, eventVersion } from '../../shared/contract/events.ts'
import { logError, logInfo } from '../http/log.ts'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { accountIdOfPartition } from '../table/keys.ts'
import { putAside } from '../table/lost-records.ts'
import { auditEventOf, countedOf } from './audit-event.ts'
import { eventsCountedAtOnce, imageOf, isUncounted, type KeptEvent, keepEvents } from './stored-trail.ts'

const bus = new EventBridgeClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } })

/** EventBridge takes 10 events a call. */
const batchSize = 10

const operation = 'onChange'

type Change = KeptEvent & { readonly sequence: string; readonly accountId: string }

/** `redriven` says that the records were put aside before: what cannot be read still fails then, and stays where it is. */
export const handler = async ({
  Records,
  redriven = false,
}: DynamoDBStreamEvent & { redriven?: boolean }) => {
  const read = await Promise.all(Records.map((record) => readRecord(record, redriven)))
  const changes = read.flatMap((one) => (typeof one === 'string' ? [] : one))
  const byAccount = Map.groupBy(changes, ({ accountId }) => accountId)
  const kept = (await Promise.all([...byAccount].map(([accountId, own]) => keep(accountId, own)))).flat()
  const published = (await Promise.all(batchesOf(kept, batchSize).map(publish))).flat()
  const failed = [
    ...read.flatMap((one) => (typeof one === 'string' ? one : [])),
    ...changes.filter((change) => !published.includes(change)).map(({ sequence }) => sequence),
  ]
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** The change in a record, if any; one that cannot be read is put aside, and its number has it come again where that fails. */
const readRecord = async (record: DynamoDBRecord, redriven: boolean): Promise<Change[] | string> => {
  try {
    return changeOf(record)
  } catch (error) {
    const sequence = record.dynamodb?.SequenceNumber ?? ''
    if (redriven) return sequence
    return putAside(record, error, operation).then(
      () => [],
      (failure) => {
        logError(failure, { operation })
        return sequence
      },
    )
  }
}

/** What the trail tells of a record, if anything. Its sequence number is part of the event's id: a repeat is the same event. */
const changeOf = ({ dynamodb }: DynamoDBRecord): Change[] => {
  const sequence = dynamodb?.SequenceNumber ?? ''
  const recorded = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  const [old, now] = [imageOf(dynamodb?.OldImage), imageOf(dynamodb?.NewImage)]
  const event = auditEventOf(old, now, recorded)
  if (!event) return []
  const accountId = accountIdOfPartition(dynamodb?.Keys?.pk?.S ?? '')
  const eventId = `${event.at}#${sequence}`
  return [{ sequence, accountId, event: { eventId, ...event }, counted: countedOf(old, now) }]
}

/** Those of an account's changes whose events the table has. */
const keep = async (accountId: string, changes: readonly Change[]): Promise<Change[]> => {
  const others = changes.filter(isUncounted).map((change) => [change])
  const counted = changes.filter((change) => !isUncounted(change))
  const batches = [...others, ...batchesOf(counted, eventsCountedAtOnce)]
  const kept = await Promise.all(
    batches.map(async (batch) => {
      try {
        await keepEvents(accountId, batch)
        return batch
      } catch (error) {
        logError(error, { operation })
        return []
      }
    }),
  )
  return kept.flat()
}

/** Those of the changes whose events the bus took. */
const publish = async (changes: readonly Change[]): Promise<Change[]> => {
  try {
    const { Entries = [] } = await bus.send(new PutEventsCommand({ Entries: changes.map(entryOf) }))
    // `infra/alarms` makes a metric of this line.
    for (const { accountId, event } of changes)
      if (event.action === 'account.mails_paused' && event.actor === 'usher')
        logInfo({ operation, accountId, outcome: event.action })
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
