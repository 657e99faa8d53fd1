/**
 * Accounts as files, in the form in which DynamoDB itself exports a table: one `{"Item": …}` a line. So an account moves to
 * another stack, and comes back from a restored table or from the export of a region that is lost.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { pipeline } from 'node:stream/promises'
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { Aws } from './connection.ts'
import { exitCodes, Failure, unreadable } from './failure.ts'
import { asked } from './stack-outputs.ts'

type Item = Record<string, AttributeValue>

/** What is of an account and stays: itself with its users, and its trail. Who asks to join by the link can ask again. */
const partitionsOf = (accountId: string): readonly string[] => [`ACCOUNT#${accountId}`, `AUDIT#${accountId}`]

type Export = { readonly accountId: string; readonly tableName: string; readonly file: string }

/** Writes all items of an account into a file, and returns how many. Throws a `Failure` where there is no such account. */
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
  await asked(`${accountId} could not be written to ${file}`, () => pipeline(lines, createWriteStream(file)))
  return count
}

type Load = {
  readonly tableName: string
  readonly files: readonly string[]
  /** Of a file with several accounts, this one alone. */
  readonly accountId?: string | undefined
  /** Puts over what is there; by default what is there stays. */
  readonly overwrite: boolean
  readonly now: Date
}
type Loaded = { readonly put: number; readonly there: number }

/** Items that are put at once. */
const atOnce = 25

/** Puts the items of all files into the table: accounts with their roles first, since mails of users name them. */
export const loadAccounts = async (aws: Aws, load: Load): Promise<Loaded> => {
  const client = new DynamoDBClient(aws.dynamodb)
  const put = (Item: Item): Promise<boolean> =>
    asked(`${load.tableName} could not be written`, () => putItem(client, load, stamped(Item, load.now)))
  let [count, there] = [0, 0]
  for (const first of [true, false]) {
    const batches = inBatches(itemsOf(load), (item) => isSetting(item) === first)
    for await (const batch of batches) {
      const done = await Promise.all(batch.map(put))
      count += done.filter(Boolean).length
      there += done.filter((isPut) => !isPut).length
    }
  }
  return { put: count, there }
}

/** Whether the item is put: where nothing is, or over what is left of somebody who was removed. */
const putItem = async (client: DynamoDBClient, load: Load, Item: Item): Promise<boolean> => {
  const { tableName: TableName, overwrite } = load
  if (overwrite) return tryPut(client, { TableName, Item })
  if (await tryPut(client, { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })) return true
  return tryPut(client, {
    TableName,
    Item: isActive(Item) ? { ...Item, status: { S: 'suspended' }, seat: { BOOL: false } } : Item,
    ConditionExpression: '#status = :removed AND attribute_not_exists(erased)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':removed': { S: 'removed' } },
  })
}

/** Who comes back into an account that has counted without them is suspended, until somebody lets them in. */
const isActive = (item: Item): boolean => item.type?.S === 'user' && item.status?.S === 'active'

const tryPut = async (client: DynamoDBClient, input: PutItemCommandInput): Promise<boolean> => {
  try {
    await client.send(new PutItemCommand(input))
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** The table that it is put into counts the users itself. */
const isCounts = ({ sk, type }: Item): boolean => sk?.S === 'COUNTS' && type?.S === 'counts'

const isOfAccount = ({ pk }: Item): boolean => pk?.S?.startsWith('ACCOUNT#') === true
const isSetting = (item: Item): boolean => isOfAccount(item) && item.sk?.S?.startsWith('USER#') === false

/** The trail tells of who puts it here, now: what was there before is in the trail that comes along. */
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
      if (accountId === undefined ? /^(ACCOUNT|AUDIT)#/.test(pk) : partitionsOf(accountId).includes(pk))
        if (!isCounts(Item)) yield Item
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
