/** Loads an account's users. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { Output, UsherClient } from '../../../shared/client/client.ts'
import type { listUsers, User, UserQuery } from '../../../shared/contract/users.ts'
import { accountKey } from './account.ts'

export type Filter = {
  readonly view?: UserQuery['view']
  readonly sort?: UserQuery['sort']
  readonly status?: User['status'] | undefined
  readonly roleId?: string | undefined
  readonly search?: string | undefined
}
type Page = Output<typeof listUsers>

export const pageSize = 50
/** Requests for one page: a filter that matches few users makes the API's pages short or empty. */
const mostRequests = 10

const userKey = (accountId: string, userId: string) => [...accountKey(accountId), 'user', userId] as const

export const userQuery = (usher: UsherClient, accountId: string, userId: string) =>
  queryOptions({
    queryKey: userKey(accountId, userId),
    queryFn: () => answered(usher.getUser({ accountId, userId })),
    refetchInterval: ({ state }) => (state.data && isUnderway(state.data) ? pollMilliseconds : false),
  })

/** A page of users that match the filter, as full as possible. */
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

/** The largest number shown beside a tab; beyond it, "99+". */
const mostCounted = 100

/** How many users need attention, `mostCounted` at most: one request, however many users the account has. */
export const attentionCountQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'users', 'attention'],
    queryFn: async () => {
      const query = { view: 'attention', limit: String(mostCounted) } as const
      return (await answered(usher.listUsers({ accountId, query }))).items.length
    },
  })

/** A user's timeline, newest first. */
export const userEventsQuery = (usher: UsherClient, accountId: string, userId: string) =>
  infiniteQueryOptions({
    queryKey: [...userKey(accountId, userId), 'events'],
    queryFn: ({ pageParam }) =>
      answered(usher.listUserEvents({ accountId, userId, query: { cursor: pageParam, limit: '20' } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/**
 * Shows the result of a write wherever the user is cached. The list's index lags for a moment, so reloading it would
 * bring back the previous state.
 */
export const showUser = (queries: QueryClient, accountId: string, user: User): void =>
  updateCached(queries, accountId, user.userId, user)

/** Removes a removed user from every cached list, and from the cache. */
export const hideUser = (queries: QueryClient, accountId: string, userId: string): void => {
  updateCached(queries, accountId, userId, undefined)
  void queries.resetQueries({ queryKey: userKey(accountId, userId), exact: true })
}

/** Shows a user in place of the one that they were made from. */
export const replaceUser = (queries: QueryClient, accountId: string, userId: string, now: User): void => {
  queries.setQueryData(userKey(accountId, now.userId), now)
  updateCached(queries, accountId, userId, now)
}

const updateCached = (
  queries: QueryClient,
  accountId: string,
  userId: string,
  now: User | undefined,
): void => {
  if (now) queries.setQueryData(userKey(accountId, now.userId), now)
  // The stream brings these a moment later.
  void queries.invalidateQueries({ queryKey: [...userKey(accountId, userId), 'events'] })
  setTimeout(() => refreshCounts(queries, accountId), streamMilliseconds)
  const pages = { queryKey: [...accountKey(accountId), 'users', 'page'] }
  queries.setQueriesData<Page>(
    pages,
    (page) =>
      page && { ...page, items: page.items.flatMap((one) => (one.userId === userId ? (now ?? []) : one)) },
  )
  void queries.invalidateQueries({ queryKey: [...accountKey(accountId), 'users', 'of-role'] })
}

/** Milliseconds after which the stream has nearly always delivered a write. */
const streamMilliseconds = 1_500

const refreshCounts = (queries: QueryClient, accountId: string) => {
  void queries.invalidateQueries({ queryKey: [...accountKey(accountId), 'users', 'attention'] })
  void queries.invalidateQueries({ queryKey: [...accountKey(accountId), 'settings'] })
}

const pollMilliseconds = 2_000
/** An email that has been queued for longer is waiting for something: asking again soon wouldn't show it as sent. */
const soonMilliseconds = 120_000

const isUnderway = ({ mail }: User): boolean =>
  mail.state === 'queued' && Date.now() - Date.parse(mail.at) < soonMilliseconds
