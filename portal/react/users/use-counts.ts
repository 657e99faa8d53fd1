/** The numbers beside the tabs. The account has its own counts; users who need attention are counted up to 99. */
import { useQuery } from '@tanstack/react-query'
import { useAccount, useMay } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'
import { attentionCountQuery } from '../data/users.ts'

type Counts = Readonly<Record<'all' | 'members' | 'pending' | 'attention', string | undefined>>

export const useCounts = (): Counts => {
  const usher = useUsher()
  const { accountId } = useAccount()
  const mayRead = useMay('users:read')
  const { data: account } = useQuery({ ...accountQuery(usher, accountId), enabled: mayRead })
  const { data: attention } = useQuery({ ...attentionCountQuery(usher, accountId), enabled: mayRead })
  const users = account?.users
  return {
    all: users && String(users.active + users.suspended + users.invited),
    members: users && String(users.active + users.suspended),
    pending: users && String(users.invited),
    attention: attention === undefined ? undefined : attention > 99 ? '99+' : String(attention),
  }
}
