/** Loads an account's domains, and the accounts that the current person can join by theirs. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey } from './account.ts'
import { useUsher } from './api.ts'
import { myJoinRequestsQuery } from './join-requests.ts'
import { useNewAccount } from './new-account.ts'

export const domainsQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'domains'],
    queryFn: async () => (await answered(usher.listDomains({ accountId }))).items,
  })

export const joinableQuery = (usher: UsherClient) =>
  queryOptions({
    queryKey: ['joinable'],
    queryFn: async () => (await answered(usher.listJoinable({}))).items,
  })

/** Joins the account or asks to. Returns whether they have joined; throws the `Refusal`. */
export const useJoining = () => {
  const usher = useUsher()
  const queries = useQueryClient()
  const showAccount = useNewAccount()
  return async (accountId: string): Promise<boolean> => {
    try {
      const answer = await answered(usher.joinByDomain({ body: { accountId } }))
      if (answer.status === 'active') {
        await showAccount(accountId)
        return true
      }
      const { status, accountName } = answer
      const request = { accountId, accountName, status, requestedAt: new Date().toISOString() }
      // The list lags behind the write for a moment.
      queries.setQueryData(myJoinRequestsQuery(usher).queryKey, (before = []) => [
        request,
        ...before.filter((one) => one.accountId !== accountId),
      ])
      return false
    } finally {
      void queries.invalidateQueries(joinableQuery(usher))
    }
  }
}
