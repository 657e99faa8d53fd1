/** Writing and reading the audit trail. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { type AuditEvent, type AuditQuery, auditEvent } from '../../shared/contract/audit.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { absent } from '../table/expressions.ts'
import { auditKey, auditUserKey, countsKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRefused, putOf, reasonsOf, updateOf, type WriteItem, write } from '../table/writes.ts'
import type { Counted } from './audit-event.ts'

/** An event, and what it adds to the counts of the account's users. */
export type KeptEvent = { readonly event: AuditEvent; readonly counted: Counted }

/** DynamoDB takes 100 items in a transaction; one of them is the counts. */
export const eventsCountedAtOnce = 99

export const isUncounted = ({ counted }: KeptEvent): boolean => Object.keys(counted).length === 0

/**
 * Keeps the events, of which at most 99 count. An event that is kept already has been counted: it goes with the counts
 * in one transaction, so that the same record again changes nothing.
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

/** A page of events, newest first. 400 `invalid_cursor` for a cursor that no page of this list gave. */
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

/** Everything that the trail tells of a user, newest first. */
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

/** An item as a stream's record has it. Its types are the SDK's own under another name. */
export const imageOf = (image: object | undefined): Record<string, unknown> | undefined =>
  image && isImage(image) ? unmarshall(image) : undefined
const isImage = (image: object): image is Record<string, AttributeValue> => Object.keys(image).length > 0
