import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { type AuditEvent, type AuditQuery, auditEvent } from '../../shared/contract/audit.ts'
import { type EventQuery, type UserEvent, userEvent } from '../../shared/contract/user-events.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { absent, allOf, type Condition, equals, expressionsOf, lessThan } from '../table/expressions.ts'
import { auditKey, auditUserKey, countsKey, mailEventKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused, putOf, reasonsOf, updateOf, type WriteItem, write } from '../table/writes.ts'
import type { Counted } from './audit-event.ts'

/** An event, and what it adds to the counts of the account's users. */
export type KeptEvent = { readonly event: AuditEvent; readonly counted: Counted }

/** DynamoDB allows 100 items in a transaction; one of them is the counts. */
export const eventsCountedAtOnce = 99

export const isUncounted = ({ counted }: KeptEvent): boolean => Object.keys(counted).length === 0

/**
 * Stores the events, of which at most 99 count. An event and its count are written in one transaction, so an event
 * that's already stored has already been counted, and repeating a record changes nothing.
 */
export const keepEvents = async (accountId: string, kept: readonly KeptEvent[]): Promise<void> => {
  if (kept.length === 0) return
  if (kept.every(isUncounted)) return write(kept.map(({ event }) => putOf(eventItem(accountId, event))))
  try {
    await write([
      ...kept.map(({ event }) => putOf(eventItem(accountId, event), absent('pk'))),
      ...countsUpdate(accountId, kept),
    ])
  } catch (error) {
    if (!isRefused(error)) throw error
    const reasons = reasonsOf(error)
    await keepEvents(
      accountId,
      kept.filter((_, index) => reasons[index] !== 'ConditionalCheckFailed'),
    )
  }
}

/** A step of a user's timeline that isn't in the trail. Like the trail, it has no personal data. */
export type MailEvent = Pick<UserEvent, 'eventId' | 'at' | 'action'> & { readonly userId: string }

/** Records what became of an email, or that an invitation was opened. The same event overwrites itself. */
export const keepMailEvent = async (
  accountId: string,
  { userId, eventId, at, action }: MailEvent,
): Promise<void> => {
  await write([
    putOf({ ...mailEventKey(accountId, userId, eventId), type: 'mail-event', eventId, at, action }),
  ])
}

/**
 * A page of a user's timeline, newest first: the trail's events merged with those of the emails, by time. Throws 400
 * `invalid_cursor`.
 */
export const findTimeline = async (
  accountId: string,
  userId: string,
  { limit, cursor }: EventQuery,
): Promise<{ items: UserEvent[]; nextCursor?: string }> => {
  const list = { list: 'timeline', accountId, userId }
  const before = cursor === undefined ? undefined : placeOf(list, cursor, eventId)
  const [trail, mails] = await Promise.all([
    newestBefore(limit + 1, before, { index: 'gsi1', ...auditUserPartition(accountId, userId) }),
    newestBefore(limit + 1, before, { partition: mailEventKey(accountId, userId, '').pk }),
  ])
  const events = [...trail, ...mails]
    .map((item) => userEvent.parse(item))
    .toSorted((one, other) => (one.eventId < other.eventId ? 1 : -1))
  const items = events.slice(0, limit)
  const last = events.length > limit ? items.at(-1) : undefined
  return { items, ...(last ? { nextCursor: cursorOf(list, last.eventId) } : {}) }
}

const auditUserPartition = (accountId: string, userId: string) => ({
  partition: auditUserKey(accountId, userId, '').gsi1pk,
})

type Partition = { readonly index?: 'gsi1'; readonly partition: string }

const newestBefore = async (
  most: number,
  before: string | undefined,
  place: Partition,
): Promise<Record<string, unknown>[]> => (await eventsBefore(most, before, place)).items

