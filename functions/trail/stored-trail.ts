import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { type AuditEvent, type AuditQuery, auditEvent } from '../../shared/contract/audit.ts'
import { type EventQuery, type UserEvent, userEvent } from '../../shared/contract/users.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { absent, allOf, equals, expressionsOf, lessThan } from '../table/expressions.ts'
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
  { index, partition }: Partition,
): Promise<Record<string, unknown>[]> => {
  const [pk, sk] = index ? (['gsi1pk', 'gsi1sk'] as const) : (['pk', 'sk'] as const)
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      ...(index ? { IndexName: index } : {}),
      ...expressionsOf({
        KeyConditionExpression: allOf(
          equals(pk, partition),
          before === undefined ? undefined : lessThan(sk, before),
        ),
      }),
      ScanIndexForward: false,
      Limit: most,
    }),
  )
  return Items
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
 * A page of events, newest first. Throws 400 `invalid_cursor` for a cursor that doesn't come from a page of this list.
 */
export const findEvents = async (accountId: string, { userId, limit, cursor }: AuditQuery) => {
  const list = { list: 'events', accountId, userId }
  const after = cursor === undefined ? undefined : placeOf(list, cursor, eventId)
  const keyOf = (eventId: string) => ({
    ...auditKey(accountId, eventId),
    ...(userId === undefined ? {} : auditUserKey(accountId, userId, eventId)),
  })
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      ...(userId === undefined ? {} : { IndexName: 'gsi1' }),
      KeyConditionExpression: `${userId === undefined ? 'pk' : 'gsi1pk'} = :partition`,
      ExpressionAttributeValues: {
        ':partition':
          userId === undefined ? auditKey(accountId, '').pk : auditUserKey(accountId, userId, '').gsi1pk,
      },
      ScanIndexForward: false,
      Limit: limit + 1,
      ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(after) }),
    }),
  )
  const items = Items.slice(0, limit).map((item) => auditEvent.parse(item))
  const last = Items.length > limit ? items.at(-1) : undefined
  return { items, ...(last ? { nextCursor: cursorOf(list, last.eventId) } : {}) }
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
  image && isImage(image) ? unmarshall(image) : undefined
const isImage = (image: object): image is Record<string, AttributeValue> => Object.keys(image).length > 0
