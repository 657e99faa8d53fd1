/** Loads the people who wait to join an account, and one's own requests. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey } from './account.ts'

const requestsKey = (accountId: string) => [...accountKey(accountId), 'join-requests'] as const

/** People who wait, the longest waiting first. */
export const joinRequestsQuery = (usher: UsherClient, accountId: string) =>
  infiniteQueryOptions({
    queryKey: requestsKey(accountId),
    queryFn: ({ pageParam }) =>
      answered(usher.listJoinRequests({ accountId, query: { cursor: pageParam, limit: '100' } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const myJoinRequestsQuery = (usher: UsherClient) =>
  queryOptions({
    queryKey: ['my-join-requests'],
    queryFn: async () => (await answered(usher.listMyJoinRequests({}))).items,
  })
