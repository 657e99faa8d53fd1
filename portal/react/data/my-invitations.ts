/** The invitations waiting for the current person: loading, accepting and declining them. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { meQuery } from './account.ts'
import { useUsher } from './api.ts'
import { useNewAccount } from './new-account.ts'

const queryKey = ['my-invitations'] as const

export const myInvitationsQuery = (usher: UsherClient) =>
  queryOptions({ queryKey, queryFn: async () => (await answered(usher.listMyInvitations({}))).items })

/** Each throws the `Refusal`. */
export const useMyInvitations = () => {
  const usher = useUsher()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey })
  const showAccount = useNewAccount()
  return {
    accept: async (accountId: string) => {
      try {
        await answered(usher.acceptMyInvitation({ accountId }))
        await showAccount(accountId)
      } finally {
        await refresh()
      }
    },
    decline: async (accountId: string) => {
      try {
        await answered(usher.declineMyInvitation({ accountId }))
      } finally {
        void queries.invalidateQueries({ queryKey: meQuery(usher).queryKey })
        await refresh()
      }
    },
  }
}
