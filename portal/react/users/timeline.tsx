/** What happened to a user, newest first: invited, email delivered, invitation opened, joined, changed. */
import { Button, Skeleton, Stack, Text } from '@mantine/core'
import {
  IconAlertTriangle,
  IconChecks,
  IconClockPause,
  IconDoorEnter,
  IconEye,
  IconLink,
  IconMail,
  IconMailForward,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconUserPlus,
  IconUserQuestion,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { UserEvent } from '../../../shared/contract/user-events.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRoleName } from '../data/roles.ts'
import { userEventsQuery } from '../data/users.ts'
import { useExplain } from '../ui/notice.tsx'
import { When } from '../ui/when.tsx'
import classes from './user-details.module.css'

const icons: Readonly<Record<UserEvent['action'], TablerIcon>> = {
  'user.invited': IconUserPlus,
  'user.invitation_sent_again': IconMailForward,
  'user.invitation_reminded': IconMailForward,
  'user.invitation_revoked': IconTrash,
  'user.invitation_declined': IconUserX,
  'user.invitation_link_copied': IconLink,
  'user.requested': IconUserQuestion,
  'user.request_declined': IconUserX,
  'user.joined': IconDoorEnter,
  'user.changed': IconPencil,
  'user.suspended': IconPlayerPause,
  'user.reinstated': IconPlayerPlay,
  'user.removed': IconTrash,
  'mail.held': IconClockPause,
  'mail.sent': IconMail,
  'mail.delayed': IconClockPause,
  'mail.returned': IconAlertTriangle,
  'mail.delivered': IconChecks,
  'mail.bounced': IconAlertTriangle,
  'mail.complained': IconAlertTriangle,
  'mail.failed': IconAlertTriangle,
  'invitation.opened': IconEye,
}
const failures: readonly UserEvent['action'][] = [
  'mail.returned',
  'mail.bounced',
  'mail.complained',
  'mail.failed',
]

export const Timeline = ({ user }: { readonly user: User }) => {
  const words = useWords('users')
  const explain = useExplain()
  const { accountId } = useAccount()
  const events = useInfiniteQuery(userEventsQuery(useUsher(), accountId, user.userId))
  if (events.isPending)
    return (
      <Stack gap="sm">
        {[1, 2, 3].map((one) => (
          <Skeleton key={one} height={36} />
        ))}
      </Stack>
    )
  if (events.isError)
    return (
      <Text size="sm" role="alert">
        {explain(events.error)}
      </Text>
    )
  const items = events.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noActivity}
      </Text>
    )
  return (
    <>
      <ol className={classes.events}>
        {items.map((event) => (
          <Event key={event.eventId} event={event} />
        ))}
      </ol>
      {events.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={events.isFetchingNextPage}
          onClick={() => events.fetchNextPage()}
        >
          {words.olderActivity}
        </Button>
      )}
    </>
  )
}

const Event = ({ event }: { readonly event: UserEvent }) => {
  const { events } = useWords('users')
  const { action, at } = event
  const Icon = icons[action]
  return (
    <li className={classes.event}>
      <span className={classes.mark} data-failed={failures.includes(action) || undefined}>
        <Icon size={14} aria-hidden />
      </span>
      <div className={classes.what}>
        {events[action]} <By event={event} />
        <Changed event={event} />
        <div className={classes.meta}>
          <When at={at} />
        </div>
      </div>
    </li>
  )
}

/** Who did it, unless the action says that it was the person. */
const By = ({ event: { actor, actorName, action } }: { readonly event: UserEvent }) => {
  const words = useWords('users')
  const { byOperator, byDeploy, byUnknown } = useWords('audit')
  const me = useAccount().userId
  if (actor === undefined || action === 'user.joined' || action === 'user.requested') return null
  if (actor === me) return words.eventByMe
  if (actorName !== undefined) return words.eventBy(actorName)
  if (actor.startsWith('usr_')) return words.eventByGone
  return `(${actor === 'operator' ? byOperator : actor === 'bootstrap' ? byDeploy : byUnknown})`
}

const values = z.object({ roleIds: z.optional(z.array(z.string())) })

/** Which roles they have now, and which personal fields changed. */
const Changed = ({ event: { action, after, personal = [] } }: { readonly event: UserEvent }) => {
  const { rolesBecame } = useWords('users')
  const fields: Readonly<Record<string, string>> = useWords('audit').fields
  const { list } = useSpeech()
  const nameOf = useRoleName()
  const roleIds = action === 'user.changed' ? values.safeParse(after).data?.roleIds : undefined
  const lines = [
    ...(roleIds ? [rolesBecame(list(roleIds.map(nameOf)))] : []),
    ...(personal.length > 0 ? [list(personal.map((field) => fields[field] ?? field))] : []),
  ]
  return lines.map((line) => (
    <div key={line} className={classes.meta}>
      {line}
    </div>
  ))
}
