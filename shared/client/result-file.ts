/** Files that are written for spreadsheets: what has become of each line, and an example to begin with. */
import Papa from 'papaparse'
import type { PeopleTable } from './people-table.ts'

/**
 * CSV text with the table's own columns and further ones after them: their names, and for each row by its line what
 * stands in them. Cells that a spreadsheet would run as a formula get an apostrophe before them.
 */
export const resultFile = (
  { columns, rows, delimiter }: PeopleTable,
  further: readonly string[],
  cellsOf: (line: number) => readonly string[],
): string =>
  csv(
    [
      [...columns, ...further],
      ...rows.map(({ line, cells }) => [...columns.map((_, index) => cells[index] ?? ''), ...cellsOf(line)]),
    ],
    delimiter,
  )

/** The byte order mark tells Excel that it is UTF-8. */
export const csv = (rows: readonly (readonly string[])[], delimiter: string): string =>
  `\ufeff${Papa.unparse(
    rows.map((cells) => [...cells]),
    { delimiter, escapeFormulae: true },
  )}\r\n`
