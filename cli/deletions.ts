/** Deleted accounts, for files and restored tables: neither brings one back unless somebody asks for it. */
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'

type Item = Record<string, AttributeValue>

const deletionKey = (accountId: string): Item => ({
  pk: { S: `ERASED#${accountId}` },
  sk: { S: 'ERASED' },
})
const accountKey = (accountId: string): Item => ({
  pk: { S: `ACCOUNT#${accountId}` },
  sk: { S: 'ACCOUNT' },
})

export const isDeletion = ({ type }: Item): boolean => type?.S === 'deletion'
const isAccount = ({ type, sk }: Item): boolean => type?.S === 'account' && sk?.S === 'ACCOUNT'

/** The account that an item in an account's file belongs to. */
const accountIdOf = ({ pk }: Item): string | undefined =>
  /^(?:ACCOUNT|AUDIT)#(acc_.*)$/.exec(pk?.S ?? '')?.[1]

/**
 * The check that an item doesn't bring back a deleted account; undefined for items that don't belong to an account.
 * While a deleted account can still be restored, only its own item could bring it back, unless the file has it as
 * deleted too.
 */
export const notDeleted = (TableName: string, item: Item): TransactWriteItem | undefined => {
  const accountId = accountIdOf(item)
  if (accountId === undefined) return undefined
  const revives = isAccount(item) && item.deletedAt === undefined
  return {
    ConditionCheck: {
      TableName,
      Key: deletionKey(accountId),
      ConditionExpression: revives ? 'attribute_not_exists(pk)' : 'attribute_not_exists(erasingSince)',
    },
  }
}

/** The record that's written with a deleted account's own item, so that the sweeper finds it. */
export const recordOf = (TableName: string, item: Item): TransactWriteItem | undefined => {
  const accountId = accountIdOf(item)
  const { deletedAt, restorableUntil, updatedBy } = item
  if (!isAccount(item) || accountId === undefined || !deletedAt?.S || !restorableUntil?.S) return undefined
  return {
    Put: {
      TableName,
      Item: {
        ...deletionKey(accountId),
        gsi2pk: { S: 'ERASURES' },
        gsi2sk: { S: accountId },
        gsi4pk: { S: 'DELETED' },
        gsi4sk: restorableUntil,
        type: { S: 'deletion' },
        accountId: { S: accountId },
        deletedAt,
        restorableUntil,
        deletedBy: updatedBy ?? { S: 'operator' },
        counts: { M: {} },
      },
      ConditionExpression: 'attribute_not_exists(erasingSince)',
    },
  }
}

/** Puts the record of an erased account if there's none. An account that can be restored brings its own. */
export const putDeletion = async (
  client: DynamoDBClient,
  TableName: string,
  Item: Item,
): Promise<boolean> => {
  if (Item.erasingSince === undefined) return false
  const put = { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }
  return client.send(new PutItemCommand(put)).then(
    () => true,
    (error: Error) => {
      if (error.name === 'ConditionalCheckFailedException') return false
      throw error
    },
  )
}

/** The item without its deletion, for somebody who wants the account back. */
export const undeleted = ({ deletedAt, restorableUntil, ...item }: Item): Item =>
  isAccount(item)
    ? item
    : { ...item, ...(deletedAt && { deletedAt }), ...(restorableUntil && { restorableUntil }) }

/** Deletes the record that this item's account was erased. Does nothing if the account is in the table. */
export const forgetDeletion = async (
  client: DynamoDBClient,
  TableName: string,
  item: Item,
): Promise<void> => {
  const accountId = accountIdOf(item)
  if (accountId === undefined || !isAccount(item)) return
  await transact(client, [
    { Delete: { TableName, Key: deletionKey(accountId) } },
    {
      ConditionCheck: {
        TableName,
        Key: accountKey(accountId),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ])
}

/**
 * Deletes this record's account from a restored table, if it's there and active. If its grace period is over, that
 * table's next sweep erases it. False if there's no such account.
 */
export const deleteAgain = async (
  client: DynamoDBClient,
  TableName: string,
  record: Item,
  now: Date,
): Promise<boolean> => {
  const accountId = record.accountId?.S ?? ''
  const { erasedAt, gsi4sk, deletedAt = { S: '' }, restorableUntil = { S: '' }, ...rest } = record
  const due = record.erasingSince === undefined && gsi4sk ? gsi4sk : { S: now.toISOString() }
  const Item = {
    ...rest,
    deletedAt,
    restorableUntil,
    gsi4pk: { S: 'DELETED' },
    gsi4sk: due,
    counts: { M: {} },
  }
  return transact(client, [
    {
      Update: {
        TableName,
        Key: accountKey(accountId),
        UpdateExpression: 'SET deletedAt = :deletedAt, restorableUntil = :until',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(deletedAt)',
        ExpressionAttributeValues: { ':deletedAt': deletedAt, ':until': restorableUntil },
      },
    },
    { Put: { TableName, Item } },
  ])
}

/** False if a condition refused it. */
const transact = async (client: DynamoDBClient, items: TransactWriteItem[]): Promise<boolean> => {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: items }))
    return true
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false
    throw error
  }
}
