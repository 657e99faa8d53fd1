/**
 * What somebody has to check before people are invited: characters, columns that weren't understood, rows that aren't
 * people.
 */
import { Alert, Checkbox, Group, List, NativeSelect, Stack, Text } from '@mantine/core'
import { encodings } from '../../../shared/client/decoded-text.ts'
import { type Doubt, unusedColumns } from '../../../shared/client/people-columns.ts'
import type { PeopleTable } from '../../../shared/client/people-table.ts'
import type { Matching } from '../../../shared/client/person-fields.ts'
import { useSpeech, useWords } from '../../words/portal-words.tsx'

type EncodingProps = {
  readonly table: PeopleTable
  readonly choose: (encoding: (typeof encodings)[number]) => void
}

/** Stays visible once an encoding has been chosen, so that another can be chosen. */
export const EncodingChoice = ({ table: { encoding }, choose }: EncodingProps) => {
  const words = useWords('importing')
  return (
    <Alert color="orange">
      <Group justify="space-between" align="end">
        <Text size="sm">{words.encodingGuessed(encoding.sample ?? '')}</Text>
        <NativeSelect
          label={words.encoding}
          value={encoding.name}
          data={[...encodings]}
          onChange={({ currentTarget: { value } }) => {
            const chosen = encodings.find((one) => one === value)
            if (chosen) choose(chosen)
          }}
        />
      </Group>
    </Alert>
  )
}

type Props = {
  readonly table: PeopleTable
  readonly matching: Matching
  readonly doubts: readonly Doubt[]
  readonly without: boolean
  readonly goOnWithout: (without: boolean) => void
}

export const Doubts = ({ table, matching, doubts, without, goOnWithout }: Props) => {
  const words = useWords('importing')
  const { list } = useSpeech()
  const named = (columns: readonly number[]) =>
    list(columns.map((index) => `“${table.columns[index] || words.column(index + 1)}”`))
  const unused = unusedColumns(table, matching)
  return (
    <Stack gap="xs">
      {unused.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.unused(list(unused.map((index) => table.columns[index] || words.column(index + 1))))}
        </Text>
      )}
      {doubts.length > 0 && (
        <Alert color="orange" title={words.doubtsTitle} role="status">
          <Stack gap="xs">
            {doubts.map(({ field, columns }) => (
              <Text key={field} size="sm">
                {words.doubts[field](named(columns))}
              </Text>
            ))}
            {matching.email !== undefined && (
              <Checkbox
                label={words.goOnWithout}
                checked={without}
                onChange={({ currentTarget }) => goOnWithout(currentTarget.checked)}
              />
            )}
          </Stack>
        </Alert>
      )}
      {matching.status !== undefined && <Text size="sm">{words.statusHint}</Text>}
      <SkippedRows table={table} />
    </Stack>
  )
}

/** Rows that are rendered at most. */
const most = 20

const SkippedRows = ({ table: { aside } }: { readonly table: PeopleTable }) => {
  const words = useWords('importing')
  if (aside.length === 0) return null
  return (
    <div>
      <Text size="sm">{words.skipped(aside.length)}</Text>
      <List size="sm" c="dimmed">
        {aside.slice(0, most).map(({ line, why, cells }) => (
          <List.Item key={line} style={{ overflowWrap: 'anywhere' }}>
            {words.skippedRow(line, words.asides[why], cells.join(' ').trim().slice(0, 80))}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
