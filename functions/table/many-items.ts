/** Reads many items in a few requests. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import { batchesOf } from './batches.ts'
import type { Key } from './keys.ts'
import { untilFirst } from './optimistic-retry.ts'
import { documents, table } from './table.ts'
import { isRemoved } from './tombstones.ts'

/** The most keys that DynamoDB takes in one request. */
const mostKeys = 100

type Item = Readonly<Record<string, unknown>>

/** Whatever is stored under these keys, in any order and strongly consistent, without tombstones. */
export const findItems = async (keys: readonly Key[]): Promise<readonly Item[]> =>
  (await Promise.all(batchesOf(keys, mostKeys).map(findBatch))).flat().filter((item) => !isRemoved(item))

/** DynamoDB may return only some of a batch, if it's large or the table is busy. */
const findBatch = (keys: readonly Key[]): Promise<readonly Item[]> => {
  const { TableName } = table()
  const found: Item[] = []
  let Keys: Item[] = [...keys]
  return untilFirst(async () => {
    const RequestItems = { [TableName]: { Keys, ConsistentRead: true } }
    const { Responses, UnprocessedKeys } = await documents.send(new BatchGetCommand({ RequestItems }))
    found.push(...(Responses?.[TableName] ?? []))
    Keys = UnprocessedKeys?.[TableName]?.Keys ?? []
    return Keys.length === 0 ? found : undefined
  })
}
