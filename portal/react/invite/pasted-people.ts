/** Extracts several people from pasted text: lines, cells or lists of addresses, with names where there are any. */
import { nameInRow } from '../../../shared/client/checked-people.ts'
import { understoodColumns } from '../../../shared/client/people-columns.ts'
import { readPeopleTable } from '../../../shared/client/people-table.ts'
import {
  personIn,
  withNarrowSigns,
  withoutInvisible,
  writtenAddress,
} from '../../../shared/client/written-address.ts'
import { nameFromAddress } from '../../../shared/contract/person-name.ts'

export type Person = {
  readonly email: string
  readonly name: string
  /** Only from a table whose header names such a column. */
  readonly externalId?: string | undefined
}

export type Pasted = {
  readonly people: readonly Person[]
  /** What looks like an address, but isn't one. */
  readonly misread: readonly string[]
  /** Lines without an address, except the header of a table. */
  readonly aside: readonly string[]
}

/** Every run of characters around an `@`. Lengths are bounded, so that no paste takes long to read. */
const addresses = /[^\s,;|<>()[\]"]{0,64}@[^\s,;|<>()[\]"]{0,255}/g

/** What separates the cells of a line. */
const marks = /[\t,;|]/

/**
 * The people in a text, each address once: `Ann Lee <ann@example.com>`, `"Lee, Ann" <ann@example.com>`,
 * `ann@example.com (Ann Lee)`, names in cells beside the address, or the address alone, from which a name is derived
 * (`Ann Lee` for `ann.lee@example.com`). A name belongs to the address on its own line, or to the one that it's
 * attached to; where lines with a name and lines with an address take turns, to the next address.
 */
export const pastedPeople = (text: string): Pasted => {
  const clean = withNarrowSigns(withoutInvisible(text)).trim()
  const table = tableIn(clean)
  const people = new Map<string, Person>()
  const misread = new Set<string>()
  const aside: string[] = []
  for (const { line, named } of table ?? linesIn(clean)) {
    if (named.length === 0 && hasLetters(line)) aside.push(line.trim())
    for (const { found, name, externalId } of named) {
      const { email, name: written = '' } = writtenAddress(found) ?? {}
      if (email === undefined) misread.add(found)
      else if (!people.has(email))
        people.set(email, {
          email,
          name: name || written || nameFromAddress(email),
          ...(externalId && { externalId }),
        })
    }
  }
  return { people: [...people.values()], misread: [...misread], aside }
}

const hasLetters = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

type Line = { readonly line: string; readonly named: readonly Named[] }

/** The rows of a table with a header, as read from a file; undefined if the text isn't such a table. */
const tableIn = (text: string): readonly Line[] | undefined => {
  const read = readPeopleTable(new TextEncoder().encode(text))
  if (!read.ok || read.table.headerLine !== 1) return undefined
  const { matching } = understoodColumns(read.table)
  const { email, name = -1, externalId = -1 } = matching
  if (email === undefined) return undefined
  const rows = read.table.rows.map(({ cells }) => {
    const found = cells[email] ?? ''
    const called = nameInRow((field) => cells[matching[field] ?? -1] ?? '', read.table.columns[name] ?? '')
    const person = { found, name: called, externalId: cells[externalId] }
    return { line: cells.join(' '), named: found === '' ? [] : [person] }
  })
  const others = read.table.aside.filter(({ why }) => why === 'title' || why === 'footer')
  return [...rows, ...others.map(({ cells }) => ({ line: cells.join(' '), named: [] }))]
}

const linesIn = (text: string): readonly Line[] => {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/).filter(hasLetters)
  const turns = lines.flatMap((line, index) => (index % 2 === 0 ? [bareName(line)] : []))
  const read = lines.map((line) => ({ line, named: namedIn(line) }))
  const alone = read.filter(({ named }) => named.length === 1 && named[0]?.name === '')
  const byTurns =
    lines.length % 2 === 0 &&
    turns.every((name) => name !== '') &&
    read.every((one, index) => alone.includes(one) === (index % 2 === 1))
  if (!byTurns) return read
  return read.flatMap(({ line, named }, index) =>
    index % 2 === 0
      ? []
      : [{ line, named: named.map((one) => ({ ...one, name: turns[(index - 1) / 2] ?? '' })) }],
  )
}

