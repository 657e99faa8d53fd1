/** A file's header: the row, or the two rows, that name fields. Exports put titles and notes above it. */
import type { TableRow } from './file-rows.ts'
import { meaningOf } from './header-words.ts'
import { writtenAddress } from './written-address.ts'

export type Header = {
  readonly line: number
  /** The rows that it consists of: one, or two if the lower one subdivides a column of the upper one. */
  readonly from: number
  readonly to: number
  readonly cells: readonly string[]
}

/** The header is searched for in this many rows. */
const within = 40
/** The longest header cell, in characters; anything longer is a sentence. */
const longest = 80

/** The row that names the most fields, and the first of several; undefined if no row names any. */
export const headerOf = (rows: readonly TableRow[]): Header | undefined => {
  const scores = rows.slice(0, within).map((row, index) => (mayBeHeader(row, index) ? fieldsOf(row).size : 0))
  const most = Math.max(0, ...scores)
  const from = scores.indexOf(most)
  const row = rows[from]
  if (most === 0 || !row) return undefined
  const lower = rows[from + 1]?.cells ?? []
  const cells = withoutEmptyEnd(row.cells)
  if (!isAllHeader(lower) || isSame(lower, cells)) return { line: row.line, from, to: from, cells: row.cells }
  const width = Math.max(row.cells.length, lower.length)
  const both = Array.from({ length: width }, (_, index) => lower[index] || (row.cells[index] ?? ''))
  return { line: row.line, from, to: from + 1, cells: both }
}

/** Further down, a single known word can be anything, not just the header of a list of addresses. */
const mayBeHeader = (row: TableRow, index: number): boolean => {
  const fields = fieldsOf(row)
  return index === 0 || fields.size > 1 || fields.has('email')
}

/** The fields that a row names; none for a row with an address. */
const fieldsOf = ({ cells }: TableRow): ReadonlySet<string> =>
  new Set(
    cells.some((cell) => writtenAddress(cell) !== undefined)
      ? []
      : cells.flatMap((cell) => (cell.length > longest ? [] : (meaningOf(cell)?.field ?? []))),
  )

/** Whether all cells of a row are names of fields. */
export const isAllHeader = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => cell.length <= longest && meaningOf(cell) !== undefined)
}

export const isSame = (one: readonly string[], other: readonly string[]): boolean => {
  const spelled = (cells: readonly string[]) => withoutEmptyEnd(cells).join('\n').toLowerCase()
  return spelled(one) === spelled(other)
}

/** The cells up to the last that's filled. */
export const withoutEmptyEnd = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

/** How much rows look like a list of people: fields named by a header count most, then addresses, then cells. */
export const promiseOf = (rows: readonly TableRow[]): number => {
  const header = Math.max(0, ...rows.slice(0, within).map((row) => fieldsOf(row).size))
  const addresses = rows.filter(({ cells }) =>
    cells.some((cell) => writtenAddress(cell) !== undefined),
  ).length
  const cells = Math.max(0, ...rows.map((row) => row.cells.length))
  return header * 1_000_000 + addresses * 1_000 + cells
}
