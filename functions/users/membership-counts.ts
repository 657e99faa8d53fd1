/**
 * What the account records about its users: who administers it, and how many seats are taken. A write of a user that
 * changes either includes this one, in one transaction; any other is a single write.
 */
import type { Account } from '../accounts/account.ts'
import {
  absent,
  allOf,
  anyOf,
  atMost,
  attribute,
  type Changes,
  contains,
  equals,
  largerThan,
  lessThan,
  not,
  present,
  unchanged,
} from '../table/expressions.ts'
import { accountKey } from '../table/keys.ts'
import { updateOf, type WriteItem } from '../table/writes.ts'
import { administers, type UserRecord } from './user.ts'

/** The user who was `before` and is `after`, with the seat that they hold from then on. */
export const seated = (
  { invitationsTakeSeats }: Pick<Account, 'invitationsTakeSeats'>,
  before: UserRecord | undefined,
  after: UserRecord,
): UserRecord => {
  // An invitation gets a seat when it's created or resent, and otherwise keeps what it has.
  const stays = after.status === 'invited' && before?.nonce === after.nonce
  if (stays) return { ...after, seat: before.seat }
  return { ...after, seat: after.status === 'active' || (after.status === 'invited' && invitationsTakeSeats) }
}

/**
 * The update of the account for a user who was `before` and is `after`; undefined if it changes nothing there. It's
 * refused if the last administrator would go, no seat is free, or the account was suspended or deleted since it was
 * read.
 */
export const membersUpdate = (
  { accountId, suspendedAt, deletedAt }: Pick<Account, 'accountId' | 'suspendedAt' | 'deletedAt'>,
  before: UserRecord | undefined,
  after: UserRecord | undefined,
): readonly WriteItem[] => {
  const changes = [...administratorChanges(before, after), ...seatChanges(before, after)]
  if (changes.length === 0) return []
  const asRead = allOf(
    present('pk'),
    unchanged('suspendedAt', suspendedAt),
    unchanged('deletedAt', deletedAt),
  )
  return [updateOf(accountKey(accountId), { on: asRead }, ...changes)]
}

const administratorChanges = (
  before: UserRecord | undefined,
  after: UserRecord | undefined,
): readonly Changes[] => {
  const [was, is] = [before !== undefined && administers(before), after !== undefined && administers(after)]
  const userId = (after ?? before)?.userId
  if (was === is || userId === undefined) return []
  const admins = new Set([userId])
  if (is) return [{ add: { admins } }]
  const another = anyOf(largerThan('admins', 1), not(contains('admins', userId)))
  return [{ take: { admins }, on: another }]
}

type HandedOver = { readonly leaves: UserRecord; readonly becomes: UserRecord }

/** The same for an administrator who leaves in favor of another: refused if the set of administrators has changed. */
export const handedOverUpdate = (
  { accountId, admins }: Pick<Account, 'accountId' | 'admins'>,
  { leaves, becomes }: HandedOver,
): WriteItem => {
  const others = [...admins].filter((userId) => userId !== leaves.userId)
  const after = new Set([...others, becomes.userId])
  const before = admins.size === 0 ? undefined : admins
  return updateOf(
    accountKey(accountId),
    { set: { admins: after }, on: allOf(present('pk'), unchanged('admins', before)) },
    ...seatChanges(leaves, undefined),
  )
}

const unlimited = absent('seatLimit')

const seatChanges = (before: UserRecord | undefined, after: UserRecord | undefined): readonly Changes[] => {
  const change = Number(after?.seat ?? false) - Number(before?.seat ?? false)
  const add = { seatsTaken: change }
  if (change < 0) return [{ add }]
  // Somebody from before seats were counted, who is in already.
  if (change > 0 && before?.status === 'active') return [{ add }]
  if (change > 0) {
    const free = anyOf(unlimited, absent('seatsTaken'), lessThan('seatsTaken', attribute('seatLimit')))
    const held = after?.status === 'invited' ? equals('invitationsTakeSeats', true) : undefined
    return [{ add, on: allOf(free, held) }]
  }
  // Somebody who joins with a reserved seat is refused if by now fewer seats exist than are taken.
  const joins = after?.status === 'active' && before?.status !== 'active'
  return joins ? [{ add, on: anyOf(unlimited, atMost('seatsTaken', attribute('seatLimit'))) }] : []
}
