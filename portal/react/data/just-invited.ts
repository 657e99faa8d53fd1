/** People who were just invited: known before the list is, because its index lags for a moment. */
import { type QueryClient, skipToken, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { UsherClient } from '../../../shared/client/client.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useUsher } from './api.ts'
import { userQuery } from './users.ts'

const keyOf = (accountId: string) => ['just-invited', accountId] as const

export const addJustInvited = (queries: QueryClient, usher: UsherClient, accountId: string, user: User) => {
  queries.setQueryData(userQuery(usher, accountId, user.userId).queryKey, user)
  queries.setQueryData<readonly string[]>(keyOf(accountId), (old = []) => [
    user.userId,
    ...old.filter((id) => id !== user.userId),
  ])
}

/** Newest first and kept up to date, for as long as the page with the list is shown. */
export const useJustInvited = (accountId: string): readonly User[] => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { data: ids = [] } = useQuery<readonly string[]>({
    queryKey: keyOf(accountId),
    queryFn: skipToken,
  })
  const results = useQueries({ queries: ids.map((userId) => userQuery(usher, accountId, userId)) })
  useEffect(() => () => queries.removeQueries({ queryKey: keyOf(accountId) }), [queries, accountId])
  return results.flatMap(({ data }) => data ?? [])
}
