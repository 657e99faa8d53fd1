/** Tells administrators that their account's emails are paused. The text is loaded once they are. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useAccount } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'

const PausedAlert = lazy(async () => ({ default: (await import('./paused-alert.tsx')).PausedAlert }))

export const MailsPaused = () => {
  const { accountId } = useAccount()
  const account = useQuery(accountQuery(useUsher(), accountId))
  const paused = account.data?.mailsPaused
  return <Suspense>{paused && <PausedAlert paused={paused} />}</Suspense>
}
