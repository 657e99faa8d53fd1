/** Downloads the list, all pages of it, as a file for spreadsheets. */
import { useMutation } from '@tanstack/react-query'
import { everyUser } from '../../../shared/client/every-item.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoleName } from '../data/roles.ts'
import type { Filter } from '../data/users.ts'
import { download } from '../ui/download.ts'
import { useSay } from '../ui/say.ts'

/** The import's columns, so that an exported file can be imported again, and what else is known. */
const columns = [
  'email',
  'name',
  'phone',
  'roles',
  'status',
  'invitedAt',
  'joinedAt',
  'lastSeen',
  'accessUntil',
  'userId',
]

export const useExport = (filter: Filter) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const nameOf = useRoleName()
  const { accountId, name } = useAccount()
  const rowOf = (user: User): readonly string[] => [
    user.email,
    user.name,
    user.phone ?? '',
    user.roleIds.map(nameOf).join('; '),
    user.status,
    user.invitedAt,
    user.acceptedAt ?? '',
    user.lastSeenOn ?? '',
    user.accessUntil ?? '',
    user.userId,
  ]
  return useMutation({
    mutationFn: async () => {
      const rows: (readonly string[])[] = []
      for await (const user of everyUser(usher, { accountId, query: { ...filter, limit: '100' } }))
        rows.push(rowOf(user))
      const { csv } = await import('../../../shared/client/result-file.ts')
      download(words.exportFile(name), csv([columns, ...rows], ','))
      return rows.length
    },
    onSuccess: (count) => say.done(words.exported(count)),
    onError: (error) => say.failed(words.exportFailed, error),
  })
}
