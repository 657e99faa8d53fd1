/**
 * A file of people as a table: its header, its rows, and what's around them.
 *
 *     const read = readPeopleTable(bytes)
 *     if (read.ok) console.log(read.table.columns, read.table.rows.length)
 *     else console.log(read.problem.code)
 */
import { decodedText, type Encoding, type EncodingName } from './decoded-text.ts'
import type { OtherKind } from './file-kind.ts'
import { fileRows } from './file-rows.ts'
import { headerOf, promiseOf } from './header-row.ts'
import { type AsideRow, divided, type PersonRow } from './rows-aside.ts'

export type PeopleTable = {
  /** Each column's header; empty if there is none. */
  readonly columns: readonly string[]
  /** The header's line; undefined if the file has none. */
  readonly headerLine: number | undefined
  /** Everything that may be a person. */
  readonly rows: readonly PersonRow[]
  /**
   * Rows that aren't people: titles, footers, the header again. Together with the header and `rows`, this is everything
   * in the file.
   */
  readonly aside: readonly AsideRow[]
  /** What separates the cells. */
  readonly delimiter: string
  readonly encoding: Encoding
}

export type FileProblem = {
  readonly code: 'too_large' | OtherKind | 'empty' | 'open_quote'
  /** The line of a quote that isn't closed (`open_quote`). */
  readonly line?: number
}

type ReadTable =
  | { readonly ok: true; readonly table: PeopleTable }
  | { readonly ok: false; readonly problem: FileProblem }

/** The largest file that's read, in bytes. */
export const largestFile = 10 * 1_024 * 1_024

/** The table in a file, or why there is none. `encoding` is the one that a person has chosen. */
export const readPeopleTable = (bytes: Uint8Array, encoding?: EncodingName): ReadTable => {
  if (bytes.length > largestFile) return { ok: false, problem: { code: 'too_large' } }
  const decoded = decodedText(bytes, encoding)
  if ('problem' in decoded) return { ok: false, problem: { code: decoded.problem } }
  const read = fileRows(decoded.text, promiseOf)
  if ('openQuote' in read) return { ok: false, problem: { code: 'open_quote', line: read.openQuote } }
  const { rows, delimiter, hint } = read
  const header = headerOf(rows)
  const { people, aside } = divided(rows, header)
  if (people.length === 0) return { ok: false, problem: { code: 'empty' } }
  const widest = people.reduce((most, { cells }) => Math.max(most, cells.length), header?.cells.length ?? 0)
  const table = {
    columns: Array.from({ length: widest }, (_, index) => header?.cells[index] ?? ''),
    headerLine: header?.line,
    rows: people,
    aside: hint ? [{ ...hint, why: 'hint' as const }, ...aside] : aside,
    delimiter,
    encoding: decoded.encoding,
  }
  return { ok: true, table }
}
