/** The status of the current person's requests to join. */
import { Group, Stack, Text } from '@mantine/core'
import type { Output } from '../../../shared/client/client.ts'
import type { listMyJoinRequests } from '../../../shared/contract/join-requests.ts'
import { useWords } from '../../words/portal-words.tsx'
import { Avatar } from '../ui/avatar.tsx'

type Requests = Output<typeof listMyJoinRequests>['items']

export const MyRequests = ({ requests }: { readonly requests: Requests }) => {
  const words = useWords('me')
  return (
    <Stack
      component="ul"
      aria-label={words.requests}
      gap="md"
      p={0}
      m={0}
      w="100%"
      style={{ listStyle: 'none' }}
    >
      {requests.map(({ accountId, accountName, status }) => (
        <li key={accountId}>
          <Group gap="sm" wrap="nowrap" ta="start">
            <Avatar id={accountId} name={accountName} />
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {accountName}
              </Text>
              <Text size="xs" c="dimmed">
                {words.requestStates[status]}
              </Text>
            </div>
          </Group>
        </li>
      ))}
    </Stack>
  )
}
