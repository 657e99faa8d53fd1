/** The Users page: who is in the account, and the way to invite more. */
import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconFileImport, IconUserPlus, IconUserSearch } from '@tabler/icons-react'
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { User } from '../../shared/contract/users.ts'
import { useAccount, useMay } from '../frame/account.ts'
import { useUsher } from '../frame/api.ts'
import { Failed, Notice } from '../frame/notice.tsx'
import { Page } from '../frame/page.tsx'
import { importPath } from '../frame/paths.ts'
import { useRoomy } from '../frame/roomy.ts'
import { CopyLinkButton } from '../invite/copy-link.tsx'
import { useWords } from '../words/portal-words.tsx'
import { useView } from './filter.ts'
import { MailsPaused } from './mails-paused.tsx'
import { userPageQuery, userQuery } from './queries.ts'
import { UserList } from './user-list.tsx'
import { UserPager } from './user-pager.tsx'
import { UsersToolbar } from './users-toolbar.tsx'

const InviteWindow = lazy(async () => ({
  default: (await import('../invite/invite-window.tsx')).InviteWindow,
}))
const UserDetails = lazy(async () => ({ default: (await import('./user-details.tsx')).UserDetails }))

export const UsersPage = () => {
  const words = useWords('users')
  const inviteWords = useWords('invite')
  const importWords = useWords('importing')
  const { accountId } = useAccount()
  const mayInvite = useMay('users:invite')
  const view = useView()
  const [inviting, setInviting] = useState<'mail' | 'link'>()
  const fresh = useJustInvited(accountId)
  // What has been opened once stays, so that it can be seen to close.
  const opened = useOnce(view.userId !== undefined)
  const invitedBefore = useOnce(inviting !== undefined)
  const roomy = useRoomy()
  // On a phone the buttons stand below one another, and the first is the one that matters.
  const inviteButton = (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting('mail')}>
      {inviteWords.invite}
    </Button>
  )
  return (
    <Page
      title={words.title}
      width={1240}
      actions={
        mayInvite && (
          <Group gap="sm">
            {!roomy && inviteButton}
            <CopyLinkButton noLink={() => setInviting('link')} />
            <Button
              variant="default"
              component={Link}
              to={importPath(accountId)}
              leftSection={<IconFileImport size={18} aria-hidden />}
            >
              {importWords.open}
            </Button>
            {roomy && inviteButton}
          </Group>
        )
      }
    >
      <MailsPaused />
      <UsersToolbar view={view} />
      <Users view={view} fresh={fresh.users} />
      <Suspense>
        {opened && <UserDetails userId={view.userId} close={() => view.openUser(undefined)} />}
        {invitedBefore && (
          <InviteWindow
            way={inviting}
            close={() => setInviting(undefined)}
            invited={fresh.add}
            openUser={(userId) => {
              setInviting(undefined)
              view.openUser(userId)
            }}
          />
        )}
      </Suspense>
    </Page>
  )
}

type UsersProps = { readonly view: ReturnType<typeof useView>; readonly fresh: readonly User[] }

const Users = ({ view, fresh }: UsersProps) => {
  const words = useWords('users')
  const usher = useUsher()
  const { accountId } = useAccount()
  const { filter, cursor, filtered } = view
  const page = useQuery({
    ...userPageQuery(usher, accountId, filter, cursor),
    placeholderData: keepPreviousData,
  })
  if (page.isPending) return <Skeletons />
  if (page.isError) return <Failed error={page.error} retry={page.refetch} />
  const { items, nextCursor } = page.data
  // On another page, or among others by a filter, they stand where they belong.
  const onTop = filtered || cursor !== undefined ? [] : fresh
  const freshIds = new Set(onTop.map(({ userId }) => userId))
  const users = [...onTop, ...items.filter(({ userId }) => !freshIds.has(userId))]
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {page.isPlaceholderData ? words.updating : words.shown(users.length)}
      </Text>
      {users.length > 0 && (
        <UserList users={users} fresh={freshIds} stale={page.isPlaceholderData} open={view.openUser} />
      )}
      {users.length === 0 && (
        <Notice
          icon={IconUserSearch}
          title={nextCursor ? words.nothingHereYet : words.nobodyMatches}
          text={nextCursor ? words.nothingHereYetText : words.nobodyMatchesText}
        >
          {!nextCursor && (
            <Button variant="default" onClick={view.clear}>
              {words.clearFilters}
            </Button>
          )}
        </Notice>
      )}
      {users.length === 1 && !filtered && cursor === undefined && !nextCursor && (
        <Notice icon={IconUserPlus} title={words.onlyYou} text={words.onlyYouText} />
      )}
      <UserPager view={view} nextCursor={nextCursor} />
    </>
  )
}

/** Who was invited in this window, newest first and kept up to date: the list's index follows a moment later. */
const useJustInvited = (accountId: string) => {
  const usher = useUsher()
  const queries = useQueryClient()
  const [ids, setIds] = useState<readonly string[]>([])
  const results = useQueries({ queries: ids.map((userId) => userQuery(usher, accountId, userId)) })
  return {
    users: results.flatMap(({ data }) => data ?? []),
    add: (user: User) => {
      queries.setQueryData(userQuery(usher, accountId, user.userId).queryKey, user)
      setIds((old) => [user.userId, ...old.filter((id) => id !== user.userId)])
    },
  }
}

const Skeletons = () => (
  <Stack gap="sm" role="status" aria-label={useWords('frame').loading}>
    {[1, 2, 3, 4, 5, 6].map((row) => (
      <Skeleton key={row} height={52} />
    ))}
  </Stack>
)

/** Whether something has been so at any time. */
const useOnce = (now: boolean): boolean => {
  const [once, setOnce] = useState(now)
  if (now && !once) setOnce(true)
  return once || now
}
