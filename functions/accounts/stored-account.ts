import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { PublicAccount } from '../../shared/contract/accounts.ts'
import { type AttributeValues, attributeValues } from '../../shared/contract/attributes.ts'
import { language, type MailLanguage, pauseReasons } from '../../shared/contract/mail.ts'
import { product } from '../product/product.ts'
import { type Claim, claimWrites, ownerOf, requireUnclaimed } from '../table/claims.ts'
import { allOf, expressionsOf, present, unchanged } from '../table/expressions.ts'
import { accountKey, externalAccountKey, inAccountRange, type Key, linkKey, roleKey } from '../table/keys.ts'
import { documents, table } from '../table/table.ts'
import { isRemoved } from '../table/tombstones.ts'
import { type Stamp, stamp, tryWrite, updateOf, write } from '../table/writes.ts'
import { type Account, accountRole, customRoleIds, type InviteLink, plainLink } from './account.ts'

const strings = z.array(z.string())
const count = z._default(z.number(), 0)
const flag = z._default(z.boolean(), false)
/** Stored once an option differs from the default link. */
export const linkItem = z.object({
  type: z.literal('link'),
  version: z.number(),
  enabled: z._default(z.boolean(), plainLink.enabled),
  expiresAt: z.optional(z.string()),
  maxUses: z.optional(z.number()),
  uses: z._default(z.number(), plainLink.uses),
  allowedDomains: z.optional(strings),
  linkId: z.optional(z.string()),
  name: z.optional(z.string()),
  roleIds: z.optional(strings),
  needsApproval: z.optional(z.boolean()),
  createdBy: z.optional(z.string()),
  createdAt: z.optional(z.string()),
  givenBy: z.optional(z.string()),
  givenAt: z.optional(z.string()),
  updatedAt: z.optional(z.string()),
})
const accountItem = z.object({
  type: z.literal('account'),
  accountId: z.string(),
  name: z.string(),
  externalId: z.optional(z.string()),
  attributes: z.optional(attributeValues),
  defaultRoleIds: strings,
  rolesVersion: count,
  invitationDays: z.optional(z.number()),
  reminderDays: z.optional(z.number()),
  allowedDomains: z.optional(strings),
  admins: z._default(z.set(z.string()), new Set()),
  seatLimit: z.optional(z.number()),
  seatsTaken: count,
  /** Whether every user has been checked for a seat; true from the start for new accounts. */
  seatsCounted: flag,
  invitationsTakeSeats: flag,
  removedMayRejoin: flag,
  createdAt: z.optional(z.string()),
  language: z._default(language, 'en'),
  mailsPerDay: z.optional(z.number()),
  mailsPaused: z.optional(z.object({ reason: z.enum(pauseReasons), since: z.string() })),
  suspendedAt: z.optional(z.string()),
  deletedAt: z.optional(z.string()),
  restorableUntil: z.optional(z.string()),
})
/** Maintained by the stream's consumer. */
const countsItem = z.object({ type: z.literal('counts'), active: count, suspended: count, invited: count })
export const item = z.discriminatedUnion('type', [
  accountItem,
  countsItem,
  linkItem,
  z.object({
    type: z.literal('role'),
    roleId: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: strings,
  }),
])

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
    customRoles: items.flatMap((one) => (one.type === 'role' ? [accountRole(product, one)] : [])),
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
  const customRoles = found.flatMap((one) => (one?.type === 'role' ? [accountRole(product, one)] : []))
  return { ...account, customRoles }
}

const findItem = async (key: Key): Promise<z.output<typeof item> | undefined> => {
  const { Item } = await documents.send(new GetCommand({ ...table(), Key: key, ConsistentRead: true }))
  return Item && !isRemoved(Item) ? item.parse(Item) : undefined
}

type Stored = z.output<typeof accountItem>

export const accountOf = (
  { admins, seatLimit, seatsTaken, seatsCounted, type, ...account }: Stored,
  around: Pick<Account, 'users' | 'link' | 'customRoles'>,
): Account => ({
  ...account,
  administratorIds: admins,
  seats: { limit: seatLimit, taken: seatsTaken, counted: seatsCounted },
  product,
  ...around,
})

/** For writers that lost a race about the account. */
export const readAccountAgain = {
  missing: 'account_not_found',
  again: ({ accountId }: Account) => findAccount(accountId),
} as const

export const noUsers = { active: 0, suspended: 0, invited: 0 }

/** Changes to the account that don't depend on anything else; null removes an attribute. */
type Change = {
  readonly name?: string | undefined
  readonly defaultRoleIds?: readonly string[] | undefined
  readonly invitationDays?: number | undefined
  readonly reminderDays?: number | null | undefined
  readonly allowedDomains?: readonly string[] | null | undefined
  readonly language?: MailLanguage | undefined
  readonly mailsPerDay?: number | null | undefined
  readonly mailsPaused?: PublicAccount['mailsPaused'] | null
  readonly suspendedAt?: string | null | undefined
  readonly seatLimit?: number | null | undefined
  readonly invitationsTakeSeats?: boolean | undefined
  readonly removedMayRejoin?: boolean | undefined
  readonly externalId?: string | null | undefined
  readonly attributes?: AttributeValues | null | undefined
}

/** Sets the given attributes, and leaves the rest. */
export const updateAccount = (accountId: string, change: Change, by: Stamp): Promise<void> =>
  write([updateOf(accountKey(accountId), { set: { ...change, ...stamp(by) }, on: present('pk') })])

/** The account's claim to its external ID; undefined without one. */
export const accountClaim = ({
  accountId,
  externalId,
}: {
  readonly accountId: string
  readonly externalId?: string | null | undefined
}): Claim | undefined => (externalId ? { key: externalAccountKey(externalId), owner: accountId } : undefined)

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
