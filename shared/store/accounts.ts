/** Reading and writing accounts. */
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { administratorRoleId } from '../contract/permissions.ts'
import { type Account, firstDefaultRoleIds, plainLink } from '../model/accounts.ts'
import { accountKey, accountRange } from './keys.ts'
import { documents, isRefused, table } from './table.ts'

const strings = z.array(z.string())
/** Written once an option differs from the link that nobody has set anything about. */
export const linkItem = z.object({
  type: z.literal('link'),
  version: z.number(),
  enabled: z._default(z.boolean(), plainLink.enabled),
  expiresAt: z.optional(z.string()),
  maxUses: z.optional(z.number()),
  uses: z._default(z.number(), plainLink.uses),
  allowedDomains: z.optional(strings),
})
const item = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('account'),
    accountId: z.string(),
    name: z.string(),
    defaultRoleIds: strings,
    rolesVersion: z._default(z.number(), 0),
  }),
  linkItem,
  z.object({
    type: z.literal('role'),
    roleId: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: strings,
  }),
])

/** The account with its link and roles, strongly consistent: a permission taken away counts at the next request. */
export const findAccount = async (accountId: string): Promise<Account | undefined> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({ ...table(), ...accountRange(accountId), ConsistentRead: true }),
  )
  const items = Items.filter(({ deleted }) => deleted !== true).map((raw) => item.parse(raw))
  const account = items.find((one) => one.type === 'account')
  if (!account) return undefined
  return {
    accountId: account.accountId,
    name: account.name,
    defaultRoleIds: account.defaultRoleIds,
    rolesVersion: account.rolesVersion,
    link: items.find((one) => one.type === 'link') ?? plainLink,
    customRoles: items.flatMap((one) => (one.type === 'role' ? [{ ...one, builtIn: false }] : [])),
  }
}

type NewAccount = { readonly accountId: string; readonly name: string; readonly now: Date }

/** Makes the account unless it is there; an account that is there stays as it is. */
export const ensureAccount = async ({ accountId, name, now }: NewAccount): Promise<void> => {
  const write = new PutCommand({
    ...table(),
    Item: {
      ...accountKey(accountId),
      type: 'account',
      accountId,
      name,
      defaultRoleIds: firstDefaultRoleIds,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      updatedBy: 'bootstrap',
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  })
  try {
    await documents.send(write)
  } catch (error) {
    if (!isRefused(error)) throw error
  }
}

type DefaultRoles = {
  readonly accountId: string
  readonly roleIds: readonly string[]
  readonly by: string
  readonly now: Date
}

export const setDefaultRoles = async ({ accountId, roleIds, by, now }: DefaultRoles): Promise<void> => {
  await documents.send(
    new UpdateCommand({
      ...table(),
      Key: accountKey(accountId),
      UpdateExpression: 'SET defaultRoleIds = :roleIds, updatedAt = :now, updatedBy = :by',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':roleIds': roleIds, ':now': now.toISOString(), ':by': by },
    }),
  )
}

/** What a user's write goes with when it makes somebody an active administrator. */
export const addAdministrator = (accountId: string, userId: string) => ({
  Update: {
    ...table(),
    Key: accountKey(accountId),
    UpdateExpression: 'ADD admins :userId',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':userId': new Set([userId]) },
  },
})

/** What a user's write goes with when it takes an active administrator away: never the last one. */
export const removeAdministrator = (accountId: string, userId: string) => ({
  Update: {
    ...table(),
    Key: accountKey(accountId),
    UpdateExpression: 'DELETE admins :userIds',
    ConditionExpression: 'size(admins) > :one OR NOT contains(admins, :userId)',
    ExpressionAttributeValues: { ':userIds': new Set([userId]), ':userId': userId, ':one': 1 },
  },
})

export const makesAdministrator = (roleIds: readonly string[]): boolean =>
  roleIds.includes(administratorRoleId)
