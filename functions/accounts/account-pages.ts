/** The list of all accounts, for operators. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { AccountQuery } from '../../shared/contract/accounts.ts'
import { cursorOf, placeOf } from '../table/cursors.ts'
import { accountKey, accountsIndexKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import type { Account } from './account.ts'
import { findAccount } from './stored-account.ts'

export type AccountPage = { readonly items: readonly Account[]; readonly nextCursor?: string }

/** A page of accounts, newest first. Throws 400 `invalid_cursor` for a cursor that doesn't come from a page. */
export const findAccounts = async ({ limit, cursor }: AccountQuery): Promise<AccountPage> => {
  const after = cursor === undefined ? undefined : placeOf(everyAccount, cursor, place)
  const { Items = [] } = await documents.send(
    new QueryCommand({
      ...table(),
      IndexName: 'gsi2',
      KeyConditionExpression: 'gsi2pk = :accounts',
      ExpressionAttributeValues: { ':accounts': accountsIndexKey('', '').gsi2pk },
      ScanIndexForward: false,
      // One more than requested, which tells whether there's a next page.
      Limit: limit + 1,
      ...(after === undefined ? {} : { ExclusiveStartKey: positionOf(after) }),
    }),
  )
  const places = Items.map(({ gsi2sk }) => String(gsi2sk))
  const shown = places.slice(0, limit)
  const found = await Promise.all(shown.map((place) => findAccount(accountIdAt(place))))
  const last = places.length > limit ? shown.at(-1) : undefined
  return {
    items: found.filter((account) => account !== undefined),
    ...(last === undefined ? {} : { nextCursor: cursorOf(everyAccount, last) }),
  }
}

const everyAccount = { list: 'accounts' }
const place = z.string().check(z.regex(/^\d{4}-[\dT:.Z-]+#acc_[\w-]+$/))
const accountIdAt = (place: string): string => place.slice(place.indexOf('#') + 1)
const positionOf = (place: string) => {
  const accountId = accountIdAt(place)
  const createdAt = place.slice(0, place.indexOf('#'))
  return { ...accountKey(accountId), ...accountsIndexKey(accountId, createdAt) }
}
