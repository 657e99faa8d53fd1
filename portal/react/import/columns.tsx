/** Which column holds what: as guessed, and as chosen by a person. */
import { NativeSelect, Stack, Text, Title } from '@mantine/core'
import type { PeopleTable } from '../../../shared/client/people-table.ts'
import { type Matching, personFields } from '../../../shared/client/person-fields.ts'
import { useWords } from '../../words/portal-words.tsx'
import { Tiles } from '../ui/tiles.tsx'

type Props = {
  readonly table: PeopleTable
  readonly matching: Matching
  readonly setMatching: (matching: Matching) => void
}

export const Columns = ({ table, matching, setMatching }: Props) => {
  const words = useWords('importing')
  const labelOf = (index: number) => table.columns[index] || words.column(index + 1)
  const sampleOf = (index: number) => table.rows.find(({ cells }) => cells[index])?.cells[index]?.slice(0, 30)
  const options = table.columns.map((_, index) => {
    const sample = sampleOf(index)
    return { value: String(index), label: sample ? `${labelOf(index)}: ${sample}` : labelOf(index) }
  })
  const named = matching.name ?? matching.firstName ?? matching.lastName
  return (
    <Stack gap="sm" component="section" aria-labelledby="columns">
      <div>
        <Title order={3} size="h4" id="columns">
          {words.columns}
        </Title>
        <Text size="sm" c="dimmed">
          {words.columnsHint}
        </Text>
      </div>
      <Tiles least="11rem">
        {personFields.map((field) => (
          <NativeSelect
            key={field}
            label={words.fields[field]}
            value={String(matching[field] ?? '')}
            onChange={({ currentTarget: { value } }) =>
              setMatching({ ...matching, [field]: value === '' ? undefined : Number(value) })
            }
            data={[{ value: '', label: words.notThere }, ...options]}
            error={field === 'email' && matching.email === undefined && words.noEmail}
          />
        ))}
      </Tiles>
      {named === undefined && matching.email !== undefined && (
        <Text size="sm">{words.namesFromAddresses}</Text>
      )}
    </Stack>
  )
}
