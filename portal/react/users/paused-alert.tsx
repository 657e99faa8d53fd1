/** Why an account's emails are paused, and what happens to them. */
import { Alert } from '@mantine/core'
import { IconMailPause } from '@tabler/icons-react'
import type { PublicAccount } from '../../../shared/contract/accounts.ts'
import { useWords } from '../../words/portal-words.tsx'

type Props = { readonly paused: NonNullable<PublicAccount['mailsPaused']> }

export const PausedAlert = ({ paused }: Props) => {
  const words = useWords('users')
  return (
    <Alert color="orange" icon={<IconMailPause aria-hidden />} title={words.mailsPaused} role="status">
      {words.mailsPausedText[paused.reason]}
      {words.mailsPausedNext}
    </Alert>
  )
}
