/** The actions on a user, for a row's menu and the details, limited to what the caller may do. */
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconAt,
  IconCopy,
  IconDoorExit,
  IconDots,
  IconId,
  IconLink,
  IconMailForward,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useLeave } from '../data/me.ts'
import { useCopy } from '../ui/copy.ts'
import { useSay } from '../ui/say.ts'
import { useMayManage } from './may-manage.ts'
import { isInvitable, isPending, mailNeedsCare, useIsMe } from './user-parts.tsx'
import { useUserWrites } from './user-writes.ts'

// Windows are loaded only when opened.
const Confirm = lazy(async () => ({ default: (await import('../ui/confirm.tsx')).Confirm }))
const EditUser = lazy(async () => ({ default: (await import('./edit-user.tsx')).EditUser }))
const CorrectAddress = lazy(async () => ({ default: (await import('./correct-address.tsx')).CorrectAddress }))

export type Action = {
  readonly name: string
  readonly icon: TablerIcon
  readonly act: () => void
  readonly risky?: boolean
  /** Whether it fixes what's currently wrong with the user. */
  readonly mends?: boolean
}

type Dialog = 'edit' | 'correct' | 'suspend' | 'remove' | 'leave'

/** The actions, and the window that one of them has opened. `gone` is called once the user is removed. */
export const useUserActions = (user: User, gone?: () => void) => {
  const words = useWords('users')
  const writes = useUserWrites(user)
  const leave = useLeave()
  const say = useSay()
  const { name: accountName } = useAccount()
  const mayInvite = useMay('users:invite')
  const mayWrite = useMay('users:write')
  const mayManage = useMayManage()(user)
  const isMe = useIsMe(user)
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const ended = user.status === 'access_ended'
  const pending = isPending(user)
  const failed = mailNeedsCare(user)
  const offer = (offered: boolean, action: Action): Action[] => (offered ? [action] : [])
  const correct = {
    name: words.correct,
    icon: IconAt,
    act: () => setDialog('correct'),
    mends: failed,
  }
  const actions = [
    // The most likely cause comes first.
    ...offer(mayInvite && failed, correct),
    ...offer(mayInvite && isInvitable(user), {
      name: words.resend,
      icon: IconMailForward,
      act: writes.resend,
      mends: failed || user.status === 'expired' || user.status === 'declined',
    }),
    ...offer(mayInvite && user.status === 'invited', {
      name: words.copyLink,
      icon: IconLink,
      act: writes.copyLink,
      mends: failed || user.mail.state === 'skipped',
    }),
    ...offer(mayInvite && pending && !failed, correct),
    ...offer(mayWrite, { name: words.edit, icon: IconPencil, act: () => setDialog('edit'), mends: ended }),
    ...offer(mayManage && (user.status === 'active' || ended), {
      name: words.suspend,
      icon: IconPlayerPause,
      act: () => setDialog('suspend'),
    }),
    ...offer(mayManage && user.status === 'suspended', {
      name: words.reactivate,
      icon: IconPlayerPlay,
      act: writes.reactivate,
      mends: true,
    }),
    ...offer(isMe, {
      name: words.leave(accountName),
      icon: IconDoorExit,
      act: () => setDialog('leave'),
      risky: true,
    }),
    ...offer(mayManage && !isMe, {
      name: pending ? words.revoke : words.remove,
      icon: IconTrash,
      act: () => setDialog('remove'),
      risky: true,
    }),
  ]
  const declined = user.status === 'declined'
  const removeText = pending ? words.revokeText : declined ? words.removeDeclinedText : words.removeText
  const dialogs: Readonly<Record<Dialog, () => ReactNode>> = {
    edit: () => <EditUser user={user} close={close} />,
    correct: () => <CorrectAddress user={user} close={close} corrected={gone} />,
    suspend: () => (
      <Confirm
        title={isMe ? words.suspendMyselfTitle : words.suspendTitle(user.name)}
        text={isMe ? words.suspendMyselfText : words.suspendText}
        action={words.suspend}
        act={async () => {
          await writes.suspend()
          if (isMe) leave.ended()
        }}
        close={close}
      />
    ),
    remove: () => (
      <Confirm
        title={pending ? words.revokeTitle(user.name) : words.removeTitle(user.name)}
        text={removeText}
        action={pending ? words.revoke : words.remove}
        act={async () => {
          await writes.remove()
          say.done(pending ? words.revoked(user.name) : words.removed(user.name))
          gone?.()
        }}
        close={close}
      />
    ),
    leave: () => (
      <Confirm
        title={words.leaveTitle(accountName)}
        text={words.leaveText}
        action={words.leave(accountName)}
        act={async () => {
          await leave.leave()
          say.done(words.left(accountName))
        }}
        close={close}
      />
    ),
  }
  return { actions, pending: writes.pending, dialog: dialog && <Suspense>{dialogs[dialog]()}</Suspense> }
}

export const ActionItems = ({ actions }: { readonly actions: readonly Action[] }) =>
  actions.map(({ name, icon: Icon, act, risky }) => (
    <Menu.Item
      key={name}
      color={risky ? 'var(--mantine-color-error)' : undefined}
      leftSection={<Icon size={16} aria-hidden />}
      onClick={act}
    >
      {name}
    </Menu.Item>
  ))

type Props = { readonly user: User; readonly openDetails: () => void }

export const UserMenu = ({ user, openDetails }: Props) => {
  const words = useWords('users')
  const { actions, pending, dialog } = useUserActions(user)
  const copy = useCopy()
  return (
    <>
      <Menu width={240} shadow="md">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            loading={pending}
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
          {actions.length > 0 && <Menu.Divider />}
          <ActionItems actions={actions} />
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  )
}
