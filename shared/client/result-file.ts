/** Files written for spreadsheets: what became of each line, and an example to start with. */
import Papa from 'papaparse'
import type { PeopleTable } from './people-table.ts'

/**
 * CSV text with the table's own columns, followed by additional ones, given by their names and each line's values.
 * Cells that a spreadsheet would run as a formula get an apostrophe.
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

/** The byte order mark tells Excel that it's UTF-8. */
export const csv = (rows: readonly (readonly string[])[], delimiter: string): string =>
  `\ufeff${Papa.unparse(
    rows.map((cells) => [...cells]),
    { delimiter, escapeFormulae: true },
  )}\r\n`
