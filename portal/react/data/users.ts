/** Reading the users of an account. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { Output, UsherClient } from '../../../shared/client/client.ts'
import type { listUsers, User } from '../../../shared/contract/users.ts'
import { accountKey } from './account.ts'

export type Filter = {
  readonly status?: User['status'] | undefined
  readonly roleId?: string | undefined
  readonly search?: string | undefined
}
type Page = Output<typeof listUsers>

const pageSize = 50
/** Requests for one page: a filter that few users pass makes pages of the API short or empty. */
const mostRequests = 10

const userKey = (accountId: string, userId: string) => [...accountKey(accountId), 'user', userId] as const

export const userQuery = (usher: UsherClient, accountId: string, userId: string) =>
  queryOptions({
    queryKey: userKey(accountId, userId),
    queryFn: () => answered(usher.getUser({ accountId, userId })),
    refetchInterval: ({ state }) => (state.data && isUnderway(state.data) ? pollMilliseconds : false),
  })

/** A page of users that pass the filter, as full as they come. */
export const userPageQuery = (usher: UsherClient, accountId: string, filter: Filter, cursor?: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'users', 'page', filter, cursor],
    queryFn: async ({ client }): Promise<Page> => {
      let page: Page = { items: [], nextCursor: cursor }
      for (let request = 0; request < mostRequests; request++) {
        const limit = String(pageSize - page.items.length)
        const query = { ...filter, limit, cursor: page.nextCursor }
        const { items, nextCursor } = await answered(usher.listUsers({ accountId, query }))
        page = { items: [...page.items, ...items], nextCursor }
        if (nextCursor === undefined || page.items.length >= pageSize) break
      }
      for (const user of page.items) client.setQueryData(userKey(accountId, user.userId), user)
      return page
    },
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderway) ? pollMilliseconds : false),
  })

/**
 * Shows what a write has returned wherever the user is cached: the list's index follows a moment later, so that asking
 * it again would bring back what was there before.
 */
export const showUser = (queries: QueryClient, accountId: string, user: User): void =>
  updateCached(queries, accountId, user.userId, user)

/** Takes a user who was removed from every cached list, and forgets them. */
export const hideUser = (queries: QueryClient, accountId: string, userId: string): void => {
  updateCached(queries, accountId, userId, undefined)
  void queries.resetQueries({ queryKey: userKey(accountId, userId), exact: true })
}

const updateCached = (
  queries: QueryClient,
  accountId: string,
  userId: string,
  now: User | undefined,
): void => {
  if (now) queries.setQueryData(userKey(accountId, userId), now)
  const pages = { queryKey: [...accountKey(accountId), 'users', 'page'] }
  queries.setQueriesData<Page>(
    pages,
    (page) =>
      page && { ...page, items: page.items.flatMap((one) => (one.userId === userId ? (now ?? []) : one)) },
  )
  void queries.invalidateQueries({ queryKey: [...accountKey(accountId), 'users', 'of-role'] })
}

const pollMilliseconds = 2_000
/** A mail that is queued for longer waits for more than a moment: asking again soon would not show it sent. */
const soonMilliseconds = 120_000

const isUnderway = ({ mail }: User): boolean =>
  mail.state === 'queued' && Date.now() - Date.parse(mail.at) < soonMilliseconds
