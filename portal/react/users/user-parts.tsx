/** The parts of a user, for the table, the phone's list and the details. */
import { Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { needsCare } from '../../../shared/contract/mail.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoleName } from '../data/roles.ts'
import { userQuery } from '../data/users.ts'
import { When } from '../ui/when.tsx'
import classes from './user-parts.module.css'

/** Whether the invitation is still waiting for the person, expired or not. */
export const isPending = ({ status }: User): boolean => status === 'invited' || status === 'expired'

/** Whether resending would invite the person again: pending, or declined. */
export const isInvitable = (user: User): boolean => isPending(user) || user.status === 'declined'

export const mailNeedsCare = (user: User): boolean => isPending(user) && needsCare(user.mail)

/** What the email's state means, by its reason if there is one. */
export const useMailHint = (): ((mail: User['mail']) => string) => {
  const { mailHints, mailReasons } = useWords('users')
  return ({ state, reason }) => (reason ? mailReasons[reason] : mailHints[state])
}

/** Whether this is the current person. */
export const useIsMe = ({ userId }: Pick<User, 'userId'>): boolean => useAccount().userId === userId

/** A dot and a word. */
export const Status = ({ user }: { readonly user: User }) => {
  const { statuses, statusHints } = useWords('users')
  return (
    <span className={classes.status} data-status={user.status} title={statusHints[user.status]}>
      {statuses[user.status]}
    </span>
  )
}

/** What the status alone doesn't say: that something went wrong with the email, or when something ends. */
export const StatusNote = ({ user }: { readonly user: User }) => {
  const words = useWords('users')
  const mailHint = useMailHint()
  const { expiresAt, accessUntil, declinedAt, status } = user
  if (mailNeedsCare(user))
    return (
      <span className={classes.alarm} title={mailHint(user.mail)}>
        <IconAlertTriangle size={13} aria-hidden />
        {words.mails[user.mail.state]}
      </span>
    )
  if (isPending(user) && expiresAt)
    return <When at={expiresAt} says={status === 'expired' ? words.expired : words.expires} />
  if (status === 'declined' && declinedAt) return <When at={declinedAt} says={words.declined} />
  if (accessUntil)
    return <When at={accessUntil} says={user.status === 'access_ended' ? words.ended : words.ends} />
  return null
}

const mostChips = 2

/** Two roles as chips, and how many more there are, which are listed on hover. With `every`, all of them. */
export const RoleChips = ({
  user: { roleIds },
  every = false,
  most = mostChips,
}: {
  readonly user: User
  readonly every?: boolean
  readonly most?: number
}) => {
  const { moreRoles } = useWords('users')
  const { list } = useSpeech()
  const nameOf = useRoleName()
  const shown = every ? roleIds : roleIds.slice(0, most)
  const rest = roleIds.slice(shown.length)
  return (
    <Group gap={4} wrap={every ? 'wrap' : 'nowrap'} className={classes.roles} data-every={every || undefined}>
      {shown.map((roleId) => (
        <span key={roleId} className={classes.chip} title={nameOf(roleId)}>
          {nameOf(roleId)}
        </span>
      ))}
      {rest.length > 0 && (
        <span className={classes.chip} data-more title={list(rest.map(nameOf))}>
          {moreRoles(rest.length)}
        </span>
      )}
    </Group>
  )
}

/** Who invited the user, by name, or in words if it wasn't a user. */
export const InvitedBy = ({ user: { invitedBy, source } }: { readonly user: User }) => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const inviter = useQuery({
    ...userQuery(useUsher(), accountId, invitedBy ?? ''),
    enabled: invitedBy !== undefined,
    staleTime: 300_000,
  })
  if (source === 'link') return words.byLink
  if (source === 'domain') return words.byDomain
  if (source === 'bootstrap') return words.byNobody
  if (invitedBy === undefined) return words.byOperator
  if (inviter.isError) return words.unknownInviter
  return inviter.data ? words.invitedBy(inviter.data.name) : ' '
}

/** When somebody was last seen or, if they haven't joined, when they were invited. */
export const LastSeen = ({ user }: { readonly user: User }) => {
  const words = useWords('users')
  if (isInvitable(user))
    return (
      <Text span inherit c="dimmed">
        <When at={user.invitedAt} says={words.invitedWhen} />
      </Text>
    )
  return user.lastSeenOn === undefined ? words.never : <When at={user.lastSeenOn} />
}
