/** Which mails about others a person gets from this account. */
import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { Output } from '../../../shared/client/client.ts'
import type { getMyUser } from '../../../shared/contract/accounts.ts'
import { administratorRoleId } from '../../../shared/contract/permissions.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { myUserQuery } from '../data/me.ts'
import { useExplain } from '../ui/notice.tsx'
import { useSay } from '../ui/say.ts'

type Me = Output<typeof getMyUser>
type Name = keyof NonNullable<Me['notices']>

export const Notices = ({ user }: { readonly user: Me }) => {
  const words = useWords('me')
  const usher = useUsher()
  const say = useSay()
  const explain = useExplain()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const mayInvite = useMay('users:invite')
  const { mutate, isPending, error } = useMutation({
    mutationFn: (notices: Partial<Record<Name, boolean>>) =>
      answered(usher.changeMyUser({ accountId, body: { notices } })),
    onSuccess: (changed) => {
      queries.setQueryData(myUserQuery(usher, accountId).queryKey, changed)
      say.done(words.noticesSaved)
    },
  })
  const shown: readonly (readonly [Name, string, boolean])[] = [
    ['inviteeJoined', words.inviteeJoined, mayInvite],
    ['inviteeDeclined', words.inviteeDeclined, mayInvite],
    ['linkJoined', words.linkJoined, user.roleIds.includes(administratorRoleId)],
  ]
  return shown
    .filter(([, , concerns]) => concerns)
    .map(([name, label]) => (
      <Switch
        key={name}
        label={label}
        disabled={isPending}
        error={error && explain(error)}
        checked={user.notices?.[name] ?? true}
        onChange={({ currentTarget }) => mutate({ [name]: currentTarget.checked })}
      />
    ))
}
