/** Loads the trail, page by page. */
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey } from '../data/account.ts'
import { queryOf, type TrailFilter } from './filter.ts'

export const trailQuery = (usher: UsherClient, accountId: string, filter: TrailFilter) =>
  infiniteQueryOptions({
    queryKey: [...accountKey(accountId), 'audit', filter],
    queryFn: ({ pageParam }) =>
      answered(usher.listAuditEvents({ accountId, query: { ...queryOf(filter), cursor: pageParam } })),
    // The previous content stays until the new one has arrived.
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  })
