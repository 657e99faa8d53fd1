/** Tells administrators that the emails of their account are paused, why, and what becomes of them. */
import { Alert } from '@mantine/core'
import { IconMailPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { accountQuery } from '../account/account-query.ts'
import { useAccount } from '../frame/account.ts'
import { useUsher } from '../frame/api.ts'
import { useWords } from '../words/portal-words.tsx'

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
