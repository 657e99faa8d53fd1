/** What may be done with a user, for the menu of a row and the details; only what this caller may do is there. */
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconId,
  IconMailForward,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { mayGive } from '../../../shared/contract/permissions.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useRoles } from '../data/roles.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useCopy } from '../ui/copy.ts'
import { useSay } from '../ui/say.ts'
import { hasEnded } from './user-parts.tsx'
import { useUserWrites } from './user-writes.ts'

const EditUser = lazy(async () => ({ default: (await import('./edit-user.tsx')).EditUser }))

type Action = {
  readonly name: string
  readonly icon: TablerIcon
  readonly act: () => void
  readonly risky?: boolean
}

type Dialog = 'edit' | 'suspend' | 'remove'

/** The actions, and the window that one of them has opened. `gone` is called once the user is removed. */
export const useUserActions = (user: User, gone?: () => void) => {
  const words = useWords('users')
  const writes = useUserWrites(user)
  const say = useSay()
  const mayInvite = useMay('users:invite')
  const mayManage = useMayManage(user)
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const ended = hasEnded(user)
  const waiting = user.status === 'invited' || (user.status === 'expired' && !ended)
  const offer = (offered: boolean, action: Action): Action[] => (offered ? [action] : [])
  const actions = [
    ...offer(useMay('users:write'), { name: words.edit, icon: IconPencil, act: () => setDialog('edit') }),
    ...offer(mayInvite && waiting, { name: words.resend, icon: IconMailForward, act: writes.resend }),
    ...offer(mayManage && (user.status === 'active' || ended), {
      name: words.suspend,
      icon: IconPlayerPause,
      act: () => setDialog('suspend'),
    }),
    ...offer(mayManage && user.status === 'suspended', {
      name: words.letIn,
      icon: IconPlayerPlay,
      act: writes.letIn,
    }),
    ...offer(mayManage, {
      name: waiting ? words.revoke : words.remove,
      icon: IconTrash,
      act: () => setDialog('remove'),
      risky: true,
    }),
  ]
  const dialogs: Readonly<Record<Dialog, ReactNode>> = {
    edit: (
      <Suspense>
        <EditUser user={user} close={close} />
      </Suspense>
    ),
    suspend: (
      <Confirm
        title={words.suspendTitle(user.name)}
        text={words.suspendText}
        action={words.suspend}
        act={writes.suspend}
        close={close}
      />
    ),
    remove: (
      <Confirm
        title={waiting ? words.revokeTitle(user.name) : words.removeTitle(user.name)}
        text={waiting ? words.revokeText : words.removeText}
        action={waiting ? words.revoke : words.remove}
        act={async () => {
          await writes.remove()
          say.done(waiting ? words.revoked(user.name) : words.removed(user.name))
          gone?.()
        }}
        close={close}
      />
    ),
  }
  return { actions, pending: writes.pending, dialog: dialog && dialogs[dialog] }
}

/** Whether the caller has every permission of the user's roles: nobody manages who may do more than they. */
const useMayManage = ({ roleIds }: User): boolean => {
  const caller = useAccount()
  const roles = useRoles()
  const mayWrite = useMay('users:write')
  return (
    mayWrite && (roles.data ?? []).every((role) => !roleIds.includes(role.roleId) || mayGive(caller, role))
  )
}

type Props = { readonly user: User; readonly openDetails: () => void }

export const UserMenu = ({ user, openDetails }: Props) => {
  const words = useWords('users')
  const { actions, pending, dialog } = useUserActions(user)
  const copy = useCopy()
  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
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
          {actions.map(({ name, icon: Icon, act, risky }) => (
            <Menu.Item
              key={name}
              color={risky ? 'var(--mantine-color-error)' : undefined}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={act}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  )
}
