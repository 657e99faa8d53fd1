/** Users as a table where there is room, and as cards on a phone. */
import { Anchor, Badge, Card, Group, Stack, Table, Text } from '@mantine/core'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useRoomy } from '../ui/roomy.ts'
import { UserMenu } from './user-actions.tsx'
import classes from './user-list.module.css'
import { InvitedBy, InvitedWhen, LastSeen, Mail, mailNeedsCare, RoleNames, Status } from './user-parts.tsx'

type ListProps = {
  readonly users: readonly User[]
  /** The ids of those that stand on top because they were invited just now. */
  readonly fresh: ReadonlySet<string>
  /** Whether another list is on its way. */
  readonly stale: boolean
  readonly open: (userId: string) => void
}

export const UserList = (props: ListProps) => {
  const roomy = useRoomy()
  return (
    <div className={classes.list} data-stale={props.stale || undefined} aria-busy={props.stale}>
      {roomy ? <UserTable {...props} /> : <UserCards {...props} />}
    </div>
  )
}

const UserTable = ({ users, fresh, open }: ListProps) => {
  const words = useWords('users')
  return (
    <Table verticalSpacing="sm" highlightOnHover className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.name}</Table.Th>
          <Table.Th aria-sort="ascending">{words.email}</Table.Th>
          <Table.Th>{words.roles}</Table.Th>
          <Table.Th>{words.status}</Table.Th>
          <Table.Th>{words.invited}</Table.Th>
          <Table.Th visibleFrom="lg">{words.lastSeen}</Table.Th>
          <Table.Th>{words.mail}</Table.Th>
          <Table.Td>
            <span className={classes.unseen}>{words.actions}</span>
          </Table.Td>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {users.map((user) => (
          <Table.Tr key={user.userId} data-fresh={fresh.has(user.userId) || undefined}>
            <Table.Td className={classes.name}>
              <Name user={user} open={open} fresh={fresh.has(user.userId)} />
            </Table.Td>
            <Table.Td className={classes.email}>{user.email}</Table.Td>
            <Table.Td>
              <RoleNames user={user} />
            </Table.Td>
            <Table.Td>
              <Status user={user} />
            </Table.Td>
            <Table.Td>
              <InvitedWhen user={user} />
            </Table.Td>
            <Table.Td visibleFrom="lg" className={classes.day}>
              <LastSeen user={user} />
            </Table.Td>
            <Table.Td>
              <Mail user={user} />
            </Table.Td>
            <Table.Td>
              <UserMenu user={user} openDetails={() => open(user.userId)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const UserCards = ({ users, fresh, open }: ListProps) => (
  <Stack gap="sm" component="ul" className={classes.cards}>
    {users.map((user) => (
      <Card key={user.userId} component="li" withBorder padding="md" className={classes.card}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Stack gap={2} miw={0}>
            <Name user={user} open={open} fresh={fresh.has(user.userId)} />
            <Text size="sm" className={classes.email}>
              {user.email}
            </Text>
          </Stack>
          <UserMenu user={user} openDetails={() => open(user.userId)} />
        </Group>
        <Group mt="sm" gap="xs">
          <Status user={user} />
          <RoleNames user={user} />
        </Group>
        <Group mt="xs" justify="space-between" mih={26}>
          <Text size="xs" c="dimmed">
            <InvitedBy user={user} />
          </Text>
          {(mailNeedsCare(user) || user.status === 'invited') && <Mail user={user} />}
        </Group>
      </Card>
    ))}
  </Stack>
)

type NameProps = { readonly user: User; readonly open: (userId: string) => void; readonly fresh: boolean }

const Name = ({ user, open, fresh }: NameProps) => {
  const { justInvited } = useWords('users')
  return (
    <Group gap="xs">
      <Anchor
        component="button"
        type="button"
        size="sm"
        fw={600}
        ta="start"
        className={classes.person}
        onClick={() => open(user.userId)}
      >
        {user.name}
      </Anchor>
      {fresh && (
        <Badge size="sm" variant="outline" tt="none">
          {justInvited}
        </Badge>
      )}
    </Group>
  )
}
