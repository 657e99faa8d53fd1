/** How many users have a role. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { UsherClient } from '../../../shared/client/client.ts'
import { accountKey, useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'

/** Users counted at most: beyond it, "or more" says as much. */
const mostCounted = 100

const roleUseQuery = (usher: UsherClient, accountId: string, roleId: string) =>
  queryOptions({
    queryKey: [...accountKey(accountId), 'users', 'of-role', roleId],
    queryFn: async () => {
      const query = { roleId, limit: String(mostCounted) }
      const { items, nextCursor } = await answered(usher.listUsers({ accountId, query }))
      return { count: items.length, more: nextCursor !== undefined }
    },
  })

/** Idle for whoever may not see users. */
export const useRoleUse = (roleId: string) => {
  const { accountId } = useAccount()
  return useQuery({ ...roleUseQuery(useUsher(), accountId, roleId), enabled: useMay('users:read') })
}
