/** External ids of loaded accounts and users: each is an item of its own, made anew beside its owner. */
import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb'

type Item = Record<string, AttributeValue>

/** The claim that goes with the item, and refuses it where somebody else has its external id; undefined without one. */
export const claimOf = (TableName: string, item: Item): TransactWriteItem | undefined => {
  const externalId = item.externalId?.S
  const isUser = item.type?.S === 'user'
  const owner = isUser ? item.userId : item.accountId
  if (externalId === undefined || owner === undefined || !(isUser || item.type?.S === 'account'))
    return undefined
  const key: Item = isUser
    ? { pk: { S: `EXTERNAL-IDS#${item.accountId?.S}` }, sk: { S: externalId } }
    : { pk: { S: `EXTERNAL-ID#${externalId}` }, sk: { S: 'ACCOUNT' } }
  return {
    Put: {
      TableName,
      Item: { ...key, type: { S: 'external-id' }, owner },
      ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
    },
  }
}
