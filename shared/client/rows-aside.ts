/** Which rows of a file are people, and which are something else. Every row is one or the other, so none is lost. */
import type { FieldFault } from '../contract/field-errors.ts'
import type { TableRow } from './file-rows.ts'
import { type Header, isAllHeader, isSame, withoutEmptyEnd } from './header-row.ts'

/** `fault`: why nobody can be invited from the row. */
export type PersonRow = TableRow & { readonly fault?: FieldFault | undefined }

export type AsideRow = TableRow & {
  /**
   * `hint`: how to read the file; `title`: above the header; `header`: the header again; `footer`: a total or a note.
   */
  readonly why: 'hint' | 'title' | 'header' | 'footer'
}

/** What lists end with, or have between their parts, if it's alone in its row. */
const note =
  /^\W*(sub-?totals?|totals?|sums?|summe|zwischensumme|gesamt\p{L}*|counts?|anzahl|rows?|records?|ende?|eof|export(s|ed|iert)?|generated|created|erstellt|erzeugt|reports?|bericht|printed|gedruckt|as of|stand|pages?|seite|copyright|confidential|vertraulich|powered by|source|quelle|notes?|hinweise?|anmerkung(en)?)\b/iu
/** How a row of totals begins, in a cell next to figures. */
const sum =
  /^\W*(sub-?totals?|totals?|sums?|summe|zwischensumme|gesamt(summe|zahl)?|counts?|anzahl|grand total)\W*(\p{L}+\W*)?\d*\W*$/iu
const counted =
  /^\W*\d+\s+(rows?|records?|people|persons?|users?|members?|contacts?|entries|results?|zeilen|einträge|personen|kontakte|mitglieder|benutzer|datensätze|total|selected)\b/iu
const decoration = /^([^\p{L}\p{N}]+|©.*|#.*|\/\/.*)$/u

export const divided = (
  rows: readonly TableRow[],
  header: Header | undefined,
): { readonly people: readonly PersonRow[]; readonly aside: readonly AsideRow[] } => {
  const people: PersonRow[] = []
  const aside: AsideRow[] = []
  let otherHeader: number | undefined
  for (const [index, row] of rows.entries()) {
    if (header && index >= header.from && index <= header.to) continue
    const why = whyAside(row, index, header)
    if (why === 'header' && header) otherHeader = isSame(row.cells, header.cells) ? undefined : row.line
    if (why) aside.push({ ...row, why })
    else people.push({ ...row, fault: header && faultOf(row, index, header, otherHeader) })
  }
  return { people, aside }
}

const whyAside = (row: TableRow, index: number, header: Header | undefined): AsideRow['why'] | undefined => {
  // A row with an address is a person, wherever it is.
  if (row.cells.some((cell) => cell.includes('@'))) return undefined
  if (header && index < header.from) return 'title'
  if (header && (isSame(row.cells, header.cells) || isOtherHeader(row))) return 'header'
  return isFooter(row) ? 'footer' : undefined
}

const isOtherHeader = ({ cells }: TableRow): boolean =>
  cells.filter((cell) => cell !== '').length > 1 && isAllHeader(cells)

const faultOf = (
  { cells }: TableRow,
  index: number,
  header: Header,
  otherHeader: number | undefined,
): FieldFault | undefined => {
  if (index < header.from) return { code: 'above_header' }
  if (otherHeader !== undefined) return { code: 'under_other_header', line: otherHeader }
  return withoutEmptyEnd(cells).length > header.cells.length ? { code: 'too_many_cells' } : undefined
}

const isFooter = ({ cells }: TableRow): boolean => {
  const [first = '', ...others] = cells.filter((cell) => cell !== '')
  if (others.length === 0) return note.test(first) || counted.test(first) || decoration.test(first)
  const figures = others.every((cell) => !/\p{L}{2,}/u.test(cell) || note.test(cell) || counted.test(cell))
  return (
    figures &&
    (sum.test(first) || decoration.test(first) || /^\W*(export|generated|erstellt|stand|as of)/i.test(first))
  )
}
