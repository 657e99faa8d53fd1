/** Everyone whose access should be reviewed, each with a decision and its reason. */
import { Badge, Group, NativeSelect, Paper, Text, TextInput } from '@mantine/core'
import { type Candidate, type ReviewDecision, reviewDecisions } from '../../../shared/contract/reviews.ts'
import { useWords } from '../../words/portal-words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { When } from '../ui/when.tsx'
import classes from './review.module.css'

export type Decisions = Readonly<
  Record<string, { readonly decision: ReviewDecision['decision'] | ''; readonly reason: string }>
>

type Props = {
  readonly candidates: readonly Candidate[]
  readonly decisions: Decisions
  readonly decide: (decisions: Decisions) => void
  /** Whether to mark decisions without a reason. */
  readonly marked: boolean
}

const undecided = { decision: '', reason: '' } as const

export const Candidates = ({ candidates, decisions, decide, marked }: Props) => {
  const words = useWords('review')
  return (
    <Paper withBorder>
      <div className={classes.head} aria-hidden>
        <span>{words.person}</span>
        <span>{words.decision}</span>
        <span>{words.reason}</span>
      </div>
      <ul className={classes.list}>
        {candidates.map(({ user, findings }) => {
          const one = decisions[user.userId] ?? undecided
          const change = (part: Partial<typeof one>) =>
            decide({ ...decisions, [user.userId]: { ...one, ...part } })
          // An invitation can't be suspended.
          const choices = reviewDecisions.filter((name) => name !== 'suspend' || user.status === 'active')
          return (
            <li key={user.userId} className={classes.row}>
              <Person user={user} findings={findings} />
              <NativeSelect
                classNames={{ label: classes.label }}
                label={words.decision}
                value={one.decision}
                onChange={({ currentTarget }) =>
                  change({ decision: choices.find((name) => name === currentTarget.value) ?? '' })
                }
                data={[
                  { value: '', label: words.undecided },
                  ...choices.map((value) => ({ value, label: words.decisions[value] })),
                ]}
              />
              <TextInput
                classNames={{ label: classes.label }}
                label={words.reason}
                maxLength={200}
                value={one.reason}
                onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
                error={marked && one.decision !== '' && one.reason.trim() === ''}
              />
            </li>
          )
        })}
      </ul>
    </Paper>
  )
}

const Person = ({ user, findings }: Candidate) => {
  const words = useWords('review')
  const { invitedWhen } = useWords('users')
  const { userId, name, email, lastSeenOn, status, invitedAt } = user
  return (
    <div className={classes.who}>
      <Avatar id={userId} name={name} />
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
        <Group gap={6} mt={4}>
          {findings.map((finding) => (
            <Badge key={finding} size="sm" variant="light" color={colors[finding]}>
              {words.findings[finding]}
            </Badge>
          ))}
          <Text size="xs" c="dimmed">
            {lastSeenOn && <When at={lastSeenOn} says={words.seen} />}
            {!lastSeenOn && status === 'active' && words.neverSeen}
            {!lastSeenOn && status !== 'active' && <When at={invitedAt} says={invitedWhen} />}
          </Text>
        </Group>
      </div>
    </div>
  )
}

const colors = {
  not_seen: 'orange',
  guest_without_end: 'orange',
  administrator: 'accent',
  pending: 'gray',
} as const
