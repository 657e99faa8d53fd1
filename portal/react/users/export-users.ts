/** Downloads the list, all pages of it, as a file for spreadsheets. */
import { useMutation } from '@tanstack/react-query'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoleName } from '../data/roles.ts'
import type { Filter } from '../data/users.ts'
import { download } from '../ui/download.ts'
import { useSay } from '../ui/say.ts'

export const useExport = (filter: Filter) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const nameOf = useRoleName()
  const { accountId, name } = useAccount()
  return useMutation({
    mutationFn: async () => {
      const { exportedUsers } = await import('./exported-users.ts')
      const { text, count } = await exportedUsers({ usher, accountId, filter, nameOf })
      download(words.exportFile(name), text)
      return count
    },
    onSuccess: (count) => say.done(words.exported(count)),
    onError: (error) => say.failed(words.exportFailed, error),
  })
}
