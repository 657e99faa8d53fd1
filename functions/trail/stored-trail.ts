/** Writing and reading the audit trail. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { type AuditEvent, type AuditQuery, auditEvent } from '../../shared/contract/audit.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { auditKey, auditUserKey } from '../table/keys.ts'
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
