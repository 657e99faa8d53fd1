/** Tells administrators that their account's emails are paused, why, and what happens to them. */
import { Alert } from '@mantine/core'
import { IconMailPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'

export const MailsPaused = () => {
  const words = useWords('users')
  const { accountId } = useAccount()
  const account = useQuery(accountQuery(useUsher(), accountId))
  const paused = account.data?.mailsPaused
  if (!paused) return null
  return (
    <Alert color="orange" icon={<IconMailPause aria-hidden />} title={words.mailsPaused} role="status">
      {words.mailsPausedText[paused.reason]}
      {words.mailsPausedNext}
    </Alert>
  )
}
