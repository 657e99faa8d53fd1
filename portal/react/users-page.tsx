/** The Users page: who is in the account, and the way to invite more. */
import { ActionIcon, Button, Group, Menu, Skeleton } from '@mantine/core'
import {
  IconCheckbox,
  IconDots,
  IconDownload,
  IconFileImport,
  IconListCheck,
  IconMoodSmile,
  IconUserPlus,
  IconUserSearch,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import type { User } from '../../shared/contract/users.ts'
import { useWords } from '../words/portal-words.tsx'
import { useAccount, useMay } from './data/account.ts'
import { useUsher } from './data/api.ts'
import { addJustInvited, useJustInvited } from './data/just-invited.ts'
import { importPath, reviewPath } from './data/paths.ts'
import { useRolesLoading } from './data/roles.ts'
import { userPageQuery } from './data/users.ts'
import { CopyLinkButton } from './invite/copy-link.tsx'
import { Failed, Notice } from './ui/notice.tsx'
import { Page } from './ui/page.tsx'
import { useRoomy } from './ui/roomy.ts'
import { useExport } from './users/export-users.ts'
import { useView, type View } from './users/filter.ts'
import { MailsPaused } from './users/mails-paused.tsx'
import { type Selection, useSelection } from './users/selection.ts'
import classes from './users/user-list.module.css'
import { UserList } from './users/user-list.tsx'
import { UserPager } from './users/user-pager.tsx'
import { UsersToolbar } from './users/users-toolbar.tsx'

const BulkBar = lazy(async () => ({ default: (await import('./users/bulk-bar.tsx')).BulkBar }))
const InviteWindow = lazy(async () => ({
  default: (await import('./invite/invite-window.tsx')).InviteWindow,
}))
const JoinRequests = lazy(async () => ({ default: (await import('./users/join-requests.tsx')).JoinRequests }))
const UserDetails = lazy(async () => ({ default: (await import('./users/user-details.tsx')).UserDetails }))

export const UsersPage = () => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const view = useView()
  const usher = useUsher()
  const queries = useQueryClient()
  const list = useUserList(view, useJustInvited(accountId))
  // Once opened, it stays mounted, so that its closing is animated.
  const opened = useOnce(view.userId !== undefined)
  const invitedBefore = useOnce(view.inviting !== undefined)
  return (
    <Page title={words.title} width={1240} actions={<PageActions view={view} selection={list.selection} />}>
      <MailsPaused />
      <UsersToolbar view={view} />
      {view.requests ? (
        <Suspense fallback={<Skeletons />}>
          <JoinRequests />
        </Suspense>
      ) : (
        <Users view={view} {...list} />
      )}
      <Suspense>
        {opened && <UserDetails userId={view.userId} close={() => view.openUser(undefined)} />}
        {invitedBefore && (
          <InviteWindow
            way={view.inviting}
            close={() => view.invite(undefined)}
            invited={(user) => addJustInvited(queries, usher, accountId, user)}
            openUser={view.openUser}
          />
        )}
      </Suspense>
    </Page>
  )
}

type ActionsProps = { readonly view: View; readonly selection: Selection }

