/** Finds which of some addresses are already in the account, so that nobody is invited twice. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { presentUsers } from '../../../shared/client/present-users.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useAccount, useMay } from './account.ts'
import { useUsher } from './api.ts'

const nobody: ReadonlyMap<string, User> = new Map()

/** The users by their addresses, once they're known; none if the caller may not see users. */
export const usePresentUsers = (emails: readonly string[]): ReadonlyMap<string, User> => {
  const usher = useUsher()
  const { accountId } = useAccount()
  const mayRead = useMay('users:read')
  const { data = nobody } = useQuery({
    queryKey: ['present-users', accountId, emails],
    queryFn: ({ signal }) => presentUsers({ usher, accountId, emails, signal }),
    enabled: mayRead && emails.length > 0,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 0,
  })
  return data
}
