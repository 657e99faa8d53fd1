/** Writing and reading the audit trail. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { type AuditEvent, type AuditQuery, auditEvent } from '../../shared/contract/audit.ts'
import { type EventQuery, type UserEvent, userEvent } from '../../shared/contract/users.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { auditKey, auditUserKey, mailEventKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'

/** Keeps the event. The same event again overwrites itself. */
export const keepEvent = async (accountId: string, event: AuditEvent): Promise<void> => {
  const { kind, id } = event.subject
  await documents.send(
    new PutCommand({
      ...table(),
      Item: {
        ...auditKey(accountId, event.eventId),
        ...(kind === 'user' ? auditUserKey(accountId, id, event.eventId) : {}),
        type: 'audit',
        ...event,
      },
    }),
  )
}

/** A step of a user's timeline that the trail doesn't tell; without anything personal, as the trail. */
export type MailEvent = Pick<UserEvent, 'eventId' | 'at' | 'action'> & { readonly userId: string }

/** Keeps what became of a mail, or that an invitation was opened. The same event again overwrites itself. */
export const keepMailEvent = async (
  accountId: string,
  { userId, eventId, at, action }: MailEvent,
): Promise<void> => {
  await documents.send(
    new PutCommand({
      ...table(),
      Item: { ...mailEventKey(accountId, userId, eventId), type: 'mail-event', eventId, at, action },
    }),
  )
}

/** A page of a user's timeline, newest first: the trail's events and those of the mails, by time. 422 for a bad cursor. */
export const findTimeline = async (
  accountId: string,
  userId: string,
  { limit, cursor }: EventQuery,
): Promise<{ items: UserEvent[]; nextCursor?: string }> => {
  const before = cursor === undefined ? undefined : placeOf(cursor, isEventId)
  const [trail, mails] = await Promise.all([
    newestBefore(limit + 1, before, { index: 'gsi1', ...auditUserPartition(accountId, userId) }),
    newestBefore(limit + 1, before, { partition: mailEventKey(accountId, userId, '').pk }),
  ])
  const events = [...trail, ...mails]
    .map((item) => userEvent.parse(item))
    .toSorted((one, other) => (one.eventId < other.eventId ? 1 : -1))
  const items = events.slice(0, limit)
  const last = events.length > limit ? items.at(-1) : undefined
  return { items, ...(last ? { nextCursor: cursorOf(last.eventId) } : {}) }
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
  const [pk, sk] = index ? ['gsi1pk', 'gsi1sk'] : ['pk', 'sk']
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      ...(index ? { IndexName: index } : {}),
      KeyConditionExpression: `${pk} = :partition${before === undefined ? '' : ` AND ${sk} < :before`}`,
      ExpressionAttributeValues: {
        ':partition': partition,
        ...(before === undefined ? {} : { ':before': before }),
      },
      ScanIndexForward: false,
      Limit: most,
    }),
  )
  return Items
}

/** A page of events, newest first. 422 `invalid_request` for a cursor that no page gave. */
export const findEvents = async (accountId: string, { userId, limit, cursor }: AuditQuery) => {
  const after = cursor === undefined ? undefined : placeOf(cursor, isEventId)
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
  return { items, ...(last ? { nextCursor: cursorOf(last.eventId) } : {}) }
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

const isEventId = (text: string): boolean => /^\d{4}-[\dT:.Z-]+#\d+$/.test(text)

/** An item as a stream's record has it. Its types are the SDK's own under another name. */
export const imageOf = (image: object | undefined): Record<string, unknown> | undefined =>
  image && isImage(image) ? unmarshall(image) : undefined
const isImage = (image: object): image is Record<string, AttributeValue> => Object.keys(image).length > 0
