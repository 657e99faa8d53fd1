/** Everyone whose access should be reviewed, each with a decision and its reason. */
import { NativeSelect, Paper, Stack, Text, TextInput } from '@mantine/core'
import { type Candidate, type ReviewDecision, reviewDecisions } from '../../../shared/contract/reviews.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import classes from './review.module.css'

export type Decisions = Readonly<
  Record<string, { readonly decision: ReviewDecision['decision'] | ''; readonly reason: string }>
>

type Props = {
  readonly candidates: readonly Candidate[]
  readonly decisions: Decisions
  readonly decide: (decisions: Decisions) => void
}

const undecided = { decision: '', reason: '' } as const

export const Candidates = ({ candidates, decisions, decide }: Props) => {
  const words = useWords('review')
  const { list, date } = useSpeech()
  return (
    <Stack component="ul" gap="xs" className={classes.list}>
      {candidates.map(({ user, findings }) => {
        const one = decisions[user.userId] ?? undecided
        const change = (part: Partial<typeof one>) =>
          decide({ ...decisions, [user.userId]: { ...one, ...part } })
        // An invitation can't be suspended.
        const choices = reviewDecisions.filter((name) => name !== 'suspend' || user.status === 'active')
        return (
          <Paper component="li" key={user.userId} withBorder p="sm" className={classes.row}>
            <div className={classes.who}>
              <Text fw={600}>{user.name}</Text>
              <Text size="sm" c="dimmed">
                {user.email}
              </Text>
              <Text size="sm">{list(findings.map((finding) => words.findings[finding]))}</Text>
              <Text size="sm" c="dimmed">
                {user.lastSeenOn ? words.seen(date(user.lastSeenOn)) : words.neverSeen}
              </Text>
            </div>
            <NativeSelect
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
              label={words.reason}
              maxLength={200}
              value={one.reason}
              onChange={({ currentTarget }) => change({ reason: currentTarget.value })}
            />
          </Paper>
        )
      })}
    </Stack>
  )
}
