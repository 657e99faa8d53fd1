/** Usher's pages as parts of somebody's page. */
import { IconLock } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Redirect, Route, Router } from 'wouter'
import { AccountPages } from '../react/account-pages.tsx'
import type { Membership } from '../react/data/account.ts'
import { mePath, type PageName, pagesOf, pathOf } from '../react/data/paths.ts'
import { SurroundingsProvider } from '../react/data/surroundings.ts'
import { Notice } from '../react/ui/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { locationHook, memoryHistory, pathHistory } from './history.ts'
import { OfAccount } from './of-account.tsx'
import { Part } from './part.tsx'
import { useSettings } from './settings.ts'

export type PageProps = {
  /**
   * The path of the product at which the page is, such as `/settings/team`. Filters and windows are then in the browser's
   * address, at this path and below it. By default the address stays as it is.
   */
  readonly path?: string
}

/** The users of the account, with what can be done to them, and the way to invite more. */
export const UsersPage = ({ path }: PageProps) => <Embedded page="users" path={path} />
/** What each role permits, and which ones are the defaults. */
export const RolesPage = ({ path }: PageProps) => <Embedded page="roles" path={path} />
/** What was changed, by whom and when. */
export const AuditPage = ({ path }: PageProps) => <Embedded page="audit" path={path} />
/** The account's name, limits and rules. */
export const AccountSettings = ({ path }: PageProps) => <Embedded page="account" path={path} />

/** The person who is signed in: their profile, accounts, notices and language, and leaving. */
export const MyPage = ({ path }: PageProps) => <Embedded page="me" path={path} />

type EmbeddedProps = { readonly page: PageName | 'me'; readonly path: string | undefined }

const Embedded = ({ page, path }: EmbeddedProps) => (
  <Part>
    {(roomy) => (
      <OfAccount>
        {(membership) => <Page key={path} page={page} path={path} membership={membership} roomy={roomy} />}
      </OfAccount>
    )}
  </Part>
)

type InnerProps = EmbeddedProps & {
  readonly membership: Membership
  readonly roomy: boolean
}

const Page = ({ page, path, membership, roomy }: InnerProps) => {
  const words = useWords('frame')
  const { accountId } = membership
  const { choose } = useSettings()
  const home = page === 'me' ? mePath(accountId) : pathOf(accountId, page)
  const [history] = useState(() => (path === undefined ? memoryHistory(home) : pathHistory(path, home)))
  const hook = useMemo(() => locationHook(history, accountId, choose), [history, accountId, choose])
  const { users, roles, audit, accountPage: account, me } = words
  const label = { users, roles, audit, account, me }[page]
  if (page !== 'me' && !pagesOf(membership).includes(page))
    return <Notice icon={IconLock} title={words.noPermission} text={words.noPermissionText} />
  return (
    <Router hook={hook} hrefs={history.href}>
      <SurroundingsProvider
        value={{ embedded: true, linked: true, roomy, home: { label, to: home }, entry: history.state }}
      >
        <AccountPages accountId={accountId}>
          <Route>
            <Redirect to={home} replace />
          </Route>
        </AccountPages>
      </SurroundingsProvider>
    </Router>
  )
}
