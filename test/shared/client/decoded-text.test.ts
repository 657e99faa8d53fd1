import { expect, test } from 'vitest'
import { decodedText, type EncodingName } from '../../../shared/client/decoded-text.ts'

/** The bytes of a text in a single-byte encoding. */
const bytesIn = (encoding: EncodingName, text: string): Uint8Array => {
  const decoder = new TextDecoder(encoding)
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte] as const),
  )
  return new Uint8Array([...text].map((character) => bytes.get(character) ?? 0))
}

test.each([
  ['windows-1252', 'E-Mail;Name\nj@example.com;Jürgen Groß\n', 'Jürgen'],
  ['windows-1252', 'email,name\nz@example.com,Zoë Façade\n', 'Zoë'],
  ['windows-1252', 'ÖZGÜR ÄRGER, José Núñez', 'ÖZGÜR'],
  ['macintosh', 'E-Mail;Name\nj@example.com;Jürgen Groß\n', 'Jürgen'],
  ['macintosh', 'René, José Núñez', 'René'],
  ['windows-1250', 'email,name\nl@example.com,Łukasz Żółć\nw@example.com,Wałęsa\n', 'Łukasz'],
  ['windows-1251', 'Имя;Почта\nИван Петров;i@example.com\n', 'Имя'],
] as const)("%s is guessed, and a word shows whether that's right", (name, text, sample) => {
  expect(decodedText(bytesIn(name, text))).toEqual({ text, encoding: { name, guessed: true, sample } })
})

test("a certain encoding isn't called a guess, and a chosen one is used", () => {
  const utf8 = decodedText(new TextEncoder().encode('Zoë'))
  expect(utf8).toMatchObject({ encoding: { name: 'utf-8', guessed: false } })
  const said = decodedText(bytesIn('windows-1250', 'Dvořák'), 'windows-1250')
  expect(said).toMatchObject({ text: 'Dvořák', encoding: { guessed: false } })
})

const zip = (entry: string) =>
  Buffer.concat([
    Buffer.from('PK\x03\x04'),
    Buffer.alloc(22),
    Buffer.from([entry.length, 0, 0, 0]),
    Buffer.from(entry),
  ])

test.each([
  '- Ann Lee: ann@example.com\n',
  'name: e-mail\nAnn: ann@example.com\n',
  '# people\nann@example.com\n',
  '# '.repeat(900),
])('a list that only begins like another kind, %j, is read', (text) => {
  expect(decodedText(Buffer.from(text))).toMatchObject({ text })
})

test.each([
  ['spreadsheet', zip('[Content_Types].xml')],
  ['spreadsheet', zip('mimetype')],
  [
    'spreadsheet',
    Buffer.from('\ufeff<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'),
  ],
  ['archive', zip('Connections.csv')],
  ['html', Buffer.from('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>email')],
  ['html', Buffer.from('\n  <table border=1><tr><td>email</td></tr></table>')],
  ['vcard', Buffer.from('BEGIN:VCARD\nFN:Ann\nEMAIL:ann@example.com\nEND:VCARD\n')],
  ['json', Buffer.from('[{"email": "ann@example.com"}]')],
  ['ldif', Buffer.from('# people\nversion: 1\n\ndn: cn=Ann,dc=example,dc=com\nmail: ann@example.com\n')],
  ['ldif', Buffer.from('dn:: Y249QW5u\nmail: ann@example.com\n')],
  ['yaml', Buffer.from('---\n# people\n- email: ann@example.com\n  name: Ann\n')],
  ['yaml', Buffer.from('users:\n  - "name": Ann\n    email: ann@example.com\n')],
  ['pdf', Buffer.from('%PDF-1.7\n')],
  ['not_text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
] as const)('a file that is %s is reported as that', (problem, bytes) => {
  expect(decodedText(bytes)).toEqual({ problem })
})
