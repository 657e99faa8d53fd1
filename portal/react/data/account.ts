/** The account that a page is about, and who is looking at it. */
import { createSafeContext } from '@mantine/core'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { Output, UsherClient } from '../../../shared/client/client.ts'
import type { getMe } from '../../../shared/contract/accounts.ts'
import type { Permission } from '../../../shared/contract/permissions.ts'

export type Membership = Output<typeof getMe>['accounts'][number]

export const [AccountProvider, useAccount] = createSafeContext<Membership>('The account is missing')

export const may = (membership: Membership, permission: Permission): boolean =>
  membership.permissions.includes(permission)

export const useMay = (permission: Permission): boolean => may(useAccount(), permission)

export const meQuery = (usher: UsherClient) =>
  queryOptions({ queryKey: ['me'], queryFn: () => answered(usher.getMe({})), staleTime: 60_000 })

/** The prefix of an account's cache keys. */
export const accountKey = (accountId: string) => ['account', accountId] as const

/** Invalidates the cached users and counts of the account, after a change. */
export const usersChanged = (queries: QueryClient, accountId: string): Promise<void> =>
  queries.invalidateQueries({ queryKey: [...accountKey(accountId), 'users'] })
