/** The rows in a text of cells, each with its line number in an editor, for any line breaks and delimiters. */
import Papa from 'papaparse'

export type TableRow = {
  /** The line where the row begins; the file's first line is 1. */
  readonly line: number
  readonly cells: readonly string[]
}

const delimiters = [',', ';', '\t', '|'] as const

/** Excel's own declaration of the delimiter, in the first line. */
const separatorLine = /^\s*"?sep=(\\t|[^"\n])"?[ \t]*(?=\n|$)/i

/**
 * Blanks between a delimiter and a quote that opens a cell. With them, the parser would take the quote as part of the
 * cell.
 */
const blanksBeforeQuotes = /(^|[,;\t|\n])[ ]+(?="(?:[^"]|"")*"[ ]*(?:[,;\t|\n]|$))/g

export type FileRows = {
  readonly rows: readonly TableRow[]
  readonly delimiter: string
  /** The line that only declares the delimiter. */
  readonly hint: TableRow | undefined
}

/**
 * The rows that aren't empty, or the line with a quote that isn't closed. `promise` rates how much rows look like
 * people.
 */
export const fileRows = (
  text: string,
  promise: (rows: readonly TableRow[]) => number,
): FileRows | { readonly openQuote: number } => {
  const lines = text.replace(/\r\n?/g, '\n').replace(blanksBeforeQuotes, '$1')
  const said = separatorLine.exec(lines)
  const rest = lines.replace(separatorLine, '')
  const hint = said ? { line: 1, cells: [said[0].trim()] } : undefined
  const delimiter = said?.[1] === '\\t' ? '\t' : (said?.[1] ?? likeliestDelimiter(rest, promise))
  const parsed = rowsOf(rest, delimiter)
  if ('openQuote' in parsed) return parsed
  return { ...parsed, delimiter, hint }
}

/** Rows used to determine the delimiter, because the parser's own guess fails on short files. */
const looked = 60

const likeliestDelimiter = (text: string, promise: (rows: readonly TableRow[]) => number): string => {
  const promises = delimiters.map((delimiter) => {
    const rows = numberedRows(Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: looked }).data)
    return promise(rows)
  })
  return delimiters[promises.indexOf(Math.max(...promises))] ?? ','
}

const rowsOf = (
  text: string,
  delimiter: string,
): { readonly rows: readonly TableRow[] } | { readonly openQuote: number } => {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' })
  const rows = numberedRows(data)
  const quote = errors.find(({ type }) => type === 'Quotes')
  if (quote) return { openQuote: rows[quote.row ?? 0]?.line ?? 1 }
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) }
}

/** A quoted cell may span several lines. */
const numberedRows = (data: readonly (readonly string[])[]): readonly TableRow[] => {
  let line = 1
  return data.map((cells) => {
    const row = { line, cells: cells.map(cleaned) }
    line += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
    return row
  })
}

/**
 * Result files put an apostrophe before anything that a spreadsheet would run as a formula. It's removed when they're
 * imported again.
 */
const cleaned = (cell: string): string =>
  (/^'[=+\-@\t]/.test(cell) ? cell.slice(1) : cell).replace(
    /^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/g,
    '',
  )
