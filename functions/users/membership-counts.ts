/**
 * What the account keeps of its active users: who administers it, and how many there are where a limit has them counted.
 * A user's write that changes either goes with this one, in one transaction; any other stands alone.
 */
import type { Account } from '../accounts/account.ts'
import { accountKey } from '../table/keys.ts'
import { table, type WriteItem } from '../table/table.ts'
import { administers, type UserRecord } from './user.ts'

/**
 * The update of the account for a user who was `before` and is `after`; none where nothing of it changes. It is refused
 * where the last administrator would go, no seat is free, or the counting began or ended since the account was read.
 */
export const membersUpdate = (
  account: Account,
  before: UserRecord | undefined,
  after: UserRecord | undefined,
): readonly WriteItem[] => {
  const parts = [...administratorPart(before, after), ...seatPart(account, before, after)]
  if (parts.length === 0) return []
  return [
    {
      Update: {
        ...table(),
        Key: accountKey(account.accountId),
        UpdateExpression: parts.map(({ update }) => update).join(' '),
        ConditionExpression: parts.map(({ condition }) => `(${condition})`).join(' AND '),
        ExpressionAttributeValues: Object.assign({}, ...parts.map(({ values }) => values)),
      },
    },
  ]
}

type Part = { readonly update: string; readonly condition: string; readonly values: object }

const administratorPart = (
  before: UserRecord | undefined,
  after: UserRecord | undefined,
): readonly Part[] => {
  const [was, is] = [before !== undefined && administers(before), after !== undefined && administers(after)]
  const userId = (after ?? before)?.userId
  if (was === is || userId === undefined) return []
  const values = { ':userIds': new Set([userId]) }
  if (is) return [{ update: 'ADD admins :userIds', condition: 'attribute_exists(pk)', values }]
  return [
    {
      update: 'DELETE admins :userIds',
      condition: 'size(admins) > :one OR NOT contains(admins, :userId)',
      values: { ...values, ':userId': userId, ':one': 1 },
    },
  ]
}

const seatPart = (
  { seats }: Account,
  before: UserRecord | undefined,
  after: UserRecord | undefined,
): readonly Part[] => {
  const change = Number(after?.status === 'active') - Number(before?.status === 'active')
  if (seats === undefined || change === 0) return []
  const settled = 'attribute_exists(seatLimit) AND attribute_not_exists(seatsCountedBy)'
  return [
    {
      update: 'ADD seatsTaken :seats',
      condition: change > 0 ? `${settled} AND seatsTaken < seatLimit` : settled,
      values: { ':seats': change },
    },
  ]
}
