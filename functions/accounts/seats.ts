/**
 * Who holds a seat. An account's `seatsTaken` is the number of its users with `seat: true`. Each write that changes one
 * changes the other in the same transaction, so no count has to wait for others. A user from before seats were counted
 * has no `seat` at all.
 */
import { paginateQuery } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { batchesOf } from '../table/batches.ts'
import {
  absent,
  allOf,
  anyOf,
  beginsWith,
  type Condition,
  equals,
  expressionsOf,
  not,
  present,
  unchanged,
} from '../table/expressions.ts'
import { accountKey, countsKey, userKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { tryWrite, updateOf, write } from '../table/writes.ts'
import type { Account } from './account.ts'
import { findAccount } from './stored-account.ts'

/** DynamoDB allows 100 items in a transaction; two of them are the account's own. */
const usersAtOnce = 98

const unsettledUser = z.object({
  userId: z.string(),
  status: z.enum(['active', 'suspended', 'invited']),
  seat: z.optional(z.boolean()),
})
type UnsettledUser = z.output<typeof unsettledUser>

/**
 * Gives a seat to each user of the account who should hold one, and takes it from the others, while people join and
 * leave. Invitations get seats while there are free ones. Continues where an earlier run stopped.
 */
export const settleSeats = async (accountId: string): Promise<void> => {
  for (let settled = false; !settled; ) {
    settled = true
    for await (const users of unsettledPages(accountId))
      for (const batch of batchesOf(users, usersAtOnce))
        if (!(await settleBatch(accountId, batch))) settled = false
  }
  await write([updateOf(accountKey(accountId), { set: { seatsCounted: true }, on: present('pk') })])
}

async function* unsettledPages(accountId: string): AsyncGenerator<UnsettledUser[]> {
  const account = await findAccount(accountId)
  const { pk, sk } = userKey(accountId, '')
  const is = (status: string, seat: boolean): Condition =>
    allOf(equals('status', status), equals('seat', seat))
  const query = expressionsOf({
    KeyConditionExpression: allOf(equals('pk', pk), beginsWith('sk', sk)),
    FilterExpression: anyOf(
      allOf(absent('seat'), not(equals('status', 'removed'))),
      is('active', false),
      is('suspended', true),
      is('invited', !account?.invitationsTakeSeats),
    ),
  })
  const pages = paginateQuery({ client: documents }, { ...table(), ...query, ConsistentRead: true })
  for await (const { Items = [] } of pages) yield Items.map((item) => unsettledUser.parse(item))
}

/** False if somebody else changed one of them, or the number of seats, first. */
const settleBatch = async (accountId: string, users: readonly UnsettledUser[]): Promise<boolean> => {
  const account = await findAccount(accountId)
  if (!account) return true
  const moved = movedOf(account, users)
  if (moved.length === 0) return true
  const more = moved.filter(({ to }) => to).length - moved.filter(({ user }) => user.seat).length
  const reserves = moved.some(({ user, to }) => to && user.status === 'invited')
  const counted = Object.entries(
    Object.groupBy(
      moved.filter(({ user }) => user.seat === undefined),
      ({ user }) => user.status,
    ),
  )
  return tryWrite(
    ...moved.map(({ user: { userId, status, seat }, to }) =>
      updateOf(userKey(accountId, userId), {
        set: { seat: to },
        on: allOf(equals('status', status), unchanged('seat', seat)),
      }),
    ),
    updateOf(accountKey(accountId), { add: { seatsTaken: more } }, ...(reserves ? [sameSeats(account)] : [])),
    // Nothing else counts users from before seats were counted; their own changes count from now on.
    ...(counted.length === 0
      ? []
      : [
          updateOf(countsKey(accountId), {
            set: { type: 'counts' },
            add: Object.fromEntries(counted.map(([status, { length }]) => [status, length])),
          }),
        ]),
  )
}

const sameSeats = ({ seatLimit, seatsTaken, invitationsTakeSeats }: Account) => ({
  on: allOf(
    unchanged('seatLimit', seatLimit),
    seatsTaken === 0
      ? anyOf(absent('seatsTaken'), equals('seatsTaken', 0))
      : equals('seatsTaken', seatsTaken),
    equals('invitationsTakeSeats', invitationsTakeSeats),
  ),
})

/** The users whose seat changes. Active users hold one regardless of the limit, invitations as long as one is free. */
const movedOf = (
  { seatLimit, seatsTaken, invitationsTakeSeats }: Account,
  users: readonly UnsettledUser[],
) => {
  const joined = users.filter(({ status, seat }) => status === 'active' && !seat).length
  let free = (seatLimit ?? Number.POSITIVE_INFINITY) - seatsTaken - joined
  return users.flatMap((user) => {
    const waits = user.status === 'invited' && invitationsTakeSeats
    const to = user.status === 'active' || (waits && (user.seat === true || free > 0))
    if (waits && to && !user.seat) free -= 1
    return to === user.seat ? [] : [{ user, to }]
  })
}
