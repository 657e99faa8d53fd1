/** The pages of an account, each loaded when it's first shown. */
import { lazy, type ReactNode, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { Membership } from './data/account.ts'
import { importPath, mePath, pathOf, reviewPath } from './data/paths.ts'
import { Unbroken } from './ui/broken.tsx'
import { Loading } from './ui/notice.tsx'

const UsersPage = lazy(async () => ({ default: (await import('./users-page.tsx')).UsersPage }))
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage }))
const AccountPage = lazy(async () => ({ default: (await import('./account/account-page.tsx')).AccountPage }))
const ImportPage = lazy(async () => ({ default: (await import('./import/import-page.tsx')).ImportPage }))
const ReviewPage = lazy(async () => ({ default: (await import('./review/review-page.tsx')).ReviewPage }))
const MePage = lazy(async () => ({ default: (await import('./me/me-page.tsx')).MePage }))
const RolesPage = lazy(async () => ({ default: (await import('./roles/roles-page.tsx')).RolesPage }))

type Props = Pick<Membership, 'accountId'> & {
  /** Routes for everything else. */
  readonly children?: ReactNode
}

export const AccountPages = ({ accountId, children }: Props) => {
  const [address] = useLocation()
  return (
    <Unbroken key={address}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path={pathOf(accountId, 'users')} component={UsersPage} />
          <Route path={importPath(accountId)} component={ImportPage} />
          <Route path={reviewPath(accountId)} component={ReviewPage} />
          <Route path={pathOf(accountId, 'roles')} component={RolesPage} />
          <Route path={pathOf(accountId, 'audit')} component={AuditPage} />
          <Route path={pathOf(accountId, 'account')} component={AccountPage} />
          <Route path={mePath(accountId)} component={MePage} />
          {children}
        </Switch>
      </Suspense>
    </Unbroken>
  )
}
