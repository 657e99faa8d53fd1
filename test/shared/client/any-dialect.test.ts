/** Files in every dialect that programs write: each person is found again, and each row is accounted for. */
import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { readFileOfPeople } from '../../support/people-file.ts'

const word = fc.constantFrom(
  'Ann',
  'Zoë',
  'Jürgen',
  'Łukasz',
  'O’Neill',
  'Anne-Marie',
  'R.Dev',
  'Günther',
  'Lee',
)
const person = fc.record({
  first: word,
  last: word,
  role: fc.constantFrom('', 'Member', 'AUDITOR', 'rol_audit', 'Sales, EMEA', 'Member; Auditor'),
  phone: fc.constantFrom('', '+49 (0)151 12345678', '0049 151 12345678', '+1 212-555-0123'),
  until: fc.constantFrom('', '2027-01-31', '31.01.2027', 'Jan 31, 2027', '31/01/2027', 'never'),
  id: fc.constantFrom(
    () => '',
    (index: number) => `E-${index}`,
    (index: number) => `00${index}`,
    (index: number) => `ext:${index}/Ab`,
  ),
  /** What a row has instead of a valid address. */
  broken: fc.option(fc.constantFrom('nobody', '', 'two@example.com; three@example.com', 'a b@example.com'), {
    freq: 5,
  }),
  written: fc.constantFrom(
    (email: string) => email,
    (email: string) => email.toUpperCase(),
    (email: string) => `<${email}>`,
    (email: string) => `mailto:${email}`,
    (email: string) => `${email};`,
    (email: string) => ` ${email}\u200b`,
  ),
})

const headers = {
  first: fc.constantFrom(
    'First Name',
    'first_name',
    'First name [Required]',
    'Vorname',
    'givenName',
    'GIVEN NAME *',
  ),
  last: fc.constantFrom('Last Name', 'Surname', 'Family name (required)', 'Nachname', 'lastName'),
  email: fc.constantFrom(
    'Email',
    'E-Mail-Adresse',
    'E-mail 1 - Value',
    'What is your e-mail address?',
    'userEmail',
    'mail',
  ),
  role: fc.constantFrom('Role', 'User role', 'Rolle(n)', 'roles', 'Account role'),
  phone: fc.constantFrom('Phone', 'Mobile Phone', 'Handynr.', 'Phone 1 - Value', 'Telefon (mobil)'),
  until: fc.constantFrom('Access until', 'Account expires', 'Zugang bis', 'Expiry date', 'Gültig bis:'),
  id: fc.constantFrom(
    'External ID',
    'external_id',
    'externalId',
    'Employee number',
    'Employee No.',
    'Externe ID (optional)',
    'Personalnummer',
    'Personal-Nr.',
  ),
  other: fc.constantFrom('Company', 'Customer number', 'Notes', 'E-mail of manager', 'Birthday', ''),
} as const
const columns = Object.keys(headers)

const dialect = fc.record({
  headers: fc.record(headers),
  order: fc.shuffledSubarray(columns, { minLength: columns.length }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  sepLine: fc.boolean(),
  quotes: fc.boolean(),
  lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 }),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
  title: fc.subarray(['Team list', 'Exported on 2026-11-25', 'Version: 2']),
  footer: fc.subarray(['Total: 7', '(7 rows)', '-- end --', '© Example Inc.']),
  headerAgain: fc.boolean(),
  emptyColumns: fc.nat({ max: 3 }),
  /** A cell that contains a line break shifts all following lines. */
  twoLines: fc.boolean(),
})

const encoded = (text: string, encoding: string): Uint8Array => {
  if (encoding.startsWith('utf-8')) return Buffer.from(`${encoding === 'utf-8' ? '' : '\ufeff'}${text}`)
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

test('every person is found again with all their values, and every row is invited, refused or named', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), dialect, async (people, how) => {
      const addressOf = (index: number) => `person-${index}@example.com`
      const cellOf: Record<string, (one: (typeof people)[number], index: number) => string> = {
        first: ({ first }) => first,
        last: ({ last }) => last,
        email: ({ broken, written }, index) => broken ?? written(addressOf(index)),
        role: ({ role }) => role,
        phone: ({ phone }) => phone,
        until: ({ until }) => until,
        id: ({ id }, index) => id(index),
        other: () => (how.twoLines ? 'one\ntwo' : 'boss@example.com'),
      }
      const header = how.order.map((column) => how.headers[column as keyof typeof headers])
      const rows = [
        ...how.title.map((title) => [title]),
        header,
        ...people.map((one, index) => how.order.map((column) => cellOf[column]?.(one, index) ?? '')),
        ...(how.headerAgain ? [header] : []),
        ...how.footer.map((footer) => [footer]),
      ].map((cells) => [...cells, ...Array.from({ length: how.emptyColumns }, () => '')])
      const written = rows.map((cells) =>
        Papa.unparse([cells], { delimiter: how.delimiter, quotes: how.quotes }),
      )
      const lines = how.sepLine ? [`sep=${how.delimiter}`, ...written] : written
      const text = lines
        .map((line, index) => line + (how.lineEnds[index % how.lineEnds.length] ?? ''))
        .join('')

      const read = await readFileOfPeople(encoded(text, how.encoding))
      expect(read.lines).toHaveLength(people.length)
      const said = rows.length - 1 + (how.sepLine ? 1 : 0)
      expect(read.lines.length + read.table.aside.length).toBe(said)
      const editorsLines = text.split(/\r\n|\r|\n/)
      for (const [index, one] of people.entries()) {
        const line = read.lines[index]
        if (one.broken !== null) {
          expect(line?.problems[0]?.path).toBe('email')
          continue
        }
        expect(line?.problems).toEqual([])
        expect(line?.person).toMatchObject({
          email: addressOf(index),
          name: one.first === one.last ? one.last : `${one.first} ${one.last}`,
          roleIds: rolesMeant[one.role],
        })
        expect(line?.person?.externalId).toBe(one.id(index) || undefined)
        expect(line?.person?.phone).toBe(phonesMeant[one.phone])
        expect(line?.person?.accessUntil).toBe(
          /\d/.test(one.until) ? new Date(2027, 0, 31, 23, 59, 59, 999).toISOString() : undefined,
        )
        const place = editorsLines.slice((line?.line ?? 0) - 1, (line?.line ?? 0) + 1).join('\n')
        expect(place.toLowerCase()).toContain(addressOf(index))
      }
    }),
    { numRuns: 300 },
  )
})

const rolesMeant: Readonly<Record<string, readonly string[]>> = {
  '': ['member'],
  Member: ['member'],
  AUDITOR: ['rol_audit'],
  rol_audit: ['rol_audit'],
  'Sales, EMEA': ['rol_sales'],
  'Member; Auditor': ['member', 'rol_audit'],
}
const phonesMeant: Readonly<Record<string, string | undefined>> = {
  '+49 (0)151 12345678': '+4915112345678',
  '0049 151 12345678': '+4915112345678',
  '+1 212-555-0123': '+12125550123',
}
