/** An account's trail: what was changed, by whom and when, newest first, as filtered by the URL. */
import { Button, Card, Center, Skeleton, Stack, Table, Text } from '@mantine/core'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { useRolesLoading } from '../data/roles.ts'
import { Failed, Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useRoomy } from '../ui/roomy.ts'
import { AuditToolbar } from './audit-toolbar.tsx'
import { EventDetails, type EventProps, Person, What, When } from './event-parts.tsx'
import { useExportTrail } from './export-trail.ts'
import { useTrailFilter } from './filter.ts'
import { trailQuery } from './trail-query.ts'

export const AuditPage = () => {
  const words = useWords('audit')
  const usher = useUsher()
  const { accountId } = useAccount()
  const view = useTrailFilter()
  const trail = useInfiniteQuery(trailQuery(usher, accountId, view.filter))
  const file = useExportTrail(view.filter)
  const rolesLoading = useRolesLoading()
  const pages = trail.data?.pages ?? []
  const names = Object.assign({}, ...pages.map((page) => page.names))
  return (
    <Page
      title={words.title}
      intro={words.intro}
      width={1240}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={file.isPending || rolesLoading}
          onClick={() => file.mutate()}
        >
          {words.exportCsv}
        </Button>
      }
    >
      <AuditToolbar {...view} names={names} />
      {trail.isPending && <Skeletons />}
      {trail.isError && <Failed error={trail.error} retry={trail.refetch} />}
      {trail.data && (
        <Events
          events={pages.flatMap(({ items }) => items.map((event) => ({ event, names })))}
          filtered={view.count > 0}
          more={trail.hasNextPage}
        />
      )}
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
    </Page>
  )
}

type EventsProps = { readonly events: readonly EventProps[] }

const Events = ({ events, filtered, more }: EventsProps & { filtered: boolean; more: boolean }) => {
  const words = useWords('audit')
  const roomy = useRoomy()
  if (events.length === 0)
    return filtered ? (
      <Notice
        icon={IconHistory}
        title={more ? words.nothingYet : words.nothingFound}
        text={more ? words.nothingYetText : words.nothingFoundText}
      />
    ) : (
      <Notice icon={IconHistory} title={words.nothing} text={words.nothingText} />
    )
  return roomy ? <EventTable events={events} /> : <EventCards events={events} />
}

const EventTable = ({ events }: EventsProps) => {
  const words = useWords('audit')
  return (
    <Table verticalSpacing="xs" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={190}>{words.when}</Table.Th>
          <Table.Th w={200}>{words.who}</Table.Th>
          <Table.Th>{words.what}</Table.Th>
          <Table.Th>{words.details}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map(({ event, names }) => (
          <Table.Tr key={event.eventId}>
            <Table.Td>
              <When event={event} />
            </Table.Td>
            <Table.Td>
              <Person id={event.actor} names={names} as="actor" action={event.action} />
            </Table.Td>
            <Table.Td>
              <What event={event} names={names} />
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

const EventCards = ({ events }: EventsProps) => (
  <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
    {events.map(({ event, names }) => (
      <Card key={event.eventId} component="li" withBorder padding="sm">
        <Text size="sm" fw={600}>
          <What event={event} names={names} />
        </Text>
        <EventDetails event={event} />
        <Text size="xs" c="dimmed" mt={4}>
          <When event={event} /> · <Person id={event.actor} names={names} as="actor" action={event.action} />
        </Text>
      </Card>
    ))}
  </Stack>
)

const Skeletons = () => (
  <Stack gap="sm" role="status" aria-label={useWords('frame').loading}>
    {[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((row) => (
      <Skeleton key={row} height={44} />
    ))}
  </Stack>
)
