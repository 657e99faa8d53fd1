/** Everything about one user, at the side of the list. */
import { Alert, Anchor, Button, DataList, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { User } from '../../shared/contract/users.ts'
import { useAccount, useMay } from '../frame/account.ts'
import { useUsher } from '../frame/api.ts'
import { Failed, Loading } from '../frame/notice.tsx'
import { pathOf } from '../frame/paths.ts'
import { useSpeech, useWords } from '../words/portal-words.tsx'
import { userQuery } from './queries.ts'
import { useUserActions } from './user-actions.tsx'
import { InvitedBy, LastSeen, mailNeedsCare, RoleNames, Status, useMailHint } from './user-parts.tsx'

type Props = { readonly userId: string | undefined; readonly close: () => void }

export const UserDetails = ({ userId, close }: Props) => {
  const words = useWords('users')
  const { close: closeWord } = useWords('frame')
  return (
    <Drawer
      opened={userId !== undefined}
      onClose={close}
      position="right"
      title={words.details}
      closeButtonProps={{ 'aria-label': closeWord }}
    >
      {userId && <Details userId={userId} close={close} />}
    </Drawer>
  )
}

const Details = ({ userId, close }: { readonly userId: string; readonly close: () => void }) => {
  const { accountId } = useAccount()
  const user = useQuery(userQuery(useUsher(), accountId, userId))
  if (user.isPending) return <Loading />
  if (user.isError) return <Failed error={user.error} retry={user.refetch} />
  return <Facts user={user.data} close={close} />
}

const Facts = ({ user, close }: { readonly user: User; readonly close: () => void }) => {
  const words = useWords('users')
  const { date } = useSpeech()
  const mailHint = useMailHint()
  const { actions, pending, dialog } = useUserActions(user, close)
  const { trailOf } = useWords('audit')
  const { accountId } = useAccount()
  const mayAudit = useMay('audit:read')
  const { mail, expiresAt } = user
  const facts = [
    [words.email, user.email],
    [words.phone, user.phone ?? words.none],
    [words.roles, <RoleNames key="roles" user={user} />],
    [words.invited, date(user.invitedAt)],
    [words.came, <Came key="came" user={user} />],
    ...(user.acceptedAt ? [[words.joined, date(user.acceptedAt)]] : []),
    ...(expiresAt && !user.acceptedAt
      ? [[user.status === 'expired' ? words.invitationEnded : words.invitationEnds, date(expiresAt)]]
      : []),
    ...(user.acceptedAt ? [[words.lastSeen, <LastSeen key="seen" user={user} />]] : []),
    ...(user.accessUntil ? [[words.accessUntil, date(user.accessUntil)]] : []),
    [words.mail, `${words.mails[mail.state]} · ${date(mail.at)}`],
    [words.userId, user.userId],
  ]
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text component="h2" size="lg" fw={650} style={{ overflowWrap: 'anywhere' }}>
          {user.name}
        </Text>
        <Status user={user} />
      </Group>
      {mailNeedsCare(user) && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={words.mails[mail.state]}>
          {mailHint(mail)}
          {mail.detail && (
            <Text size="sm" mt="xs">
              {mail.detail}
            </Text>
          )}
        </Alert>
      )}
      <DataList>
        {facts.map(([label, value]) => (
          <DataList.Item key={String(label)}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <Group gap="xs">
        {actions.map(({ name, icon: Icon, act, risky }) => (
          <Button
            key={name}
            variant="light"
            color={risky ? 'red' : undefined}
            leftSection={<Icon size={18} aria-hidden />}
            disabled={pending}
            onClick={act}
          >
            {name}
          </Button>
        ))}
      </Group>
      {mayAudit && (
        <Anchor component={Link} size="sm" to={`${pathOf(accountId, 'audit')}?userId=${user.userId}`}>
          {trailOf}
        </Anchor>
      )}
      {dialog}
    </Stack>
  )
}

const Came = ({ user }: { readonly user: User }) => (
  <>
    {useWords('users').sources[user.source]} {user.invitedBy && <InvitedBy user={user} />}
  </>
)
