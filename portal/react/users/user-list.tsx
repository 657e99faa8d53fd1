/** Users as a table if there's room, and as a list on a phone. Every row has two lines, whoever is in it. */
import { ActionIcon, Text, UnstyledButton } from '@mantine/core'
import { IconSortAscendingLetters, IconSortDescendingLetters } from '@tabler/icons-react'
import type { User } from '../../../shared/contract/users.ts'
import { useWords } from '../../words/portal-words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { useRoomy } from '../ui/roomy.ts'
import { Tick } from '../ui/tick.tsx'
import type { View } from './filter.ts'
import type { Selection } from './selection.ts'
import { UserMenu } from './user-actions.tsx'
import classes from './user-list.module.css'
import { LastSeen, RoleChips, Status, StatusNote, useIsMe } from './user-parts.tsx'

type ListProps = {
  readonly users: readonly User[]
  /** The ids of those that are on top because they were just invited. */
  readonly fresh: ReadonlySet<string>
  /** Whether another list is being loaded. */
  readonly stale: boolean
  readonly view: View
  /** Undefined for people who may not act on several users. */
  readonly selection: Selection | undefined
}

export const UserList = (props: ListProps) => {
  const roomy = useRoomy()
  return (
    <div className={classes.list} data-stale={props.stale || undefined} aria-busy={props.stale}>
      {roomy ? <UserTable {...props} /> : <UserRows {...props} />}
    </div>
  )
}

const UserTable = ({ users, fresh, view, selection }: ListProps) => {
  const words = useWords('users')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={classes.check}>
              <Tick
                label={words.selectAll}
                checked={selection.all}
                partly={selection.some && !selection.all}
                onChange={selection.toggleAll}
              />
            </th>
          )}
          <UserHead view={view} />
          <th scope="col" className={classes.roles}>
            {words.roles}
          </th>
          <th scope="col" className={classes.status}>
            {words.status}
          </th>
          <th scope="col" className={classes.seen}>
            {words.lastSeen}
          </th>
          <td className={classes.menu}>
            <span className={classes.unseen}>{words.actions}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr
            key={user.userId}
            data-fresh={fresh.has(user.userId) || undefined}
            data-selected={selection?.has(user.userId) || undefined}
          >
            {selection && (
              <td className={classes.check}>
                <Tick
                  label={words.select(user.name)}
                  checked={selection.has(user.userId)}
                  onChange={() => selection.toggle(user.userId)}
                />
              </td>
            )}
            <td>
              <Person user={user} open={view.openUser} fresh={fresh.has(user.userId)} />
            </td>
            <td>
              <RoleChips user={user} />
            </td>
            <td>
              <Status user={user} />
              <Text className={classes.note}>
                <StatusNote user={user} />
              </Text>
            </td>
            <td className={classes.when}>
              <LastSeen user={user} />
            </td>
            <td className={classes.menu}>
              <UserMenu user={user} openDetails={() => view.openUser(user.userId)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The store keeps users by address, so they can only be sorted by address, in either direction. */
const UserHead = ({ view: { filter, setFilter } }: { readonly view: View }) => {
  const words = useWords('users')
  if (filter.view === 'attention')
    return (
      <th scope="col" title={words.sortedByNeed}>
        {words.user}
      </th>
    )
  const down = filter.sort === '-email'
  const Icon = down ? IconSortDescendingLetters : IconSortAscendingLetters
  return (
    <th scope="col" aria-sort={down ? 'descending' : 'ascending'}>
      <span className={classes.head}>
        {words.user}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          ms={4}
          aria-label={down ? words.sortedDown : words.sortedUp}
          title={down ? words.sortedDown : words.sortedUp}
          onClick={() => setFilter({ sort: down ? undefined : '-email' })}
        >
          <Icon size={16} />
        </ActionIcon>
      </span>
    </th>
  )
}

const UserRows = ({ users, fresh, view, selection }: ListProps) => {
  const words = useWords('users')
  return (
    <ul className={classes.rows}>
      {users.map((user) => (
        <li
          key={user.userId}
          className={classes.row}
          data-selected={selection?.has(user.userId) || undefined}
        >
          {selection && (selection.some || selection.choosing) && (
            <Tick
              label={words.select(user.name)}
              checked={selection.has(user.userId)}
              onChange={() => selection.toggle(user.userId)}
            />
          )}
          <div className={classes.who}>
            <Person user={user} open={view.openUser} fresh={fresh.has(user.userId)} />
            <div className={classes.facts}>
              <Status user={user} />
              <RoleChips user={user} most={1} />
            </div>
          </div>
          <UserMenu user={user} openDetails={() => view.openUser(user.userId)} />
        </li>
      ))}
    </ul>
  )
}

type PersonProps = {
  readonly user: User
  readonly open: (userId: string) => void
  readonly fresh: boolean
}

/** Name above address. Each is cut if it's too long, and complete on hover and in the details. */
const Person = ({ user, open, fresh }: PersonProps) => {
  const { justInvited, you } = useWords('users')
  const isMe = useIsMe(user)
  const { userId, name, email } = user
  return (
    <div className={classes.person}>
      <Avatar id={userId} name={name} />
      <div className={classes.lines}>
        <div className={classes.first}>
          <UnstyledButton className={classes.name} title={name} onClick={() => open(userId)}>
            {name}
          </UnstyledButton>
          {isMe && <span className={classes.tag}>{you}</span>}
          {fresh && <span className={classes.tag}>{justInvited}</span>}
        </div>
        <div className={classes.email} title={email}>
          {email}
        </div>
      </div>
    </div>
  )
}