type Named = { readonly found: string; readonly name: string; readonly externalId?: string | undefined }

/** The addresses of a line, each with the name that belongs to it. */
const namedIn = (line: string): readonly Named[] => {
  const found = [...line.matchAll(addresses)].filter(([one]) => one.length > 1)
  const texts = found.map(({ index }, position) => {
    const before = found[position - 1]
    return line.slice(before ? before.index + before[0].length : 0, index)
  })
  const last = found.at(-1)
  const after = [...texts.slice(1), last ? line.slice(last.index + last[0].length) : '']
  const written = found.map(([one], index) => ({
    found: one,
    name: nameAtBracket(texts[index] ?? '') || nameInComment(after[index] ?? ''),
  }))
  if (written.some(({ name }) => name !== '')) return written
  // Cells beside addresses are names only if they're all on one side.
  const [first = ''] = texts
  const end = after.at(-1) ?? ''
  const before = nameInCells(first, 'last')
  const behind = nameInCells(end, 'first')
  if (before !== '' && !hasName(end))
    return written.map(({ found: one }, index) => ({
      found: one,
      name: nameInCells(texts[index] ?? '', 'last'),
    }))
  if (behind !== '' && !hasName(first))
    return written.map(({ found: one }, index) => ({
      found: one,
      name: nameInCells(after[index] ?? '', 'first'),
    }))
  if (found.length !== 1) return written
  const bare = bareName(`${first} ${end}`)
  return written.map((one) => ({ ...one, name: before || behind || bare }))
}

/** What mail programs put before the sender whom a reply quotes: `On Mon, Jan 1, 2026 at 10:00 AM Ann Lee <…`. */
const sentOn = /^.*\d[:.]\d\d(\s?[ap]\.?m\.?)?(\s+uhr)?,?\s+(schrieb\s+)?/i

/**
 * What's before the bracket that opens an address, or in quotes before it, starting at the end of the previous address.
 */
const nameAtBracket = (text: string): string => {
  const opening = /[<([]\s*(mailto:)?$/i
  const own = text
    .replace(opening, '')
    .replace(/^\s*[>\])]+/, '')
    .replace(sentOn, '')
  const quoted = /"([^"]*)"\s*$/.exec(own)?.[1]
  if (!opening.test(text) && quoted === undefined) return ''
  return personIn(quoted ?? own.split('\t').join(' '))
}

/** A comment directly behind an address, or the text of a link to it: `ann@example.com (Ann Lee)`. */
const nameInComment = (text: string): string => {
  const [, comment, link] = /^\s*>?\s*\(([^()]*)\)|^">([^<>]*)<\/a>/i.exec(text) ?? []
  return personIn(comment ?? link ?? '')
}

const capital = "[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'’-]*"
const particle = '(?:da|dal|de|del|della|den|der|di|dos|du|la|le|ten|ter|van|von|zu|al|bin|el) '
const fewWords = new RegExp(`^${capital}(?: (?:${particle})*${capital}){1,3}$`, 'u')

/** A text that's nothing but a name: two to four words with capitals, in scripts that have them. Anything else may be a sentence. */
const bareName = (text: string): string => {
  const name = personIn(text)
  return fewWords.test(name) ? name : ''
}

const hasName = (text: string): boolean => cellsOf(text).length > 0

/** Cells that can be a name or a part of one: they have letters, but neither digits nor sentences. */
const cellsOf = (text: string): readonly string[] =>
  text
    .split(marks)
    .map(personIn)
    .filter((cell) => cell !== '' && !/\d/.test(cell) && cell.split(' ').length <= 5)

/** The one or two cells nearest to the address, joined by a blank; none if no delimiter is between it and them. */
const nameInCells = (part: string, nearest: 'first' | 'last'): string => {
  const text = part.replace(/^\s*[-–—]+\s/, '\t').replace(/\s[-–—]+\s*$/, '\t')
  if (!(nearest === 'last' ? /[\t,;|]\s*"?\s*$/ : /^\s*"?\s*[\t,;|]/).test(text)) return ''
  const cells = cellsOf(text)
  const near = nearest === 'last' ? cells.slice(-2) : cells.slice(0, 2)
  // If one cell holds a whole name, no other is needed.
  const whole = (nearest === 'last' ? near.at(-1) : near[0]) ?? ''
  return whole.includes(' ') ? whole : near.join(' ')
}
