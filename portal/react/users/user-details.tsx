/** Everything about one user, beside the list: what's wrong and how to fix it, the profile, and the timeline. */
import { ActionIcon, Alert, Anchor, Button, DataList, Drawer, Group, Menu, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconDots, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'wouter'
import { Refusal } from '../../../shared/client/answered.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { userQuery } from '../data/users.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useCopy } from '../ui/copy.ts'
import { useTopLayer } from '../ui/layers.ts'
import { Failed, Loading, Notice } from '../ui/notice.tsx'
import { Timeline } from './timeline.tsx'
import { ActionItems, useUserActions } from './user-actions.tsx'
import classes from './user-details.module.css'
import {
  InvitedBy,
  isInvitable,
  isPending,
  LastSeen,
  mailNeedsCare,
  RoleChips,
  Status,
  useMailHint,
} from './user-parts.tsx'

type Props = { readonly userId: string | undefined; readonly close: () => void }

export const UserDetails = ({ userId, close }: Props) => {
  const words = useWords('users')
  const { close: closeWord } = useWords('frame')
  const isTop = useTopLayer(userId !== undefined)
  return (
    <Drawer
      opened={userId !== undefined}
      onClose={close}
      position="right"
      size={460}
      title={words.details}
      closeOnEscape={isTop}
      closeButtonProps={{ 'aria-label': closeWord }}
    >
      {userId && <Details userId={userId} close={close} />}
    </Drawer>
  )
}

const Details = ({ userId, close }: { readonly userId: string; readonly close: () => void }) => {
  const words = useWords('frame')
  const { accountId } = useAccount()
  const user = useQuery(userQuery(useUsher(), accountId, userId))
  if (user.isPending) return <Loading />
  if (user.isError)
    return user.error instanceof Refusal && user.error.problem.code === 'user_not_found' ? (
      <Notice icon={IconUserQuestion} title={words.noSuchUser} text={words.noSuchUserText} />
    ) : (
      <Failed error={user.error} retry={user.refetch} />
    )
  return <Person user={user.data} close={close} />
}

const Person = ({ user, close }: { readonly user: User; readonly close: () => void }) => {
  const words = useWords('users')
  const { actions, pending, dialog } = useUserActions(user, close)
  const mending = actions.filter(({ mends }) => mends)
  const others = actions.filter(({ mends }) => !mends)
  const trouble = useTrouble(user)
  const { trailOf } = useWords('audit')
  const { accountId } = useAccount()
  const mayAudit = useMay('audit:read')
  return (
    <Stack gap="lg">
      <Group gap="md" wrap="nowrap" align="flex-start">
        <Avatar id={user.userId} name={user.name} size={48} />
        <div className={classes.who}>
          <Text component="h2" size="lg" fw={650} className={classes.name}>
            {user.name}
          </Text>
          <Copied text={user.email} label={words.copyEmail} />
          <Status user={user} />
        </div>
        {others.length > 0 && (
          <Menu width={240} shadow="md">
            <Menu.Target>
              <ActionIcon
                variant="default"
                size={34}
                loading={pending}
                aria-label={words.actionsFor(user.name)}
              >
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <ActionItems actions={others} />
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {trouble && (
        <Alert color={trouble.color} icon={<IconAlertTriangle aria-hidden />} title={trouble.title}>
          {trouble.text}
          {trouble.detail && (
            <Text size="xs" mt={4} className={classes.name}>
              {trouble.detail}
            </Text>
          )}
        </Alert>
      )}
      {mending.length > 0 && (
        <Group gap="xs">
          {mending.map(({ name, icon: Icon, act }, index) => (
            <Button
              key={name}
              size="sm"
              variant={index === 0 ? 'filled' : 'default'}
              leftSection={<Icon size={16} aria-hidden />}
              disabled={pending}
              onClick={act}
            >
              {name}
            </Button>
          ))}
        </Group>
      )}
      <Section title={words.profile}>
        <Facts user={user} />
      </Section>
      <Section title={words.activity}>
        <Timeline user={user} />
        {mayAudit && (
          <Anchor component={Link} size="sm" to={`${pathOf(accountId, 'audit')}?userId=${user.userId}`}>
            {trailOf}
          </Anchor>
        )}
      </Section>
      {dialog}
    </Stack>
  )
}

/** What an administrator needs to know and can fix. */
const useTrouble = (user: User) => {
  const words = useWords('users')
  const mailHint = useMailHint()
  const { mail } = user
  if (mailNeedsCare(user))
    return {
      color: 'red',
      title: words.mails[mail.state],
      text: mailHint(mail),
      detail: mail.detail,
    }
  if (user.status === 'declined')
    return { color: 'orange', title: words.declinedTitle, text: words.declinedText }
  if (user.status === 'expired')
    return { color: 'orange', title: words.expiredTitle, text: words.expiredText }
  if (user.status === 'access_ended')
    return { color: 'orange', title: words.endedTitle, text: words.endedText }
  return undefined
}

const Facts = ({ user }: { readonly user: User }) => {
  const words = useWords('users')
  const { date, exact } = useSpeech()
  const { mail, expiresAt } = user
  const time = (iso: string) => <span title={exact(iso)}>{date(iso)}</span>
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.roles, <RoleChips key="roles" user={user} every />],
    ...(user.phone ? [[words.phone, user.phone] as const] : []),
    ...(user.acceptedAt ? [[words.joined, time(user.acceptedAt)] as const] : []),
    ...(isInvitable(user) ? [] : [[words.lastSeen, <LastSeen key="seen" user={user} />] as const]),
    [
      words.invited,
      <span key="invited">
        {time(user.invitedAt)}
        <Text size="xs" c="dimmed">
          <InvitedBy user={user} />
        </Text>
      </span>,
    ],
    ...(expiresAt && isPending(user)
      ? [[user.status === 'expired' ? words.invitationEnded : words.invitationEnds, time(expiresAt)] as const]
      : []),
    ...(user.declinedAt ? [[words.invitationDeclined, time(user.declinedAt)] as const] : []),
    ...(user.accessUntil ? [[words.accessUntil, time(user.accessUntil)] as const] : []),
    ...(isPending(user) ? [[words.mail, words.mails[mail.state]] as const] : []),
    ...Object.entries(user.attributes ?? {}).map(([name, value]) => [name, String(value)] as const),
    ...(user.externalId
      ? [
          [
            words.externalId,
            <Copied key="external" text={user.externalId} label={words.copyExternalId} />,
          ] as const,
        ]
      : []),
    [words.userId, <Copied key="id" text={user.userId} label={words.copyId} />],
  ]
  return (
    <DataList className={classes.facts}>
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue className={classes.name}>{value}</DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <Text component="h3" size="sm" fw={650} mb="xs">
      {title}
    </Text>
    {children}
  </section>
)

const Copied = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const copy = useCopy()
  return (
    <Group gap={4} wrap="nowrap">
      <Text size={text.includes('@') ? 'sm' : 'xs'} c="dimmed" className={classes.name}>
        {text.split('@').map((part, index) => (
          // A long address breaks before the @ rather than within a word.
          <Fragment key={part}>
            {index > 0 && (
              <>
                <wbr />@
              </>
            )}
            {part}
          </Fragment>
        ))}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={label}
        title={label}
        onClick={() => copy(text)}
      >
        <IconCopy size={14} />
      </ActionIcon>
    </Group>
  )
}
