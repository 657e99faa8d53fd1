/**
 * Accounts as files, in the format of DynamoDB's own table exports: one `{"Item": …}` per line. Used to move an account
 * to another stack, and to bring one back from a restored table or from the export of a lost region.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { pipeline } from 'node:stream/promises'
import {
  type AttributeValue,
  DynamoDBClient,
  type Put,
  paginateQuery,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Aws } from './connection.ts'
import { forgetDeletion, isDeletion, notDeleted, putDeletion, recordOf, undeleted } from './deletions.ts'
import { notErased, putErasure } from './erasures.ts'
import { claimOf } from './external-ids.ts'
import { exitCodes, Failure, unreadable } from './failure.ts'
import { openPrivately } from './private-file.ts'
import { asked } from './stack-outputs.ts'

type Item = Record<string, AttributeValue>

/**
 * The parts of an account that are kept: the account with its users, and its trail. People who have asked to join by
 * the link can ask again.
 */
const partitionsOf = (accountId: string): readonly string[] => [`ACCOUNT#${accountId}`, `AUDIT#${accountId}`]

type Export = { readonly accountId: string; readonly tableName: string; readonly file: string }

/** Writes all items of an account to a file, and returns how many. Throws a `Failure` if the account doesn't exist. */
export const exportAccount = async (aws: Aws, { accountId, tableName, file }: Export): Promise<number> => {
  const client = new DynamoDBClient(aws.dynamodb)
  let count = 0
  const lines = async function* () {
    for (const pk of partitionsOf(accountId)) {
      const query = {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
      }
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        const own = Items.filter((Item) => !isCounts(Item))
        count += own.length
        yield* own.map((Item) => `${JSON.stringify({ Item })}\n`)
      }
      if (count === 0) throw new Failure(`${tableName} has no account ${accountId}`, 'account_not_found')
    }
  }
  await asked(`${accountId} could not be written to ${file}`, () =>
    pipeline(lines, createWriteStream(file, { fd: openPrivately(file) })),
  )
  return count
}

type Load = {
  readonly tableName: string
  readonly files: readonly string[]
  /** Loads only this account from a file with several. */
  readonly accountId?: string | undefined
  /** Overwrites existing items; by default they stay. */
  readonly overwrite: boolean
  /** Also restores accounts that have been deleted and erased since. */
  readonly deleted: boolean
  readonly now: Date
}
type Loaded = Readonly<Record<Outcome, number>>

/** Items put concurrently. */
const atOnce = 25

/**
 * Puts the items of all files into the table. Erasures and accounts with their roles go first, because users depend on
 * them. People who were erased never come back, even with `overwrite`, and deleted accounts only with `deleted`.
 */
export const loadAccounts = async (aws: Aws, load: Load): Promise<Loaded> => {
  const client = new DynamoDBClient(aws.dynamodb)
  const put = (item: Item): Promise<Outcome> =>
    asked(`${load.tableName} could not be written`, () =>
      putItem(client, load, stamped(item, load.now), item),
    )
  const counts: Record<Outcome, number> = { put: 0, there: 0, erased: 0, deleted: 0 }
  if (load.deleted) for await (const item of itemsOf(load)) await forgetDeletion(client, load.tableName, item)
  for (const first of [true, false]) {
    const batches = inBatches(itemsOf(load), (item) => isSetting(item) === first)
    for await (const batch of batches) {
      for (const outcome of await Promise.all(batch.map(put))) counts[outcome] += 1
    }
  }
  return counts
}

/**
 * What became of an item: put (where there was nothing, or over the tombstone of a removed user), already there, erased
 * since (the person), or deleted since (the account).
 */
type Outcome = 'put' | 'there' | 'erased' | 'deleted'

