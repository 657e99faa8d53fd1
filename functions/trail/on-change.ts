/**
 * Writes the audit trail from the table's stream, so that it's complete no matter which code did the writing. Counts
 * each account's users by status, then publishes to the event bus. The same records also yield the steps of a user's
 * timeline that aren't in the trail, and who needs attention. Whatever the table or the bus didn't accept is retried
 * with the stream, under the same `eventId`.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { eventSource, eventVersion } from '../../shared/contract/events.ts'
import { logError, logInfo } from '../http/log.ts'
import { declinedIn, joinedIn } from '../mail/join-notice.ts'
import { keepDeclineNotice, keepJoinNotices } from '../mail/stored-join-notices.ts'
import { setting } from '../settings.ts'
import { batchesOf } from '../table/batches.ts'
import { accountIdOfPartition } from '../table/keys.ts'
import { putAside } from '../table/lost-records.ts'
import { careOfImage } from '../users/care.ts'
import { keepCare } from '../users/stored-care.ts'
import { auditEventOf, countedOf } from './audit-event.ts'
import { mailEventOf } from './mail-event.ts'
import { requestEventOf } from './request-event.ts'
import { erasedAmong, isToldOf } from './stored-gone-accounts.ts'
import {
  eventsCountedAtOnce,
  imageOf,
  isUncounted,
  type KeptEvent,
  keepEvents,
  keepMailEvent,
} from './stored-trail.ts'

const bus = new EventBridgeClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } })

/** EventBridge accepts 10 events per call. */
const batchSize = 10

const operation = 'onChange'

type Change = KeptEvent & { readonly sequence: string; readonly accountId: string }

/** `redriven`: the records were put aside before. Those that can't be read then fail again, and stay where they are. */
export const handler = async ({
  Records: all,
  redriven = false,
}: DynamoDBStreamEvent & { redriven?: boolean }) => {
  const erased = await erasedAmong(all)
  const Records = all.filter((record) => isToldOf(record, erased))
  const read = await Promise.all(Records.map((record) => readRecord(record, redriven)))
  const changes = read.flatMap((one) => (Array.isArray(one) ? one : []))
  const readable = Records.filter(
    (record, index) => Array.isArray(read[index]) && !erased.has(imagesOf(record).accountId),
  )
  const byAccount = Map.groupBy(changes, ({ accountId }) => accountId)
  const keeping = [...byAccount].map(([accountId, own]) =>
    erased.has(accountId) ? own : keep(accountId, own),
  )
  const kept = (await Promise.all(keeping)).flat()
  const published = (await Promise.all(batchesOf(kept, batchSize).map(publish))).flat()
  const failed = [
    ...read.flatMap((one) => (typeof one === 'string' ? one : [])),
    ...changes.filter((change) => !published.includes(change)).map(({ sequence }) => sequence),
    ...(await lost(readable.flatMap(stepOf).map(keepStep))),
    ...(await keepCares(readable)),
    ...(await lost(readable.flatMap(noticesOf))),
  ]
  return { batchItemFailures: [...new Set(failed)].map((itemIdentifier) => ({ itemIdentifier })) }
}

type Kept = { readonly sequence: string; readonly done: Promise<unknown> }

/** The sequence numbers of the changes that couldn't be stored. */
const lost = async (all: readonly Kept[]): Promise<string[]> => {
  const results = await Promise.allSettled(all.map(({ done }) => done))
  return results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return []
    logError(result.reason, { operation })
    return [all[index]?.sequence ?? '']
  })
}

const sequenceOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? ''
const imagesOf = ({ dynamodb }: DynamoDBRecord) => ({
  accountId: accountIdOfPartition(dynamodb?.Keys?.pk?.S ?? ''),
  was: imageOf(dynamodb?.OldImage),
  is: imageOf(dynamodb?.NewImage),
})

const stepOf = (record: DynamoDBRecord) => {
  const { accountId, was, is } = imagesOf(record)
  const event = mailEventOf(was, is)
  return event ? [{ sequence: sequenceOf(record), accountId, event }] : []
}

const keepStep = ({ sequence, accountId, event }: ReturnType<typeof stepOf>[number]): Kept => ({
  sequence,
  done: keepMailEvent(accountId, { ...event, eventId: `${event.at}#${sequence}` }),
})

const noticesOf = (record: DynamoDBRecord): Kept[] => {
  const { was, is } = imagesOf(record)
  const sequence = sequenceOf(record)
  const [joined, declined] = [joinedIn(was, is), declinedIn(was, is)]
  return [
    ...(joined ? [{ sequence, done: keepJoinNotices(joined) }] : []),
    ...(declined ? [{ sequence, done: keepDeclineNotice(declined) }] : []),
  ]
}

/**
 * Only the last of several changes to a user counts, because they're written concurrently and could arrive in any
 * order.
 */
const keepCares = (records: readonly DynamoDBRecord[]): Promise<string[]> => {
  const cares = records.flatMap((record) => {
    const { accountId, was, is } = imagesOf(record)
    const userId = (is ?? was)?.type === 'user' ? String((is ?? was)?.userId) : undefined
    if (userId === undefined) return []
    const [before, after] = [careOfImage(was), careOfImage(is)]
    return [{ key: `${accountId}#${userId}`, accountId, userId, before, after, sequence: sequenceOf(record) }]
  })
  const changed = new Set(cares.filter(({ before, after }) => before !== after).map(({ key }) => key))
  const newest = new Map(cares.map((one) => [one.key, one]))
  return lost(
    [...newest.values()]
      .filter(({ key }) => changed.has(key))
      .map(({ accountId, userId, after, sequence }) => ({
        sequence,
        done: keepCare(accountId, userId, after),
      })),
  )
}

/**
 * The change in a record, if any; undefined for a record that couldn't be read and was put aside, and its sequence
 * number if it has to be retried.
 */
const readRecord = async (
  record: DynamoDBRecord,
  redriven: boolean,
): Promise<Change[] | string | undefined> => {
  try {
    return changeOf(record)
  } catch (error) {
    const sequence = record.dynamodb?.SequenceNumber ?? ''
    if (redriven) return sequence
    return putAside(record, error, operation).then(
      () => undefined,
      (failure) => {
        logError(failure, { operation })
        return sequence
      },
    )
  }
}

/** The trail's entry for a record, if any. The event's id contains its sequence number, so a repeat is the same event. */
const changeOf = (record: DynamoDBRecord): Change[] => {
  const sequence = sequenceOf(record)
  const recorded = new Date((record.dynamodb?.ApproximateCreationDateTime ?? 0) * 1_000).toISOString()
  const { accountId, was, is } = imagesOf(record)
  const event = auditEventOf(was, is, recorded) ?? requestEventOf(was, is)
  if (!event) return []
  const eventId = `${event.at}#${sequence}`
  return [{ sequence, accountId, event: { eventId, ...event }, counted: countedOf(was, is) }]
}

/** Those of an account's changes whose events are now in the table. */
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

/** Those of the changes whose events the bus accepted. */
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
