/** Which page a URL means, for somebody who is signed in. */
import { Button, Center } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconMap2, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import { Refusal } from '../../shared/client/answered.ts'
import { AccountPages } from '../react/account-pages.tsx'
import { type Membership, meQuery } from '../react/data/account.ts'
import { useUsher } from '../react/data/api.ts'
import { pagesOf, pathOf } from '../react/data/paths.ts'
import { Failed, Loading, Notice } from '../react/ui/notice.tsx'
import { useWords } from '../words/portal-words.tsx'
import { Shell } from './shell.tsx'
import { Viewing } from './viewing.tsx'

// What few people see is loaded for them alone.
const ConfirmAddress = lazy(async () => ({
  default: (await import('./confirm-address.tsx')).ConfirmAddress,
}))
const NoAccount = lazy(async () => ({ default: (await import('./no-access.tsx')).NoAccount }))
const NothingHere = lazy(async () => ({ default: (await import('./no-access.tsx')).NothingHere }))

/** Whether the address is unverified by the issuer, and no code has proved it. */
const isUnverified = (error: Error): boolean =>
  error instanceof Refusal && error.problem.code === 'email_not_verified'

/**
 * Looks up the first account itself: somebody who has just left an account gets here before the pages around it know.
 */
const ToFirstAccount = () => {
  const [first] = useQuery(meQuery(useUsher())).data?.accounts ?? []
  return first && <Redirect to={`/accounts/${first.accountId}`} replace />
}

export const Pages = () => {
  const me = useQuery(meQuery(useUsher()))
  if (me.isPending) return <Loading />
  if (me.isError)
    return (
      <Alone>
        {isUnverified(me.error) ? <ConfirmAddress /> : <Failed alone error={me.error} retry={me.refetch} />}
      </Alone>
    )
  const { email, accounts, inactive } = me.data
  const [first] = accounts
  if (!first)
    return (
      <Alone>
        <NoAccount email={email} inactive={inactive} />
      </Alone>
    )
  return (
    <Switch>
      <Route path={/^\/(sign-in)?$/}>
        <ToFirstAccount />
      </Route>
      <Route path="/accounts/:accountId/*?">
        {({ accountId }) => {
          const membership = accounts.find((one) => one.accountId === accountId)
          if (!membership) return <NoSuchAccount />
          return (
            <Viewing membership={membership} key={accountId}>
              {(seen) => (
                <Shell membership={seen} memberships={accounts} email={email}>
                  <PagesOfAccount membership={seen} />
                </Shell>
              )}
            </Viewing>
          )
        }}
      </Route>
      <Route>
        <Alone>
          <NoSuchPage />
        </Alone>
      </Route>
    </Switch>
  )
}

const PagesOfAccount = ({ membership }: { readonly membership: Membership }) => {
  const { accountId } = membership
  const [first] = pagesOf(membership)
  if (!first)
    return (
      <Suspense fallback={<Loading />}>
        <NothingHere membership={membership} />
      </Suspense>
    )
  return (
    <AccountPages accountId={accountId}>
      <Route path="/accounts/:accountId">
        <Redirect to={pathOf(accountId, first)} replace />
      </Route>
      <Route component={NoSuchPage} />
    </AccountPages>
  )
}

/** A notice without an account's page around it. */
const Alone = ({ children }: { readonly children: React.ReactNode }) => (
  <Center component="main" mih="100dvh">
    {children}
  </Center>
)

const NoSuchAccount = () => {
  const words = useWords('frame')
  useDocumentTitle(words.noSuchAccount)
  return (
    <Alone>
      <Notice alone icon={IconUserQuestion} title={words.noSuchAccount} text={words.noSuchAccountText}>
        <ToStart />
      </Notice>
    </Alone>
  )
}

const NoSuchPage = () => {
  const words = useWords('frame')
  useDocumentTitle(words.noSuchPage)
  return (
    <Notice alone icon={IconMap2} title={words.noSuchPage}>
      <ToStart />
    </Notice>
  )
}

const ToStart = () => (
  <Button component={Link} to="/">
    {useWords('frame').home}
  </Button>
)
