/** The trail of an account: what was changed, by whom and when, newest first; of one user where the address says so. */
import { Anchor, Button, Card, Center, Group, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { answered } from '../../../shared/client/answered.ts'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { accountKey, useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { pathOf } from '../data/paths.ts'
import { Failed, Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useRoomy } from '../ui/roomy.ts'
import { EventDetails, Person, Subject } from './event-parts.tsx'

export const AuditPage = () => {
  const words = useWords('audit')
  const { accountId } = useAccount()
  const [parameters] = useSearchParams()
  const userId = parameters.get('userId') || undefined
  return (
    <Page title={words.title} intro={words.intro} width={1240}>
      {userId && (
        <Group gap="sm">
          <Text>
            {words.onlyOf} <Person id={userId} />
          </Text>
          <Anchor component={Link} to={pathOf(accountId, 'audit')}>
            {words.everything}
          </Anchor>
        </Group>
      )}
      <Events key={userId} userId={userId} />
    </Page>
  )
}

const Events = ({ userId }: { readonly userId: string | undefined }) => {
  const words = useWords('audit')
  const usher = useUsher()
  const { accountId } = useAccount()
  const roomy = useRoomy()
  const trail = useInfiniteQuery({
    queryKey: [...accountKey(accountId), 'audit', userId],
    queryFn: ({ pageParam }) =>
      answered(
        usher.listAuditEvents({ accountId, query: { userId, ...(pageParam ? { cursor: pageParam } : {}) } }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  if (trail.isPending) return <Skeletons />
  if (trail.isError) return <Failed error={trail.error} retry={trail.refetch} />
  const events = trail.data.pages.flatMap(({ items }) => items)
  if (events.length === 0) return <Notice icon={IconHistory} title={words.nothing} text={words.nothingText} />
  return (
    <>
      {roomy ? <EventTable events={events} /> : <EventCards events={events} />}
      {trail.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={trail.isFetchingNextPage}
            onClick={() => void trail.fetchNextPage()}
          >
            {words.older}
          </Button>
        </Center>
      )}
    </>
  )
}

type EventsProps = { readonly events: readonly AuditEvent[] }

const EventTable = ({ events }: EventsProps) => {
  const words = useWords('audit')
  return (
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.when}</Table.Th>
          <Table.Th>{words.who}</Table.Th>
          <Table.Th>{words.what}</Table.Th>
          <Table.Th>{words.details}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.eventId}>
            <Table.Td>
              <When event={event} />
            </Table.Td>
            <Table.Td>
              <Person id={event.actor} />
            </Table.Td>
            <Table.Td>
              {words.actions[event.action]}
              <Subject event={event} />
            </Table.Td>
            <Table.Td>
              <EventDetails event={event} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const EventCards = ({ events }: EventsProps) => {
  const words = useWords('audit')
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {events.map((event) => (
        <Card key={event.eventId} component="li" withBorder padding="md">
          <Text size="sm" fw={600}>
            {words.actions[event.action]}
            <Subject event={event} />
          </Text>
          <EventDetails event={event} />
          <Text size="xs" c="dimmed" mt="xs">
            <When event={event} /> · <Person id={event.actor} />
          </Text>
        </Card>
      ))}
    </Stack>
  )
}

const When = ({ event: { at } }: { readonly event: AuditEvent }) => {
  const { date } = useSpeech()
  return <time dateTime={at}>{date(at)}</time>
}

const Skeletons = () => (
  <Stack gap="sm" role="status" aria-label={useWords('frame').loading}>
    {[1, 2, 3, 4, 5].map((row) => (
      <Skeleton key={row} height={44} />
    ))}
  </Stack>
)