/** `last` is the id of the last event that was read, unless all were. */
const eventsBefore = async (
  most: number,
  before: string | undefined,
  { index, partition }: Partition,
  filter?: Condition,
): Promise<{ items: Record<string, unknown>[]; last: string | undefined }> => {
  const [pk, sk] = index ? (['gsi1pk', 'gsi1sk'] as const) : (['pk', 'sk'] as const)
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      ...table(),
      ...(index ? { IndexName: index } : {}),
      ...expressionsOf({
        KeyConditionExpression: allOf(
          equals(pk, partition),
          before === undefined ? undefined : lessThan(sk, before),
        ),
        FilterExpression: filter,
      }),
      ScanIndexForward: false,
      Limit: most,
    }),
  )
  return { items: Items, last: LastEvaluatedKey === undefined ? undefined : String(LastEvaluatedKey[sk]) }
}

const eventItem = (accountId: string, event: AuditEvent) => {
  const { kind, id } = event.subject
  return {
    ...auditKey(accountId, event.eventId),
    ...(kind === 'user' ? auditUserKey(accountId, id, event.eventId) : {}),
    type: 'audit',
    ...event,
  }
}

const countsUpdate = (accountId: string, kept: readonly KeptEvent[]): readonly WriteItem[] => {
  const sums = new Map<string, number>()
  for (const { counted } of kept)
    for (const [status, more] of Object.entries(counted)) sums.set(status, (sums.get(status) ?? 0) + more)
  const add = Object.fromEntries([...sums].filter(([, sum]) => sum !== 0))
  if (Object.keys(add).length === 0) return []
  return [updateOf(countsKey(accountId), { set: { type: 'counts' }, add })]
}

/**
 * Requests for one page, because few events may match a filter. A page may then be short, and still have a next one.
 */
const mostRequests = 10
/** Events that one request of a filtered list reads. */
const lookedAt = 500

/**
 * A page of events, newest first, which may be short if few match the filter. Throws 400 `invalid_cursor` for a cursor
 * that doesn't come from a page of this list.
 */
export const findEvents = async (
  accountId: string,
  { limit, cursor, ...query }: AuditQuery,
): Promise<{ items: AuditEvent[]; nextCursor?: string }> => {
  const { userId, actor, action, from = '', before: end } = query
  const list = { list: 'events', accountId, userId, actor, action, from, before: end }
  const filters = [
    ...(actor === undefined ? [] : [equals('actor', actor)]),
    ...(action === undefined ? [] : [equals('action', action)]),
  ]
  const filter = filters.length > 0 ? allOf(...filters) : undefined
  const place: Partition =
    userId === undefined
      ? { partition: auditKey(accountId, '').pk }
      : { index: 'gsi1', ...auditUserPartition(accountId, userId) }
  const found: AuditEvent[] = []
  let before = cursor === undefined ? end : placeOf(list, cursor, eventId)
  for (let request = 0; request < mostRequests; request++) {
    const page = await eventsBefore(filter ? lookedAt : limit + 1 - found.length, before, place, filter)
    found.push(...page.items.map((item) => auditEvent.parse(item)).filter((event) => event.eventId >= from))
    before = page.last
    if (found.length > limit) before = found[limit - 1]?.eventId
    if (found.length > limit || before === undefined || before < from) break
  }
  const more = before !== undefined && before >= from
  return { items: found.slice(0, limit), ...(more ? { nextCursor: cursorOf(list, before) } : {}) }
}

/** All of the trail's events about a user, newest first. */
export const everyEventOf = async (accountId: string, userId: string): Promise<AuditEvent[]> => {
  const events: AuditEvent[] = []
  let cursor: string | undefined
  do {
    const page = await findEvents(accountId, { userId, limit: 100, cursor })
    events.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return events
}

const eventId = z.string().check(z.regex(/^\d{4}-[\dT:.Z-]+#\d+$/))

/** An item from a stream record. Its types are the SDK's own under another name. */
export const imageOf = (image: object | undefined): Record<string, unknown> | undefined =>
  image && unmarshall(image as Record<string, AttributeValue>)
