/** What may be done with a user: a menu in the table and on the cards, buttons in the details. */
import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCopy, IconDots, IconId, IconMailForward } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { User } from '../../shared/contract/users.ts'
import { useAccount, useMay, usersChanged } from '../frame/account.ts'
import { answered, useUsher } from '../frame/api.ts'
import { useCopy } from '../frame/copy.ts'
import { useExplain } from '../frame/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { userQuery } from './queries.ts'

/** Sends an invitation again; undefined for a user who is not invited, or a caller who may not. */
export const useResend = (user: User) => {
  const words = useWords('users')
  const explain = useExplain()
  const usher = useUsher()
  const queries = useQueryClient()
  const { accountId } = useAccount()
  const { userId, email } = user
  const { mutate, isPending } = useMutation({
    mutationFn: () => answered(usher.resendInvitation({ accountId, userId, body: {} })),
    onSuccess: (sent) => {
      queries.setQueryData(userQuery(usher, accountId, userId).queryKey, sent)
      notifications.show({ message: words.resent(email) })
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: words.resendFailed, message: explain(error) }),
    onSettled: () => usersChanged(queries, accountId),
  })
  const mayInvite = useMay('users:invite')
  const resendable = user.status === 'invited' || user.status === 'expired'
  return { resend: mayInvite && resendable ? () => mutate() : undefined, isPending }
}

type Props = { readonly user: User; readonly openDetails: () => void }

export const UserActions = ({ user, openDetails }: Props) => {
  const words = useWords('users')
  const { resend, isPending } = useResend(user)
  const copy = useCopy()
  return (
    <Menu width={260}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          loading={isPending}
          aria-label={words.actionsFor(user.name)}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconId size={16} aria-hidden />} onClick={openDetails}>
          {words.details}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => copy(user.email)}>
          {words.copyEmail}
        </Menu.Item>
        {resend && (
          <Menu.Item leftSection={<IconMailForward size={16} aria-hidden />} onClick={resend}>
            {words.resend}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
