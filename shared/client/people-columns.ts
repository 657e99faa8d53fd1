/**
 * Which column of a file holds what, determined by the header or, without one, by the contents. Also lists what seems
 * meaningful but wasn't understood, for somebody to decide.
 */

import { isOfSomebodyElse, meaningOf, suspectedFields, userNameRank } from './header-words.ts'
import type { PeopleTable } from './people-table.ts'
import { type Matching, type PersonField, personFields } from './person-fields.ts'
import { writtenAddress } from './written-address.ts'

/** A field that columns seem to hold, although it's unclear which one, or what their header means. */
export type Doubt = { readonly field: PersonField; readonly columns: readonly number[] }

export type UnderstoodColumns = {
  /** The most likely matching; the person who imports can change it. */
  readonly matching: Matching
  readonly doubts: readonly Doubt[]
}

/** Rows examined to see what a column holds. */
const looked = 500

export const understoodColumns = (table: PeopleTable): UnderstoodColumns =>
  table.headerLine === undefined ? byContent(table) : byHeader(table)

/** The columns with contents that aren't used. */
export const unusedColumns = ({ columns, rows }: PeopleTable, matching: Matching): readonly number[] => {
  const used = new Set(Object.values(matching))
  return columns.flatMap((_, index) =>
    used.has(index) || !rows.some(({ cells }) => cells[index]) ? [] : [index],
  )
}

/** The doubts that remain with this matching: a field with a column is decided. */
export const openDoubts = (table: PeopleTable, matching: Matching): readonly Doubt[] => {
  const unused = unusedColumns(table, matching)
  return understoodColumns(table)
    .doubts.map(({ field, columns }) => ({
      field,
      columns: columns.filter((index) => unused.includes(index)),
    }))
    .filter(({ field, columns }) => columns.length > 0 && !isChosen(field, matching))
}

/** Only one column can hold it; for names, several can. */
const isChosen = (field: PersonField, matching: Matching): boolean => {
  if (field === 'name') return isNamed(matching)
  return (field === 'email' || field === 'externalId') && matching[field] !== undefined
}

const isNamed = ({ name, firstName, lastName }: Matching): boolean =>
  name !== undefined || firstName !== undefined || lastName !== undefined

const byHeader = (table: PeopleTable): UnderstoodColumns => {
  const meanings = table.columns.map(meaningOf)
  const columnsOf = (field: PersonField) => {
    const ranks = meanings.map((meaning) => (meaning?.field === field ? meaning.rank : Infinity))
    const best = Math.min(...ranks)
    return best === Infinity ? [] : ranks.flatMap((rank, index) => (rank === best ? [index] : []))
  }
  const found = Object.fromEntries(personFields.map((field) => [field, columnsOf(field)[0]]))
  // `User name` beside `User id`.
  found.name = columnsOf('name').find((index) => looksLikeNames(table, index)) ?? found.name
  const emails = emailColumns(table, columnsOf('email'))
  const ids = columnsOf('externalId')
  const externalIds = ids.length > 1 ? differing(table, ids) : ids
  const matching: Matching = {
    ...found,
    email: emails.length === 1 ? emails[0] : undefined,
    externalId: externalIds.length === 1 ? externalIds[0] : undefined,
    ...namesOf(table, found),
  }
  const unused = unusedColumns(table, matching)
  const suspected = (field: PersonField) =>
    unused.filter((index) => suspectedFields(table.columns[index] ?? '').includes(field))
  const doubts: readonly Doubt[] = [
    { field: 'email', columns: emails.length > 1 ? emails : [] },
    { field: 'name', columns: isNamed(matching) ? [] : suspected('name') },
    { field: 'externalId', columns: externalIds.length > 1 ? externalIds : [] },
    // A second column for a field that only allows one.
    ...(['roles', 'accessUntil'] as const).map((field) => ({
      field,
      columns: [
        ...new Set([...unused.filter((index) => meanings[index]?.field === field), ...suspected(field)]),
      ],
    })),
  ]
  return { matching, doubts: doubts.filter(({ columns }) => columns.length > 0) }
}

