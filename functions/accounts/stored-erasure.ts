/**
 * Erasing an account: everything about it goes from the table, page by page. Each page goes with its count in one
 * transaction, on condition that all of it is still there. So a run can end anywhere, two can meet, and the counts stay right.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { auditEvent } from '../../shared/contract/audit.ts'
import { attributeOr, present } from '../table/expressions.ts'
import {
  auditKey,
  deletionIndexKey,
  deletionKey,
  externalAccountKey,
  mailEventKey,
  operatorTrail,
  partitionsOfAccount,
} from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { deletionOf, putOf, tryWrite, updateOf, write } from '../table/writes.ts'
import { certificateOf, type Deletion, kindOfItem, lastLookAt } from './deletion.ts'

/** DynamoDB takes 100 items in a transaction; one of them is the count, and one the account's external id. */
const itemsAtOnce = 98

const stored = z.looseObject({ pk: z.string(), sk: z.string() })
type Stored = z.output<typeof stored>

/** Whether there is time for another page. */
type HasTime = () => boolean

/**
 * Erases everything that there is, and returns how many items those were; undefined where it ran out of time. Somebody who
 * writes at the same moment is found by a further look: it ends only when a look finds nothing.
 */
export const eraseItems = async (accountId: string, hasTime: HasTime): Promise<number | undefined> => {
  let all = 0
  for (let found = 1; found > 0; all += found) {
    found = 0
    for (const partition of partitionsOfAccount(accountId)) {
      const more = await erasePartition(accountId, partition, hasTime)
      if (more === undefined) return undefined
      found += more
    }
  }
  return all
}

const erasePartition = async (
  accountId: string,
  partition: string,
  hasTime: HasTime,
): Promise<number | undefined> => {
  let erased = 0
  for (;;) {
    if (!hasTime()) return undefined
    const items = await pageOf(partition)
    if (items.length === 0) return erased
    // First, because the ids of users are known from here alone.
    for (const userId of usersIn(items)) {
      const more = await erasePartition(accountId, mailEventKey(accountId, userId, '').pk, hasTime)
      if (more === undefined) return undefined
      erased += more
    }
    if (await erasePage(accountId, items)) erased += items.length
  }
}

/** From the end: users go before their account. */
const pageOf = async (partition: string): Promise<readonly Stored[]> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': partition },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: itemsAtOnce,
    }),
  )
  return Items.map((item) => stored.parse(item))
}

const subject = z.pick(auditEvent, { subject: true })

/** The users that these items are of, or tell of. */
const usersIn = (items: readonly Stored[]): ReadonlySet<string> =>
  new Set(
    items.flatMap((item) => {
      if (item.type === 'user') return [String(item.userId)]
      const told = item.type === 'audit' ? subject.safeParse(item).data?.subject : undefined
      return told?.kind === 'user' ? [told.id] : []
    }),
  )

/** False where somebody else took one of them away first, and nothing went. */
const erasePage = (accountId: string, items: readonly Stored[]): Promise<boolean> => {
  const kinds = Map.groupBy(items, kindOfItem)
  const counts = [...kinds].map(([kind, { length }]) => [
    `counts.${kind}`,
    attributeOr(`counts.${kind}`, 0, length),
  ])
  return tryWrite(
    ...items.map(({ pk, sk }) => deletionOf({ pk, sk }, present('pk'))),
    ...items.flatMap(({ type, externalId }) =>
      type === 'account' && typeof externalId === 'string'
        ? [deletionOf(externalAccountKey(externalId))]
        : [],
    ),
    updateOf(deletionKey(accountId), { set: Object.fromEntries(counts), on: present('pk') }),
  )
}

/**
 * Puts the certificate into the operator's trail, and looks once more when the table's stream has forgotten the account. A
 * look that finds nothing is the last.
 */
export const certify = async (deletion: Deletion, found: number, now: Date): Promise<void> => {
  const { accountId, erasedAt = now.toISOString() } = deletion
  const isLast = found === 0 && deletion.erasedAt !== undefined
  const { gsi4pk, gsi4sk } = isLast
    ? { gsi4pk: null, gsi4sk: null }
    : deletionIndexKey(lastLookAt(now).toISOString())
  const event = certificateOf(deletion, erasedAt)
  await write([
    putOf({ ...auditKey(operatorTrail, event.eventId), type: 'audit', ...event }),
    updateOf(deletionKey(accountId), { set: { erasedAt, gsi4pk, gsi4sk }, on: present('pk') }),
  ])
}
