/** The current person as a user of the account: loading, and leaving. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey, meQuery, useAccount } from './account.ts'
import { useUsher } from './api.ts'

export const myUserQuery = (usher: UsherClient, accountId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'me'],
    queryFn: () => answered(usher.getMyUser({ accountId })),
  })

/** Leaves the account. Afterwards the page is where the person then belongs: another account, or none. */
export const useLeave = () => {
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const [, navigate] = useLocation()
  const me = meQuery(usher)
  const ended = () => {
    // The start page leads to the first known account.
    queries.setQueryData(
      me.queryKey,
      (known) => known && { ...known, accounts: known.accounts.filter((one) => one.accountId !== accountId) },
    )
    navigate('/', { replace: true })
    queries.removeQueries({ queryKey: accountKey(accountId) })
    void queries.invalidateQueries({ queryKey: me.queryKey })
  }
  return {
    /** For anything that has ended the person's access. */
    ended,
    /** Throws the `Refusal` for the last administrator. */
    leave: async () => {
      await answered(usher.leaveAccount({ accountId }))
      ended()
    },
    /** Makes this user an administrator and leaves. Throws the `Refusal`. */
    handOver: async (userId: string) => {
      await answered(usher.handOverAccount({ accountId, body: { userId } }))
      ended()
    },
  }
}
