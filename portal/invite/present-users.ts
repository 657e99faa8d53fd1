/** Who of some addresses is in the account already, so that nobody is asked in twice. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { presentUsers } from '../../shared/client/present-users.ts'
import type { User } from '../../shared/contract/users.ts'
import { useAccount, useMay } from '../frame/account.ts'
import { useUsher } from '../frame/api.ts'

const nobody: ReadonlyMap<string, User> = new Map()

/** The users by their addresses, as soon as they are known; nobody for who may not see the users. */
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
