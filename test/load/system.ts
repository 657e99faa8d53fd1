/** A whole system for benchmarks, and accounts of any size in it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { credentials, region } from '../../local/services/dynamodb.ts'
import { signedIdToken } from '../../local/sign-in/issuer.ts'
import type { RunningSystem } from '../../local/system.ts'
import { accountItem, type StoredUser, userItem } from '../support/stored-items.ts'

/** The administrator of every account here, whose address sorts first in each. */
export const admin = 'aaa-admin@example.com'

/** This many members, sorted by address. */
export const members = (count: number): StoredUser[] =>
  Array.from({ length: count }, (_, index) => {
    const name = `person${String(index).padStart(6, '0')}`
    return { email: `${name}@example.com`, name }
  })

type Table = Pick<RunningSystem, 'dynamodbUrl' | 'tableName'>

/** Stores an account with these people and its administrator directly, bypassing the rules, and returns its id. */
export const accountOf = async (
  { dynamodbUrl, tableName }: Table,
  people: readonly StoredUser[],
): Promise<string> => {
  const database = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials }),
  )
  const accountId = `acc_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`
  const items = [
    accountItem(accountId, { name: 'Acme', admin }),
    userItem(accountId, { email: admin, name: 'Ada Admin', roleIds: ['admin'] }),
    ...people.map((person) => userItem(accountId, person)),
  ]
  for (let start = 0; start < items.length; start += 25) {
    const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }))
    await database.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }))
  }
  database.destroy()
  return accountId
}

export type Reply = { readonly status: number; readonly body: ReturnType<typeof JSON.parse> }

/** Calls the API as one person, whose token is made once. */
export const callerOf = async (system: RunningSystem, email = admin) => {
  const authorization = `Bearer ${await signedIdToken(system, email)}`
  return async (method: string, path: string, body?: object): Promise<Reply> => {
    const response = await fetch(`${system.apiUrl}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
}
