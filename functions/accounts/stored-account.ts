import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { product } from '../product/product.ts'
import { type Claim, claimWrites, ownerOf, requireUnclaimed } from '../table/claims.ts'
import { allOf, expressionsOf, present, unchanged } from '../table/expressions.ts'
import { accountKey, externalAccountKey, inAccountRange, type Key, linkKey, roleKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved } from '../table/tombstones.ts'
import { type Stamp, stamp, tryWrite, updateOf, write } from '../table/writes.ts'
import {
  type Account,
  type AccountRecord,
  accountRecord,
  accountRole,
  customRoleIds,
  type InviteLink,
  linkRecord,
  plainLink,
  type Role,
  roleRecord,
} from './account.ts'

const count = z._default(z.number(), 0)
export const item = z.discriminatedUnion('type', [
  z.extend(accountRecord, { type: z.literal('account') }),
  z.extend(linkRecord, { type: z.literal('link') }),
  z.extend(roleRecord, { type: z.literal('role') }),
  /** Maintained by the stream's consumer. */
  z.object({ type: z.literal('counts'), active: count, suspended: count, invited: count }),
])
type Item = z.output<typeof item>

/**
 * The account with its link and roles, strongly consistent, so that a revoked permission takes effect on the next
 * request.
 */
export const findAccount = async (accountId: string): Promise<Account | undefined> => {
  const range = expressionsOf({ KeyConditionExpression: inAccountRange(accountId) })
  const { Items = [] } = await documents.send(
    new QueryCommand({ ...table(), ...range, ConsistentRead: true }),
  )
  const items = Items.filter((raw) => !isRemoved(raw)).map((raw) => item.parse(raw))
  const stored = items.find((one) => one.type === 'account')
  if (!stored) return undefined
  const { active, suspended, invited } = items.find((one) => one.type === 'counts') ?? noUsers
  return accountOf(stored, {
    users: { active, suspended, invited },
    link: items.find((one) => one.type === 'link') ?? plainLink,
    customRoles: customRolesAmong(items),
  })
}

/**
 * The account with its link, but without its custom roles and user counts: two small reads, whatever the account holds.
 * For requests that anyone can make, together with `withRoles`.
 */
export const findBareAccount = async (accountId: string): Promise<Account | undefined> => {
  const [account, link] = await Promise.all([findItem(accountKey(accountId)), findItem(linkKey(accountId))])
  if (account?.type !== 'account') return undefined
  return accountOf(account, {
    users: noUsers,
    link: link?.type === 'link' ? link : plainLink,
    customRoles: [],
  })
}

/** One of the account's links other than the first; undefined if it doesn't exist or was deleted. */
export const findLink = async (accountId: string, linkId: string): Promise<InviteLink | undefined> => {
  const found = await findItem(linkKey(accountId, linkId))
  return found?.type === 'link' ? found : undefined
}

/** The account with those of its own roles that are named here; costs no read if it needs none of them. */
export const withRoles = async (account: Account, roleIds: readonly string[]): Promise<Account> => {
  const found = await Promise.all(
    customRoleIds(account, roleIds).map((roleId) => findItem(roleKey(account.accountId, roleId))),
  )
  return { ...account, customRoles: customRolesAmong(found) }
}

const findItem = async (key: Key): Promise<Item | undefined> => {
  const { Item } = await documents.send(new GetCommand({ ...table(), Key: key, ConsistentRead: true }))
  return Item && !isRemoved(Item) ? item.parse(Item) : undefined
}

export const accountOf = (
  { type, ...account }: Extract<Item, { readonly type: 'account' }>,
  around: Pick<Account, 'users' | 'link' | 'customRoles'>,
): Account => ({ ...account, product, ...around })

export const customRolesAmong = (items: readonly (Item | undefined)[]): readonly Role[] =>
  items.flatMap((one) => {
    if (one?.type !== 'role') return []
    const { type, ...role } = one
    return [accountRole(product, role)]
  })

/** For writers that lost a race about the account. */
export const readAccountAgain = {
  missing: 'account_not_found',
  again: ({ accountId }: Account) => findAccount(accountId),
} as const

export const noUsers = { active: 0, suspended: 0, invited: 0 }

/** Changes to the account that don't depend on anything else; null removes an attribute. */
type Change = { readonly [Name in keyof AccountRecord]?: AccountRecord[Name] | null }

/** Sets the given attributes, and leaves the rest. */
export const updateAccount = (accountId: string, change: Change, by: Stamp): Promise<void> =>
  write([updateOf(accountKey(accountId), { set: { ...change, ...stamp(by) }, on: present('pk') })])

/** The account's claim to its external ID; undefined without one. */
export const accountClaim = ({
  accountId,
  externalId,
}: Pick<Change, 'externalId'> & Pick<AccountRecord, 'accountId'>): Claim | undefined =>
  externalId ? { key: externalAccountKey(externalId), owner: accountId } : undefined

/**
 * As `updateAccount`, where an external id or attributes change: on condition that those are as they were read. False where
 * somebody else was first. 409 `external_id_taken`.
 */
export const tryUpdateAccount = async (
  { accountId, externalId, attributes }: Account,
  change: Change,
  by: Stamp,
): Promise<boolean> => {
  const was = accountClaim({ accountId, externalId })
  const is =
    change.externalId === undefined ? was : accountClaim({ accountId, externalId: change.externalId })
  const asRead = allOf(
    present('pk'),
    unchanged('externalId', externalId),
    unchanged('attributes', attributes),
  )
  const update = updateOf(accountKey(accountId), { set: { ...change, ...stamp(by) }, on: asRead })
  if (await tryWrite(update, ...claimWrites(was, is))) return true
  await requireUnclaimed(is)
  return false
}

/** The account with this external id; undefined where there is none. */
export const findExternalAccount = async (externalId: string): Promise<Account | undefined> => {
  const accountId = await ownerOf(externalAccountKey(externalId))
  const account = accountId === undefined ? undefined : await findAccount(accountId)
  return account?.externalId === externalId ? account : undefined
}
