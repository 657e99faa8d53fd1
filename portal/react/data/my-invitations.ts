/** The invitations waiting for the current person: loading, accepting and declining them. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { meQuery } from './account.ts'
import { useUsher } from './api.ts'

const queryKey = ['my-invitations'] as const

export const myInvitationsQuery = (usher: UsherClient) =>
  queryOptions({ queryKey, queryFn: async () => (await answered(usher.listMyInvitations({}))).items })

/** The list of accounts lags behind writes for a moment. */
const tries = 10
const millisecondsBetween = 300

/** Each throws the `Refusal`. */
export const useMyInvitations = () => {
  const usher = useUsher()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey })
  /** Reloads the person's accounts until the new one is among them. */
  const showAccount = async (accountId: string) => {
    const { queryKey: key } = meQuery(usher)
    for (let left = tries; left > 0; left--) {
      const me = await answered(usher.getMe({}))
      const isThere = me.accounts.some((one) => one.accountId === accountId)
      if (isThere || left === 1) return void queries.setQueryData(key, me)
      await new Promise((resume) => setTimeout(resume, millisecondsBetween))
    }
  }
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