/** The columns that may hold the invitees' addresses. What the header says takes precedence over the contents. */
const emailColumns = (table: PeopleTable, named: readonly number[]): readonly number[] => {
  if (named.length > 0) return differing(table, named)
  const filled = columnsWith(table, (cell) => writtenAddress(cell) !== undefined)
  return filled.filter((index) => !isOfSomebodyElse(table.columns[index] ?? ''))
}

/** Of several columns with one name, those with differing contents; the first if none differ. */
const differing = ({ rows }: PeopleTable, [first = 0, ...others]: readonly number[]): readonly number[] => {
  const unlike = others.filter((index) =>
    rows.some(({ cells }) => cells[index] && cells[index]?.toLowerCase() !== cells[first]?.toLowerCase()),
  )
  return [first, ...unlike]
}

const looksLikeNames = ({ rows }: PeopleTable, index: number): boolean =>
  rows.some(({ cells }) => /\p{L}\s+\p{L}/u.test(cells[index] ?? ''))

/** Headers that say `Name` and no more, which can be a whole name or either part of one. */
const justName = /^\W*(name|nom|nombre|nome|naam)\W*$/i

/**
 * Next to a first or a last name, `Name` is the other one, unless its cells hold both; a single one of the two is the
 * whole name; a user name counts only if it looks like a name.
 */
const namesOf = (table: PeopleTable, { name, firstName, lastName }: Matching): Matching => {
  const header = name === undefined ? '' : (table.columns[name] ?? '')
  const isUserName = Math.floor(meaningOf(header)?.rank ?? 0) === userNameRank
  const full = isUserName && !looksLikeNames(table, name ?? -1) ? undefined : name
  const part = firstName ?? lastName
  const isOnePart = (firstName === undefined) !== (lastName === undefined)
  if (
    name !== undefined &&
    part !== undefined &&
    isOnePart &&
    justName.test(header) &&
    !holds(table, name, part)
  )
    return { name: undefined, firstName: firstName ?? name, lastName: lastName ?? name }
  if (full === undefined && (firstName === undefined || lastName === undefined))
    return { name: firstName ?? lastName, firstName: undefined, lastName: undefined }
  return { name: full, firstName, lastName }
}

/** Whether a cell of one column has all words of the other column's, and more. */
const holds = ({ rows }: PeopleTable, outer: number, inner: number): boolean => {
  const wordsIn = (cell = ''): readonly string[] => cell.toLowerCase().match(/[^\s,]+/g) ?? []
  return rows.some(({ cells }) => {
    const [whole, part] = [wordsIn(cells[outer]), wordsIn(cells[inner])]
    return part.length > 0 && whole.length > part.length && part.every((word) => whole.includes(word))
  })
}

const byContent = (table: PeopleTable): UnderstoodColumns => {
  const emails = columnsWith(table, (cell) => writtenAddress(cell) !== undefined)
  const email = emails.length === 1 ? emails[0] : undefined
  const doubts = emails.length > 1 ? [{ field: 'email' as const, columns: emails }] : []
  const free = (index: number) => !emails.includes(index)
  const [phone] = columnsWith(table, (cell) => /^\+?[\d\s()/.-]{6,}$/.test(cell)).filter(free)
  const names = columnsWith(table, (cell) => /^[^\d@]*\p{L}[^\d@]*$/u.test(cell), mostly).filter(
    (index) => free(index) && index !== phone,
  )
  const [first = -1, second] = names
  // Two words before an address are given and family name.
  const inTwo =
    second === first + 1 && email === first + 2 && isOneWord(table, first) && isOneWord(table, second)
  return {
    matching: inTwo ? { email, phone, firstName: first, lastName: second } : { email, phone, name: names[0] },
    doubts,
  }
}

const isOneWord = ({ rows }: PeopleTable, index: number): boolean =>
  rows.slice(0, looked).every(({ cells }) => !/\p{L}\s+\p{L}/u.test(cells[index] ?? ''))

/** The share of a column's filled cells that must match, where a stray one would mislead. */
const mostly = 0.5

const columnsWith = (
  { columns, rows }: PeopleTable,
  isSo: (cell: string) => boolean,
  part = 0,
): readonly number[] => {
  const start = rows.slice(0, looked)
  return columns.flatMap((_, index) => {
    const filled = start.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '')
    const so = filled.filter(isSo).length
    return so > 0 && so >= part * filled.length ? [index] : []
  })
}
