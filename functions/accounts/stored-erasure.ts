/**
 * Erasing an account: deletes everything about it from the table, page by page. Each page is deleted with its count in
 * one transaction, on the condition that all of it still exists. So a run can stop anywhere, concurrent runs are safe,
 * and the counts stay right.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { auditEvent } from '../../shared/contract/audit.ts'
import { releaseDomain } from '../domains/stored-claims.ts'
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

/** DynamoDB allows 100 items in a transaction; one of them is the count, and one the account's external id. */
const itemsAtOnce = 98

const stored = z.looseObject({ pk: z.string(), sk: z.string() })
type Stored = z.output<typeof stored>

/** Whether there is time for another page. */
type HasTime = () => boolean

/**
 * Erases everything, and returns how many items that were; undefined if it ran out of time. It only ends when a pass
 * finds nothing, so that items written at the same moment are found by another pass.
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
    // First, because only these items name the users' ids.
    for (const userId of usersIn(items)) {
      const more = await erasePartition(accountId, mailEventKey(accountId, userId, '').pk, hasTime)
      if (more === undefined) return undefined
      erased += more
    }
    for (const domain of domainsIn(items)) await releaseDomain({ accountId, domain })
    if (await erasePage(accountId, items)) erased += items.length
  }
}

/** From the end, so that users are deleted before their account. */
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

/** The users that these items belong to or mention. */
const usersIn = (items: readonly Stored[]): ReadonlySet<string> =>
  new Set(
    items.flatMap((item) => {
      if (item.type === 'user') return [String(item.userId)]
      const told = item.type === 'audit' ? subject.safeParse(item).data?.subject : undefined
      return told?.kind === 'user' ? [told.id] : []
    }),
  )

const domainsIn = (items: readonly Stored[]): readonly string[] =>
  items.flatMap((item) => (item.type === 'domain' ? [String(item.domain)] : []))

/** False if somebody else deleted one of them first; then nothing was deleted. */
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
 * Puts the certificate into the operator's trail, and schedules another pass for when the table's stream has forgotten
 * the account. A pass that finds nothing is the last.
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
