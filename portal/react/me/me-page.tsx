/** The current person: their profile in this account, their accounts, language and theme, and leaving. */
import {
  Anchor,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { administratorRoleId } from '../../../shared/contract/permissions.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { meQuery, useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { joinableQuery } from '../data/domains.ts'
import { myJoinRequestsQuery } from '../data/join-requests.ts'
import { myUserQuery, useLeave } from '../data/me.ts'
import { myInvitationsQuery } from '../data/my-invitations.ts'
import { useRoleName } from '../data/roles.ts'
import { useSurroundings } from '../data/surroundings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Confirm } from '../ui/confirm.tsx'
import danger from '../ui/danger.module.css'
import { Failed, Loading } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useSay } from '../ui/say.ts'
import { JoinableAccounts } from './joinable.tsx'
import { MyInvitations } from './my-invitations.tsx'
import { MyRequests } from './my-requests.tsx'
import { Notices } from './notices.tsx'
import { ProfileForm } from './profile-form.tsx'

const HandOver = lazy(async () => ({ default: (await import('./hand-over.tsx')).HandOver }))

export const MePage = () => {
  const words = useWords('me')
  const { name, accountId } = useAccount()
  const mayInvite = useMay('users:invite')
  const me = useQuery(myUserQuery(useUsher(), accountId))
  return (
    <Page title={words.title} width={720}>
      <Waiting />
      <Section title={words.profile} text={words.profileText(name)}>
        {me.isPending && <Loading />}
        {me.isError && <Failed error={me.error} retry={me.refetch} />}
        {me.data && <ProfileForm user={me.data} />}
      </Section>
      {me.data && mayInvite && (
        <Section title={words.notices} text={words.noticesText}>
          <Notices user={me.data} />
        </Section>
      )}
      <Preferences />
      <Section title={words.accounts}>
        <Accounts />
      </Section>
      <Leaving />
    </Page>
  )
}

type SectionProps = {
  readonly title: string
  readonly text?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

const Section = ({ title, text, className, children }: SectionProps) => (
  <Paper withBorder component="section" p="lg" className={className}>
    <Title order={2} size="h4">
      {title}
    </Title>
    {text && (
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    )}
    <Stack mt="md" gap="md">
      {children}
    </Stack>
  </Paper>
)

const appearances = ['auto', 'light', 'dark'] as const

const Preferences = () => {
  const { preferences, preferencesText } = useWords('me')
  const words = useWords('frame')
  const { embedded } = useSurroundings()
  const { language, languages, speak } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  if (!speak) return null
  return (
    <Section title={preferences} {...(!embedded && { text: preferencesText })}>
      <Choice label={words.language}>
        <SegmentedControl
          aria-label={words.language}
          value={language}
          onChange={speak}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </Choice>
      {/* A theme of its own would make the part stand out from the product's page. */}
      {!embedded && (
        <Choice label={words.appearance}>
          <SegmentedControl
            aria-label={words.appearance}
            value={colorScheme}
            onChange={(value) => setColorScheme(appearances.find((one) => one === value) ?? 'auto')}
            data={appearances.map((value) => ({ value, label: words.appearances[value] }))}
          />
        </Choice>
      )}
    </Section>
  )
}

const Choice = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Group justify="space-between">
    <Text size="sm" fw={500}>
      {label}
    </Text>
    {children}
  </Group>
)

/** Each section only exists while something is waiting. */
const Waiting = () => {
  const words = useWords('me')
  const usher = useUsher()
  const { data: invitations = [] } = useQuery(myInvitationsQuery(usher))
  const { joinable: joinableTitle } = useWords('domains')
  const { data: joinable = [] } = useQuery(joinableQuery(usher))
  const { data: requests = [] } = useQuery(myJoinRequestsQuery(usher))
  return (
    <>
      {invitations.length > 0 && (
        <Section title={words.invitations}>
          <MyInvitations invitations={invitations} />
        </Section>
      )}
      {joinable.length > 0 && (
        <Section title={joinableTitle}>
          <JoinableAccounts accounts={joinable} />
        </Section>
      )}
      {requests.length > 0 && (
        <Section title={words.requests}>
          <MyRequests requests={requests} />
        </Section>
      )}
    </>
  )
}

/** Every account that the person is in, each with their roles there as far as this page knows them. */
const Accounts = () => {
  const words = useWords('me')
  const usher = useUsher()
  const { accountId: here } = useAccount()
  const { data } = useQuery(meQuery(usher))
  const nameOf = useRoleName()
  const { list } = useSpeech()
  return data?.accounts.map(({ accountId, name, roleIds }) => (
    <Group key={accountId} gap="sm" wrap="nowrap">
      <Avatar id={accountId} name={name} />
      <div style={{ flex: 1, minWidth: 0 }}>
        {accountId === here ? (
          <Text size="sm" fw={600}>
            {name}
          </Text>
        ) : (
          <Anchor component={Link} to={`/accounts/${accountId}`} size="sm" fw={600}>
            {name}
          </Anchor>
        )}
        <Text size="xs" c="dimmed">
          {accountId === here ? words.here(list(roleIds.map(nameOf))) : words.notHere}
        </Text>
      </div>
    </Group>
  ))
}

const Leaving = () => {
  const words = useWords('users')
  const me = useWords('me')
  const { name, roleIds } = useAccount()
  const { leave } = useLeave()
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const [isHandingOver, handingOver] = useDisclosure()
  return (
    <Section title={words.leave(name)} text={me.leaveHint} className={danger.danger}>
      <Group>
        <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAsking(true)}>
          {words.leave(name)}
        </Button>
        {roleIds.includes(administratorRoleId) && (
          <Button variant="default" c="var(--mantine-color-error)" onClick={handingOver.open}>
            {me.handOver}
          </Button>
        )}
      </Group>
      {isHandingOver && (
        <Suspense>
          <HandOver close={handingOver.close} />
        </Suspense>
      )}
      {asking && (
        <Confirm
          title={words.leaveTitle(name)}
          text={words.leaveText}
          action={words.leave(name)}
          act={async () => {
            await leave()
            say.done(words.left(name))
          }}
          close={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
