/** The accounts of a person who has just joined one. */
import { useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import { meQuery } from './account.ts'
import { useUsher } from './api.ts'

/** The list of accounts lags behind writes for a moment. */
const tries = 10
const millisecondsBetween = 300

/** Reloads the person's accounts until the new one is among them. */
export const useNewAccount = () => {
  const usher = useUsher()
  const queries = useQueryClient()
  return async (accountId: string): Promise<void> => {
    const { queryKey } = meQuery(usher)
    for (let left = tries; left > 0; left--) {
      const me = await answered(usher.getMe({}))
      const isThere = me.accounts.some((one) => one.accountId === accountId)
      if (isThere || left === 1) return void queries.setQueryData(queryKey, me)
      await new Promise((resume) => setTimeout(resume, millisecondsBetween))
    }
  }
}
