/** What a user consists of, for the table, the cards and the details. */
import { Badge, Button, Group, Popover, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconChecks,
  IconClock,
  IconClockPause,
  IconMailOff,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { needsCare } from '../../shared/contract/mail.ts'
import type { User } from '../../shared/contract/users.ts'
import { useAccount } from '../frame/account.ts'
import { useUsher } from '../frame/api.ts'
import { useRoleName } from '../roles/queries.ts'
import { useSpeech, useWords } from '../words/portal-words.tsx'
import { userQuery } from './queries.ts'

const statusColors = { invited: 'accent', active: 'teal', suspended: 'orange', expired: 'gray' } as const

/** Whether somebody who had joined is out because their access has ended, where others never joined in time. */
export const hasEnded = ({ status, acceptedAt }: User): boolean =>
  status === 'expired' && acceptedAt !== undefined

export const Status = ({ user }: { readonly user: User }) => {
  const { statuses, statusHints, accessEnded, accessEndedHint } = useWords('users')
  const { status } = user
  return (
    <Badge
      variant="light"
      color={statusColors[status]}
      tt="none"
      styles={{ label: { overflow: 'visible' } }}
      title={hasEnded(user) ? accessEndedHint : statusHints[status]}
    >
      {hasEnded(user) ? accessEnded : statuses[status]}
    </Badge>
  )
}

export const RoleNames = ({ user: { roleIds } }: { readonly user: User }) => {
  const nameOf = useRoleName()
  const { list } = useSpeech()
  return <Text size="sm">{list(roleIds.map(nameOf))}</Text>
}

/** Who invited the user: by name, and in words where it was nobody. */
export const InvitedBy = ({ user: { invitedBy, source } }: { readonly user: User }) => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const inviter = useQuery({
    ...userQuery(useUsher(), accountId, invitedBy ?? ''),
    enabled: invitedBy !== undefined,
    staleTime: 300_000,
  })
  if (source === 'link') return words.byLink
  if (source === 'bootstrap') return words.byNobody
  if (invitedBy === undefined) return words.byOperator
  if (inviter.isError) return words.unknownInviter
  return inviter.data ? words.invitedBy(inviter.data.name) : ' '
}

/** The last day on which an active user signed in. */
export const LastSeen = ({ user: { status, lastSeenOn } }: { readonly user: User }) => {
  const words = useWords('users')
  const { day } = useSpeech()
  if (lastSeenOn !== undefined) return day(lastSeenOn)
  return status === 'active' ? words.never : ''
}

export const InvitedWhen = ({ user }: { readonly user: User }) => {
  const { date, day } = useSpeech()
  return (
    <>
      <Text component="time" size="sm" dateTime={user.invitedAt} title={date(user.invitedAt)}>
        {day(user.invitedAt)}
      </Text>
      <Text size="xs" c="dimmed">
        <InvitedBy user={user} />
      </Text>
    </>
  )
}

const mailIcons: Readonly<Record<User['mail']['state'], TablerIcon>> = {
  queued: IconClock,
  held: IconClockPause,
  sent: IconSend,
  delayed: IconClockPause,
  delivered: IconChecks,
  returned: IconAlertTriangle,
  bounced: IconAlertTriangle,
  complained: IconAlertTriangle,
  failed: IconAlertTriangle,
  skipped: IconMailOff,
}

export const mailNeedsCare = ({ mail }: User): boolean => needsCare(mail)

/** What the state of the mail means, by its reason where it has one. */
export const useMailHint = (): ((mail: User['mail']) => string) => {
  const { mailHints, mailReasons } = useWords('users')
  return ({ state, reason }) => (reason ? mailReasons[reason] : mailHints[state])
}

/** How the invitation's mail fares; where it went wrong, what to do. */
export const Mail = ({ user }: { readonly user: User }) => {
  const { mails } = useWords('users')
  const hint = useMailHint()(user.mail)
  const { state } = user.mail
  const Icon = mailIcons[state]
  if (!mailNeedsCare(user))
    return (
      <Group gap={6} wrap="nowrap" c="dimmed" title={hint}>
        <Icon size={16} aria-hidden />
        <Text size="sm">{mails[state]}</Text>
      </Group>
    )
  return (
    <Popover width={300} withArrow shadow="md">
      <Popover.Target>
        <Button size="compact-sm" variant="light" color="red" leftSection={<Icon size={16} aria-hidden />}>
          {mails[state]}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{hint}</Text>
        {user.mail.detail && (
          <Text size="xs" c="dimmed" mt="xs">
            {user.mail.detail}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
