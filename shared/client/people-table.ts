/**
 * A file of people as a table: lines of cells, as a spreadsheet or another product has exported them.
 *
 *     const read = readPeopleTable(bytes)
 *     if (read.ok) console.log(read.table.columns, read.table.rows.length)
 *     else console.log(read.problem.code)
 */
import Papa from 'papaparse'
import { normalizedAddress } from '../contract/address.ts'
import { decodedText } from './decoded-text.ts'

export type TableRow = {
  /** Where the row begins in the file, the first line being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export type PeopleTable = {
  /** What the header calls each column; empty where it says nothing, or there is none. */
  readonly columns: readonly string[]
  readonly hasHeader: boolean
  readonly rows: readonly TableRow[]
  /** What separates the cells. */
  readonly delimiter: string
}

export type FileProblem = {
  readonly code: 'too_large' | 'spreadsheet' | 'not_text' | 'empty' | 'open_quote'
  /** Where a quote begins that does not end (`open_quote`). */
  readonly line?: number
}

/** Bytes of the largest file that is read. */
export const largestFile = 10 * 1_024 * 1_024

const delimiters = [',', ';', '\t'] as const

/** The table in a file, or why there is none. */
export const readPeopleTable = (
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly table: PeopleTable }
  | { readonly ok: false; readonly problem: FileProblem } => {
  if (bytes.length > largestFile) return { ok: false, problem: { code: 'too_large' } }
  const decoded = decodedText(bytes)
  if ('problem' in decoded) return { ok: false, problem: { code: decoded.problem } }
  const delimiter = delimiterOf(decoded.text)
  const { data, errors } = Papa.parse<string[]>(decoded.text, { delimiter })
  const numbered = numberedRows(data)
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) {
    const line = numbered[quote.row ?? 0]?.line ?? 1
    return { ok: false, problem: { code: 'open_quote', line } }
  }
  const filled = numbered.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first] = filled
  // A header names the addresses, and holds none.
  const hasHeader = first !== undefined && !first.cells.some((cell) => cell.includes('@'))
  const rows = hasHeader ? filled.slice(1) : filled
  if (!first || rows.length === 0) return { ok: false, problem: { code: 'empty' } }
  const width = filled.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const columns = Array.from({ length: width }, (_, index) => (hasHeader ? (first.cells[index] ?? '') : ''))
  return { ok: true, table: { columns, hasHeader, rows, delimiter } }
}

/** What makes the most cells of the first line, or an address. The parser's own guess takes short lines amiss. */
const delimiterOf = (text: string): string => {
  const promise = (delimiter: string) => {
    const [cells = []] = Papa.parse<string[]>(text, { delimiter, preview: 1, skipEmptyLines: 'greedy' }).data
    return cells.length + (cells.some(isAddress) ? 1_000 : 0)
  }
  const promises = delimiters.map(promise)
  return delimiters[promises.indexOf(Math.max(...promises))] ?? ','
}

/** The rows with the lines where they begin: a cell in quotes may have several. */
const numberedRows = (data: readonly (readonly string[])[]): readonly TableRow[] => {
  let line = 1
  return data.map((cells) => {
    const row = { line, cells: cells.map(unguarded) }
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    return row
  })
}

/** A result file guards what a spreadsheet would run as a formula by an apostrophe, and can be imported again. */
const unguarded = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell).trim()

/** Whether a cell is an address. */
export const isAddress = (cell: string): boolean => normalizedAddress(cell) !== undefined
