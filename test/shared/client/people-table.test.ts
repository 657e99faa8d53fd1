import { expect, test } from 'vitest'
import { understoodColumns } from '../../../shared/client/people-columns.ts'
import { largestFile, type PeopleTable, readPeopleTable } from '../../../shared/client/people-table.ts'
import type { Matching } from '../../../shared/client/person-fields.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const tableOf = (file: string | Uint8Array): PeopleTable => {
  const read = readPeopleTable(typeof file === 'string' ? bytesOf(file) : file)
  if (!read.ok) throw new Error(read.problem.code)
  return read.table
}
const cellsOf = (file: string | Uint8Array) => tableOf(file).rows.map(({ cells }) => cells)

test.each([
  [',', 'email,name,roles\nann@example.com,"Lee, Ann",member;host\n'],
  [';', 'email;name;roles\r\nann@example.com;"Lee, Ann";"member;host"\r\n'],
  ['\t', '\ufeffemail\tname\troles\nann@example.com\tLee, Ann\tmember;host'],
])('cells are separated by %j, in quotes if they contain it', (delimiter, text) => {
  const table = tableOf(text)
  expect(table).toMatchObject({ delimiter, columns: ['email', 'name', 'roles'], headerLine: 1 })
  expect(table.rows).toEqual([{ line: 2, cells: ['ann@example.com', 'Lee, Ann', 'member;host'] }])
})

test('lines are counted as in the file, including empty ones and line breaks within cells', () => {
  const table = tableOf('email,message\n\n"ann@example.com","Hello\r\nAnn\nand all"\n,\nbob@example.com,\n')
  expect(table.rows.map(({ line }) => line)).toEqual([3, 7])
  expect(table.rows[0]?.cells[1]).toBe('Hello\nAnn\nand all')
})

test('separators within cells are ignored', () => {
  expect(cellsOf('ann@example.com;Lee, Ann\n')).toEqual([['ann@example.com', 'Lee, Ann']])
  expect(cellsOf('ann@example.com,member;host\n')).toEqual([['ann@example.com', 'member;host']])
  expect(cellsOf('email\nann@example.com\n')).toEqual([['ann@example.com']])
})

test('without a header the first line is a person, and short lines have fewer cells', () => {
  const table = tableOf('ann@example.com;Ann Lee;x\nbob@example.com\n')
  expect(table).toMatchObject({ headerLine: undefined, columns: ['', '', ''] })
  expect(table.rows.map(({ line }) => line)).toEqual([1, 2])
})

test('a cell that a result file protected from spreadsheets is read in its original form', () => {
  expect(cellsOf("ann@example.com,'+4915112345678,'=1+1\nbob@example.com,'quoted',\n")).toEqual([
    ['ann@example.com', '+4915112345678', '=1+1'],
    ['bob@example.com', "'quoted'", ''],
  ])
})

const german = 'E-Mail;Name\njürgen@example.com;Jürgen Groß\n'
const utf16 = (order: 'le' | 'be', mark: boolean) => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${german}`, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}
test.each([
  ['UTF-8', bytesOf(german)],
  ['UTF-8 with a mark', bytesOf(`\ufeff${german}`)],
  ['Windows-1252', new Uint8Array(Buffer.from(german, 'latin1'))],
  ['UTF-16', utf16('le', true)],
  ['UTF-16 with the bytes turned', utf16('be', true)],
  ['UTF-16 without a mark', utf16('le', false)],
  ['UTF-16 with the bytes turned, without a mark', utf16('be', false)],
])('%s is read correctly', (_, bytes) => {
  expect(tableOf(bytes)).toMatchObject({ columns: ['E-Mail', 'Name'] })
  expect(cellsOf(bytes)).toEqual([['jürgen@example.com', 'Jürgen Groß']])
})

test.each([
  ['empty', bytesOf('')],
  ['empty', bytesOf('email,name\n\n,\n')],
  ['spreadsheet', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0])],
  ['spreadsheet', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
  ['not_text', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
  ['too_large', new Uint8Array(largestFile + 1)],
])("a file that isn't a table of people is reported as %s", (code, bytes) => {
  expect(readPeopleTable(bytes)).toEqual({ ok: false, problem: { code } })
})

test('an unclosed quote is reported with its line, and swallows nobody silently', () => {
  const text = 'email,name\nann@example.com,Ann\nbob@example.com,"Bob\ncem@example.com,Cem\n'
  expect(readPeopleTable(bytesOf(text))).toEqual({ ok: false, problem: { code: 'open_quote', line: 3 } })
})

const headers: readonly (readonly [string, Matching])[] = [
  ['email,name,phone,roles,message', { email: 0, name: 1, phone: 2, roles: 3, message: 4 }],
  ['First Name,Last Name,E-mail Address', { firstName: 0, lastName: 1, email: 2 }],
  [
    'Vorname;Nachname;E-Mail-Adresse;Handy;Rolle',
    { firstName: 0, lastName: 1, email: 2, phone: 3, roles: 4 },
  ],
  ['Name;Vorname;Mail', { lastName: 0, firstName: 1, email: 2 }],
  ['Name;Vorname;Nachname;E-MAIL', { name: 0, firstName: 1, lastName: 2, email: 3 }],
  ['Nachname,Email', { name: 0, email: 1 }],
  ['email,email,notes,Comment', { email: 0 }],
  ['Konto,Rolle', { roles: 1 }],
]
test.each(headers)('the header "%s" says what the columns hold', (header, matching) => {
  const found = understoodColumns(tableOf(`${header}\nx\n`)).matching
  expect(Object.fromEntries(Object.entries(found).filter(([, index]) => index !== undefined))).toEqual(
    matching,
  )
})

test('if the header names no address column, or there is no header, the content decides', () => {
  expect(understoodColumns(tableOf('Name,Kontakt\nAnn,ann@example.com\n')).matching).toMatchObject({
    name: 0,
    email: 1,
  })
  const table = tableOf('1,+49 151 12345678,Ann Lee,ann@example.com\n2,,Bob,bob@example.com\n')
  expect(understoodColumns(table).matching).toEqual({ email: 3, phone: 1, name: 2 })
})
