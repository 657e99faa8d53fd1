/** Accounts that the current person can join, or ask to join, because of their address's domain. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import type { Output } from '../../../shared/client/client.ts'
import type { listJoinable } from '../../../shared/contract/domains.ts'
import { useWords } from '../../words/portal-words.tsx'
import { meQuery } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useJoining } from '../data/domains.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useSay } from '../ui/say.ts'

type Joinable = Output<typeof listJoinable>['items'][number]

export const JoinableAccounts = ({ accounts }: { readonly accounts: readonly Joinable[] }) => {
  const { joinable } = useWords('domains')
  return (
    <Stack component="ul" aria-label={joinable} gap="md" p={0} m={0} w="100%" style={{ listStyle: 'none' }}>
      {accounts.map((account) => (
        <li key={account.accountId}>
          <JoinableAccount account={account} />
        </li>
      ))}
    </Stack>
  )
}

const JoinableAccount = ({ account }: { readonly account: Joinable }) => {
  const { accountId, accountName, joining } = account
  const words = useWords('domains')
  const say = useSay()
  const [, navigate] = useLocation()
  const join = useJoining()
  const { data: me } = useQuery(meQuery(useUsher()))
  const { mutate, isPending } = useMutation({
    mutationFn: () => join(accountId),
    onSuccess: (hasJoined) => {
      say.done(hasJoined ? words.didJoin(accountName) : words.didAsk(accountName))
      if (hasJoined) navigate(`/accounts/${accountId}`)
    },
    onError: (error) => say.failed(accountName, error),
  })
  const atOnce = joining === 'at-once'
  return (
    <Group gap="sm" ta="start">
      <Avatar id={accountId} name={accountName} />
      <div style={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {accountName}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {me && words.joinableBy(me.email.slice(me.email.lastIndexOf('@') + 1))}
        </Text>
      </div>
      <Button
        size="sm"
        variant={atOnce ? 'filled' : 'default'}
        aria-label={atOnce ? words.joinOf(accountName) : words.askOf(accountName)}
        loading={isPending}
        onClick={() => mutate()}
      >
        {atOnce ? words.join : words.ask}
      </Button>
    </Group>
  )
}
