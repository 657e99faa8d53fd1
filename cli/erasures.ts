/** The records of erased people, and how to repeat the erasures in a table that was restored to an earlier time. */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { personIdOf } from '../shared/contract/erasure.ts'
import type { Aws } from './connection.ts'
import { deleteAgain, isDeletion } from './deletions.ts'
import { asked } from './stack-outputs.ts'

type Item = Record<string, AttributeValue>

/** Days to keep the fact that somebody was removed, the same as the service itself. */
const daysKept = 30

/** When each person was erased, and the accounts that they're still in. */
type Erasures = ReadonlyMap<string, { readonly item: Item; readonly erasedAt: string }>

export const erasureKey = (personId: string): Item => ({
  pk: { S: `ERASED#${personId}` },
  sk: { S: 'ERASED' },
})

/** The check that nothing older than an erasure comes back; undefined for items that don't concern a person. */
export const notErased = async (TableName: string, item: Item): Promise<TransactWriteItem | undefined> => {
  const [email, accountId] = [item.email?.S, item.accountId?.S]
  if (email === undefined || accountId === undefined) return undefined
  return {
    ConditionCheck: {
      TableName,
      Key: erasureKey(await personIdOf(email)),
      ConditionExpression: 'attribute_not_exists(pk) OR erasedAt < :changed OR contains(keptIn, :account)',
      ExpressionAttributeValues: {
        ':changed': { S: item.updatedAt?.S ?? item.requestedAt?.S ?? '' },
        ':account': { S: accountId },
      },
    },
  }
}

/** The table's records of erased people and deleted accounts, through the index that holds only them. */
async function* everyRecord(client: DynamoDBClient, tableName: string): AsyncGenerator<Item> {
  const query = {
    TableName: tableName,
    IndexName: 'gsi2',
    KeyConditionExpression: 'gsi2pk = :erasures',
    ExpressionAttributeValues: { ':erasures': { S: 'ERASURES' } },
  }
  for await (const { Items = [] } of paginateQuery({ client }, query))
    for (const { pk, sk } of Items) {
      if (!pk || !sk) continue
      const read = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      }
      for await (const { Items = [] } of paginateQuery({ client }, read)) yield* Items
    }
}

/** Puts a record if there's none, or only an older one. */
export const putErasure = async (client: DynamoDBClient, TableName: string, Item: Item): Promise<boolean> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName,
        Item,
        ConditionExpression: 'attribute_not_exists(pk) OR erasedAt < :erasedAt',
        ExpressionAttributeValues: { ':erasedAt': Item.erasedAt ?? { S: '' } },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

type Again = { readonly from: string; readonly to: string; readonly now: Date }

/**
 * Erases from table `to` everyone with a record in `from`, if their data is older than their erasure, and copies the
 * records; deletes accounts that were deleted since. Returns how many records of people there are, how many items were
 * deleted, and how many accounts are deleted.
 */
export const eraseAgain = async (aws: Aws, { from, to, now }: Again) => {
  const client = new DynamoDBClient(aws.dynamodb)
  return asked(`${to} could not be written`, async () => {
    const erasures: Map<string, { item: Item; erasedAt: string }> = new Map()
    let deleted = 0
    for await (const item of everyRecord(client, from))
      if (isDeletion(item)) deleted += Number(await deleteAgain(client, to, item, now))
      else if (item.personId?.S && item.erasedAt?.S)
        erasures.set(item.personId.S, { item, erasedAt: item.erasedAt.S })
    for (const { item } of erasures.values()) await putErasure(client, to, item)
    let erased = 0
    for await (const { Items = [] } of paginateScan({ client }, { TableName: to, ConsistentRead: true }))
      for (const item of Items)
        if (await isErased(item, erasures)) erased += Number(await erase(client, to, item, now))
    return { erasures: erasures.size, erased, deleted }
  })
}

const isErased = async (item: Item, erasures: Erasures): Promise<boolean> => {
  if (item.email?.S === undefined) return false
  const erasure = erasures.get(await personIdOf(item.email.S))
  if (!erasure) return false
  const keptIn = erasure.item.keptIn?.L?.map(({ S }) => S) ?? []
  return (
    (item.updatedAt?.S ?? item.requestedAt?.S ?? '') <= erasure.erasedAt &&
    !keptIn.includes(item.accountId?.S)
  )
}

/**
 * Deletes the item. For a user, the account's counts go down by one, as when they're removed. False if it was already
 * gone.
 */
const erase = async (client: DynamoDBClient, TableName: string, item: Item, now: Date): Promise<boolean> => {
  const { pk, sk, type, userId, status, accountId } = item
  if (!pk || !sk) return false
  const Key = { pk, sk }
  const account = { pk: { S: `ACCOUNT#${accountId?.S}` }, sk: { S: 'ACCOUNT' } }
  const unchanged = 'attribute_exists(pk) AND email = :email'
  const values = { ':email': item.email ?? { S: '' } }
  const items: TransactWriteItem[] =
    type?.S !== 'user'
      ? [{ Delete: { TableName, Key, ConditionExpression: unchanged, ExpressionAttributeValues: values } }]
      : [
          {
            Put: {
              TableName,
              Item: {
                ...Key,
                type,
                ...(accountId && { accountId }),
                ...(userId && { userId }),
                status: { S: 'removed' },
                updatedAt: { S: now.toISOString() },
                updatedBy: { S: 'operator' },
                ttl: { N: String(Math.floor(now.getTime() / 1_000) + daysKept * 86_400) },
              },
              ConditionExpression: unchanged,
              ExpressionAttributeValues: values,
            },
          },
        ]
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: items }))
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false
    throw error
  }
  if (type?.S === 'user' && userId?.S) await countWithout(client, TableName, account, userId.S, status?.S)
  return true
}

const countWithout = async (
  client: DynamoDBClient,
  TableName: string,
  Key: Item,
  userId: string,
  status: string | undefined,
): Promise<void> => {
  const update = (UpdateExpression: string, condition: string, values: Item): TransactWriteItem => ({
    Update: {
      TableName,
      Key,
      UpdateExpression,
      ConditionExpression: condition,
      ExpressionAttributeValues: values,
    },
  })
  const changes = [
    update('DELETE admins :ids', 'contains(admins, :id)', { ':ids': { SS: [userId] }, ':id': { S: userId } }),
    ...(status === 'active'
      ? [update('ADD seatsTaken :less', 'attribute_exists(seatsTaken)', { ':less': { N: '-1' } })]
      : []),
  ]
  for (const change of changes)
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [change] }))
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
    }
}