/** Daily actions are buttons, and occasional ones are in a menu. */
const PageActions = ({ view, selection }: ActionsProps) => {
  const words = useWords('users')
  const invite = useWords('invite')
  const importing = useWords('importing')
  const review = useWords('review')
  const { accountId } = useAccount()
  const [, navigate] = useLocation()
  const mayInvite = useMay('users:invite')
  const mayRead = useMay('users:read')
  const mayWrite = useMay('users:write')
  const roomy = useRoomy()
  const file = useExport(view.filter)
  const rolesLoading = useRolesLoading()
  return (
    <Group gap="xs" wrap="nowrap">
      {mayInvite && roomy && <CopyLinkButton noLink={() => view.invite('link')} />}
      {mayInvite && (
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => view.invite('mail')}>
          {invite.invite}
        </Button>
      )}
      <Menu width={240} shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={words.more} loading={file.isPending}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayInvite && (
            <Menu.Item
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => navigate(importPath(accountId))}
            >
              {importing.open}
            </Menu.Item>
          )}
          {mayInvite && !roomy && (
            <Menu.Item
              leftSection={<IconUserPlus size={16} aria-hidden />}
              onClick={() => view.invite('link')}
            >
              {invite.byLink}
            </Menu.Item>
          )}
          {mayRead && (
            <Menu.Item
              leftSection={<IconDownload size={16} aria-hidden />}
              disabled={rolesLoading}
              onClick={() => file.mutate()}
            >
              {words.exportCsv}
            </Menu.Item>
          )}
          {mayWrite && (
            <Menu.Item
              leftSection={<IconListCheck size={16} aria-hidden />}
              onClick={() => navigate(reviewPath(accountId))}
            >
              {review.open}
            </Menu.Item>
          )}
          {mayRead && !roomy && (
            <Menu.Item leftSection={<IconCheckbox size={16} aria-hidden />} onClick={selection.choose}>
              {words.selectSeveral}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}

/** The list's page, with newly invited users on top, and which users are selected. */
const useUserList = (view: View, fresh: readonly User[]) => {
  const usher = useUsher()
  const { accountId } = useAccount()
  const { filter, cursor, filters } = view
  const page = useQuery({
    ...userPageQuery(usher, accountId, filter, cursor),
    placeholderData: keepPreviousData,
  })
  // On another page, or in a filtered list, they're in their usual place.
  const isWhole = filters === 0 && filter.view === undefined && cursor === undefined
  const onTop = isWhole ? fresh : []
  const freshIds = new Set(onTop.map(({ userId }) => userId))
  const users = [...onTop, ...(page.data?.items ?? []).filter(({ userId }) => !freshIds.has(userId))]
  const selection = useSelection(users, JSON.stringify([filter, cursor]))
  return { page, users, freshIds, selection, isWhole }
}

type UsersProps = { readonly view: View } & ReturnType<typeof useUserList>

const Users = ({ view, page, users, freshIds, selection, isWhole }: UsersProps) => {
  const words = useWords('users')
  // Its window shows what became of users who are no longer selected.
  const selected = useOnce(selection.some)
  const mayWrite = useMay('users:write')
  const mayInvite = useMay('users:invite')
  if (page.isPending) return <Skeletons />
  if (page.isError) return <Failed error={page.error} retry={page.refetch} />
  const { nextCursor } = page.data
  return (
    <>
      {users.length > 0 && (
        <UserList
          users={users}
          fresh={freshIds}
          stale={page.isPlaceholderData}
          view={view}
          selection={mayWrite || mayInvite ? selection : undefined}
        />
      )}
      {users.length === 0 && <Nobody view={view} more={nextCursor !== undefined} />}
      {users.length === 1 && isWhole && !nextCursor && (
        <Notice icon={IconUserPlus} title={words.onlyYou} text={words.onlyYouText} />
      )}
      <UserPager view={view} nextCursor={nextCursor} shown={users.length} updating={page.isPlaceholderData} />
      <Suspense>{selected && <BulkBar selection={selection} />}</Suspense>
    </>
  )
}

const Nobody = ({ view, more }: { readonly view: View; readonly more: boolean }) => {
  const words = useWords('users')
  if (more)
    return <Notice icon={IconUserSearch} title={words.nothingHereYet} text={words.nothingHereYetText} />
  if (view.filters === 0 && view.filter.view === 'attention')
    return <Notice icon={IconMoodSmile} title={words.allWell} text={words.allWellText} />
  if (view.filters === 0 && view.filter.view === 'pending')
    return <Notice icon={IconMoodSmile} title={words.nobodyPending} text={words.nobodyPendingText} />
  return (
    <Notice icon={IconUserSearch} title={words.nobodyMatches} text={words.nobodyMatchesText}>
      <Button variant="default" onClick={view.clear}>
        {words.clearFilters}
      </Button>
    </Notice>
  )
}

/** As high as the rows that will replace them. */
const Skeletons = () => (
  <div role="status" aria-label={useWords('frame').loading} className={classes.list}>
    {Array.from({ length: 12 }, (_, row) => row).map((row) => (
      <div key={row} className={classes.skeleton}>
        <Skeleton circle height={32} />
        <Skeleton height={12} width="30%" />
      </div>
    ))}
  </div>
)

/** Whether this has ever been true. */
const useOnce = (now: boolean): boolean => {
  const [once, setOnce] = useState(now)
  if (now && !once) setOnce(true)
  return once || now
}
