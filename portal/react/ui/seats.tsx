/** How many seats an account has left, and what that means for the next invitation. */
import { Alert, Paper, Progress, Text } from '@mantine/core'
import { IconArmchair } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { PublicAccount } from '../../../shared/contract/accounts.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { accountQuery } from '../data/account-query.ts'
import { useUsher } from '../data/api.ts'

/** “41 of 45 seats taken, 12 pending”, for an account with a limit. */
export const Seats = ({ account }: { readonly account: PublicAccount }) => {
  const words = useWords('account')
  const { seatLimit, seatsTaken, users, invitationsTakeSeats } = account
  if (seatLimit === undefined) return null
  return (
    <Paper component="section" withBorder p="lg" aria-label={words.seats}>
      <Text component="h2" fw={650} mb={4}>
        {words.seats}
      </Text>
      <Text mb="xs">{words.seatsTaken(seatsTaken, seatLimit, users.invited)}</Text>
      <Progress
        value={(100 * seatsTaken) / seatLimit}
        color={seatsTaken < seatLimit ? 'accent' : 'red'}
        aria-label={words.seats}
      />
      <Text size="sm" c="dimmed" mt="xs">
        {invitationsTakeSeats ? words.seatsHintKept : words.seatsHint}
      </Text>
    </Paper>
  )
}

/**
 * Seats that are free and that no pending invitation will need; less than one if the next invitation couldn't be
 * redeemed.
 */
const seatsToInvite = ({ seatLimit, seatsTaken, users, invitationsTakeSeats }: PublicAccount): number =>
  (seatLimit ?? Number.POSITIVE_INFINITY) - seatsTaken - (invitationsTakeSeats ? 0 : users.invited)

/** Above the invite form: how many seats there are, and a warning if there's none for this invitation. */
export const SeatsLeft = () => {
  const words = useWords('account')
  const { accountId } = useAccount()
  const { data: account } = useQuery({ ...accountQuery(useUsher(), accountId), staleTime: 0 })
  if (account?.seatLimit === undefined) return null
  const { seatLimit, seatsTaken, users } = account
  const taken = words.seatsTaken(seatsTaken, seatLimit, users.invited)
  if (seatsToInvite(account) >= 1)
    return (
      <Text size="sm" c="dimmed" mb="md">
        {taken}
      </Text>
    )
  return (
    <Alert mb="md" color="orange" icon={<IconArmchair size={20} aria-hidden />} title={taken}>
      {seatsTaken < seatLimit ? words.allSeatsPending : words.allSeatsTaken}
    </Alert>
  )
}
