/** Cells of a file that somebody has corrected on the page; the file itself stays as it is. */
import { useMemo, useState } from 'react'
import type { CheckedLine } from '../../../shared/client/checked-people.ts'
import type { PeopleTable } from '../../../shared/client/people-table.ts'
import { columnsOf, type Matching, type PersonField } from '../../../shared/client/person-fields.ts'

/** A wrong cell: what is in it, and how to put something else there. */
export type WrongCell = {
  readonly field: PersonField
  readonly text: string
  readonly mend: (text: string) => void
}

type Mends = Readonly<Record<string, string>>

const keyOf = (line: number, column: number): string => `${line} ${column}`

const withMends = (table: PeopleTable, mends: Mends): PeopleTable => ({
  ...table,
  rows: table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, column) => mends[keyOf(row.line, column)] ?? cell),
  })),
})

export const useMends = (table: PeopleTable, matching: Matching) => {
  const [mends, setMends] = useState<Mends>({})
  const mended = useMemo(
    () => (Object.keys(mends).length === 0 ? table : withMends(table, mends)),
    [table, mends],
  )
  /** The cells of a row that are wrong, as far as its columns are known. */
  const wrongCells = ({ line, cells, problems }: CheckedLine): readonly WrongCell[] => {
    const fields = new Set(problems.flatMap(({ path }) => columnsOf[path.split('.')[0] ?? ''] ?? []))
    return [...fields].flatMap((field) => {
      const column = matching[field]
      if (column === undefined) return []
      const mend = (text: string) => setMends((old) => ({ ...old, [keyOf(line, column)]: text.trim() }))
      return [{ field, text: cells[column] ?? '', mend }]
    })
  }
  return { table: mended, version: JSON.stringify(mends), wrongCells }
}
