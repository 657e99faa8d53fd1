/** The erasure of an account is recorded once, by its certificate, rather than by an entry for each item. */
import type { DynamoDBRecord } from 'aws-lambda'
import { findDeletion } from '../accounts/stored-deletion.ts'
import { accountIdOfPartition, accountKey } from '../table/keys.ts'

const accountIdIn = ({ dynamodb }: DynamoDBRecord): string =>
  accountIdOfPartition(dynamodb?.Keys?.pk?.S ?? '')
const isRemoval = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.NewImage === undefined

/**
 * The accounts among these records that are being erased, for which nothing is recorded any more. Only deletions cost a
 * read, one per account, and little besides erasing deletes anything in an account.
 */
export const erasedAmong = async (records: readonly DynamoDBRecord[]): Promise<ReadonlySet<string>> => {
  const candidates = [...new Set(records.filter(isRemoval).map(accountIdIn))]
  const deletions = await Promise.all(candidates.map(findDeletion))
  return new Set(candidates.filter((_, index) => deletions[index]?.erasingSince !== undefined))
}

/** Whether the record is worth recording: for an account being erased, only that it's gone. */
export const isToldOf = (record: DynamoDBRecord, erased: ReadonlySet<string>): boolean =>
  !isRemoval(record) || !erased.has(accountIdIn(record)) || record.dynamodb?.Keys?.sk?.S === accountKey('').sk
