/** A file's lines with their states, which can be filtered. The first ones are rendered, and more on demand. */
import { Badge, Button, Center, Group, NativeSelect, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import type { Outcome, Outcomes } from '../../../shared/client/import-people.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useRoleName } from '../data/roles.ts'
import classes from './line-list.module.css'
import { type LineState, lineStates, stateOf, useReasons } from './line-states.ts'
import { MendField } from './mend-field.tsx'
import type { WrongCell } from './mends.ts'

const atOnce = 50

const colors = {
  ready: 'accent',
  invited: 'teal',
  there: 'gray',
  refused: 'red',
  wrong: 'red',
  open: 'orange',
} as const

type Props = {
  readonly lines: readonly CheckedLine[]
  readonly outcomes?: Outcomes
  /** Before the import: who is already in the account. */
  readonly present?: Outcomes
  /** The cells of a row that can be corrected here. */
  readonly wrongCells?: (line: CheckedLine) => readonly WrongCell[]
}

export const LineList = ({ lines, outcomes, present, wrongCells }: Props) => {
  const words = useWords('importing')
  const [chosen, setChosen] = useState<LineState>()
  const [shown, setShown] = useState(atOnce)
  const byState = useMemo(
    () => Map.groupBy(lines, (line) => stateOf(line, outcomes, present)),
    [lines, outcomes, present],
  )
  const states = lineStates.filter((state) => byState.has(state))
  const filter = states.find((state) => state === chosen)
  const found = filter ? (byState.get(filter) ?? []) : lines
  const drawn = found.slice(0, shown)
  return (
    <section aria-labelledby="lines">
      <Group justify="space-between" mb="sm">
        <Title order={3} size="h4" id="lines" tabIndex={-1} style={{ outline: 'none' }}>
          {words.lines}
        </Title>
        <NativeSelect
          aria-label={words.show}
          value={filter ?? ''}
          onChange={({ currentTarget: { value } }) => {
            setChosen(lineStates.find((state) => state === value))
            setShown(atOnce)
          }}
          data={[
            { value: '', label: words.count(words.all, lines.length) },
            ...states.map((state) => ({
              value: state,
              label: words.count(words.states[state], byState.get(state)?.length ?? 0),
            })),
          ]}
        />
      </Group>
      <ul className={classes.lines}>
        {drawn.map((line) => (
          <Line
            key={line.line}
            line={line}
            state={stateOf(line, outcomes, present)}
            outcome={(outcomes ?? present)?.get(line.line)}
            cells={wrongCells?.(line) ?? []}
          />
        ))}
      </ul>
      {found.length > drawn.length && (
        <Center mt="md">
          <Button variant="default" onClick={() => setShown(shown + 2 * atOnce)}>
            {words.more(Math.min(2 * atOnce, found.length - drawn.length))}
          </Button>
        </Center>
      )}
    </section>
  )
}

type LineProps = {
  readonly line: CheckedLine
  readonly state: LineState
  readonly outcome: Outcome | undefined
  readonly cells: readonly WrongCell[]
}

const Line = ({ line, state, outcome, cells }: LineProps) => {
  const words = useWords('importing')
  const { list } = useSpeech()
  const reasonsOf = useReasons()
  const nameOf = useRoleName()
  const reasons = reasonsOf(line, outcome)
  return (
    <li className={classes.line}>
      <Text size="xs" c="dimmed">
        {words.line(line.line)}
      </Text>
      <div className={classes.person}>
        <Text size="sm" fw={550}>
          {line.email || '—'}
        </Text>
        <Text size="sm">{line.name}</Text>
        {line.externalId && (
          <Text size="xs" c="dimmed">
            {words.fields.externalId}: {line.externalId}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {list(line.roleIds.map(nameOf))}
      </Text>
      <div className={classes.state}>
        <Badge variant="light" color={colors[state]} tt="none" miw="fit-content">
          {words.states[state]}
        </Badge>
        {reasons.map((reason) => (
          <Text key={reason} size="sm" c={state === 'there' ? 'dimmed' : 'var(--mantine-color-error)'}>
            {reason}
          </Text>
        ))}
        {cells.map((cell) => (
          <MendField key={`${cell.field} ${cell.text}`} line={line.line} cell={cell} />
        ))}
      </div>
    </li>
  )
}