const putItem = async (client: DynamoDBClient, load: Load, given: Item, was: Item): Promise<Outcome> => {
  const { tableName: TableName, overwrite } = load
  if (given.type?.S === 'erasure') return (await putErasure(client, TableName, given)) ? 'put' : 'there'
  if (isDeletion(given))
    return !load.deleted && (await putDeletion(client, TableName, given)) ? 'put' : 'there'
  const Item = unproved(load.deleted ? undeleted(given) : given)
  const check: Checks = {
    erased: await notErased(TableName, was),
    deleted: recordOf(TableName, Item) ?? notDeleted(TableName, Item),
    there: claimOf(TableName, Item),
  }
  if (overwrite) return tryPut(client, { TableName, Item }, check)
  const first = await tryPut(
    client,
    { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
    check,
  )
  if (first !== 'there') return first
  return tryPut(
    client,
    {
      TableName,
      Item: isActive(Item) ? { ...Item, status: { S: 'suspended' }, seat: { BOOL: false } } : Item,
      ConditionExpression: '#status = :removed',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':removed': { S: 'removed' } },
    },
    check,
  )
}

/** A domain has to be proved again, because another account may have it by now. */
const unproved = (item: Item): Item =>
  item.type?.S === 'domain' && item.state !== undefined ? { ...item, state: { S: 'unproved' } } : item

/** An active user whom the account no longer counts comes back suspended, until somebody reinstates them. */
const isActive = (item: Item): boolean => item.type?.S === 'user' && item.status?.S === 'active'

/** Retries of a put that conflicts with another one for the same person. */
const attempts = 5

/** The checks that can refuse an item, by the outcome that a refusal means. */
type Checks = Readonly<Record<'erased' | 'deleted' | 'there', TransactWriteItem | undefined>>

const tryPut = async (client: DynamoDBClient, Put: Put, checks: Checks, attempt = 1): Promise<Outcome> => {
  const given = (['deleted', 'erased', 'there'] as const).flatMap((outcome) => {
    const item = checks[outcome]
    return item === undefined ? [] : [{ outcome, item }]
  })
  try {
    await client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put }, ...given.map(({ item }) => item)] }),
    )
    return 'put'
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const [put, ...refused] = (error.CancellationReasons ?? []).map(
      ({ Code }) => Code === 'ConditionalCheckFailed',
    )
    const first = given.find((_, index) => refused[index])
    if (first) return first.outcome
    if (put) return 'there'
    if (attempt === attempts) throw error
    return tryPut(client, Put, checks, attempt + 1)
  }
}

/** The table that the items are put into counts its users itself. */
const isCounts = ({ sk, type }: Item): boolean => sk?.S === 'COUNTS' && type?.S === 'counts'

const isOfAccount = ({ pk }: Item): boolean => pk?.S?.startsWith('ACCOUNT#') === true
const isErasure = ({ pk }: Item): boolean => pk?.S?.startsWith('ERASED#') === true
const isSetting = (item: Item): boolean =>
  isErasure(item) || (isOfAccount(item) && item.sk?.S?.startsWith('USER#') === false)

/** The trail names who puts the item here, now. The item's earlier history is in the trail that comes along. */
const stamped = (item: Item, now: Date): Item =>
  isOfAccount(item) ? { ...item, updatedAt: { S: now.toISOString() }, updatedBy: { S: 'operator' } } : item

const line = z.object({ Item: z.record(z.string(), z.custom<AttributeValue>()) })

async function* itemsOf({ files, accountId }: Load): AsyncGenerator<Item> {
  for (const file of files) {
    let number = 0
    for await (const text of linesOf(file)) {
      number += 1
      const { Item } = parsed(text, `${file}, line ${number}`)
      const pk = Item.pk?.S ?? ''
      const wanted =
        accountId === undefined ? /^(ACCOUNT|AUDIT)#/.test(pk) : partitionsOf(accountId).includes(pk)
      // Erasures don't belong to an account, and come first.
      if ((wanted && !isCounts(Item)) || isErasure(Item)) yield Item
    }
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file) })
  } catch (error) {
    throw unreadable(file, error)
  }
}

const parsed = (text: string, where: string): z.output<typeof line> => {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    throw new Failure(`${where}: must be an item as DynamoDB exports it`, 'usage', exitCodes.usage)
  }
}

async function* inBatches(
  items: AsyncIterable<Item>,
  wanted: (item: Item) => boolean,
): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    if (wanted(item)) batch.push(item)
    if (batch.length < atOnce) continue
    yield batch
    batch = []
  }
  yield batch
}
