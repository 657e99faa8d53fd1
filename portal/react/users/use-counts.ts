/** The numbers beside the tabs. The account has its own counts; users who need attention are counted up to 99. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useAccount, useMay } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'
import { joinRequestsQuery } from '../data/join-requests.ts'
import { attentionCountQuery } from '../data/users.ts'

const upTo99 = (count: number): string => (count > 99 ? '99+' : String(count))

type Counts = Readonly<Record<'all' | 'members' | 'pending' | 'attention' | 'requests', string | undefined>>

export const useCounts = (): Counts => {
  const usher = useUsher()
  const { accountId } = useAccount()
  const mayRead = useMay('users:read')
  const { data: account } = useQuery({ ...accountQuery(usher, accountId), enabled: mayRead })
  const { data: attention } = useQuery({ ...attentionCountQuery(usher, accountId), enabled: mayRead })
  const mayInvite = useMay('users:invite')
  const requests = useInfiniteQuery({ ...joinRequestsQuery(usher, accountId), enabled: mayInvite })
  const waiting = requests.data?.pages.flatMap((page) => page.items).length
  const users = account?.users
  return {
    all: users && String(users.active + users.suspended + users.invited),
    members: users && String(users.active + users.suspended),
    pending: users && String(users.invited),
    attention: attention === undefined ? undefined : upTo99(attention),
    requests: waiting === undefined ? undefined : upTo99(waiting),
  }
}
