/** What the actions on a user do: write, show the result, and confirm it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answered } from '../../../shared/client/answered.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { hideUser, showUser } from '../data/users.ts'
import { useCopy } from '../ui/copy.ts'
import { useSay } from '../ui/say.ts'

/**
 * `resend`, `reactivate` and `copyLink` report refusals themselves; `suspend` and `remove` throw them, for the window
 * that asked for confirmation.
 */
export const useUserWrites = ({ userId, email, name }: User) => {
  const words = useWords('users')
  const usher = useUsher()
  const say = useSay()
  const copy = useCopy()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const changed = (user: User, message: string) => {
    showUser(queries, accountId, user)
    say.done(message)
  }
  const change = async (status: 'active' | 'suspended', message: string) =>
    changed(await answered(usher.changeUser({ accountId, userId, body: { status } })), message)
  const { mutate, isPending } = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onError: (error) => say.failed(words.actionFailed, error),
  })
  return {
    pending: isPending,
    resend: () =>
      mutate(async () =>
        changed(await answered(usher.resendInvitation({ accountId, userId, body: {} })), words.resent(email)),
      ),
    reactivate: () => mutate(() => change('active', words.reactivated(name))),
    copyLink: () =>
      mutate(async () => {
        const { invitationUrl } = await answered(usher.copyInvitationLink({ accountId, userId }))
        await copy(invitationUrl, words.linkCopied(name))
      }),
    suspend: () => change('suspended', words.suspended(name)),
    async remove() {
      await answered(usher.removeUser({ accountId, userId }))
      hideUser(queries, accountId, userId)
    },
  }
}
