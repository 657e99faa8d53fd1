/** Many accounts at once, for people who belong to many. */
import * as z from 'zod/mini'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import { product } from '../product/product.ts'
import { accountIdOfPartition, accountKey, roleKey } from '../table/keys.ts'
import { findItems } from '../table/many-items.ts'
import { type Account, customRoleIds, plainLink } from './account.ts'
import { accountOf, customRolesAmong, findAccount, item, noUsers } from './stored-account.ts'

/** Somebody's roles in an account; each account is named once. */
type Membership = { readonly accountId: string; readonly roleIds: readonly string[] }

const keyed = z.looseObject({ pk: z.string() })

/**
 * The accounts by id, strongly consistent, each with those of its own roles that decide what these roles permit, and
 * without its link and the counts of its users.
 */
export const findAccounts = async (
  memberships: readonly Membership[],
): Promise<ReadonlyMap<string, Account>> => {
  const keys = memberships.flatMap(({ accountId, roleIds }) => [
    accountKey(accountId),
    ...customRoleIds({ product }, roleIds).map((roleId) => roleKey(accountId, roleId)),
  ])
  const found = (await findItems(keys)).map((raw) => ({
    accountId: accountIdOfPartition(keyed.parse(raw).pk),
    stored: item.parse(raw),
  }))
  const accounts = [...Map.groupBy(found, ({ accountId }) => accountId).values()].flatMap((inAccount) => {
    const items = inAccount.map(({ stored }) => stored)
    const stored = items.find((one) => one.type === 'account')
    const around = { users: noUsers, link: plainLink, customRoles: customRolesAmong(items) }
    return stored ? [accountOf(stored, around)] : []
  })
  const administered = new Set(
    memberships.filter(({ roleIds }) => roleIds.includes(administratorRoleId)).map((one) => one.accountId),
  )
  const whole = await Promise.all(
    accounts.map((account) =>
      administered.has(account.accountId) ? withEveryRole(account) : Promise.resolve(account),
    ),
  )
  return new Map(whole.flatMap((account) => (account ? [[account.accountId, account]] : [])))
}

/** Administrators have the permissions of all of its own roles, if it ever had any. */
const withEveryRole = (account: Account): Promise<Account | undefined> =>
  account.rolesVersion === 0 ? Promise.resolve(account) : findAccount(account.accountId)
