import { expect, test } from 'vitest'
import { checkedPeople, type ImportRules } from '../../../shared/client/checked-people.ts'
import { understoodColumns } from '../../../shared/client/people-columns.ts'
import { readPeopleTable } from '../../../shared/client/people-table.ts'

const role = (roleId: string, name: string, permissions: readonly string[]) => ({
  roleId,
  name,
  description: '',
  permissions: [...permissions],
  source: 'account' as const,
  builtIn: false,
  sensitive: false,
  isDefault: false,
})
const rules: ImportRules = {
  giver: { roleIds: ['host'], permissions: ['users:read', 'roles:read', 'users:invite'] },
  roles: [
    role('admin', 'Administrator', ['users:read']),
    role('member', 'Member', ['users:read', 'roles:read']),
    role('rol_1', 'Überblick', []),
    role('payer', 'Payer', ['invoices:pay']),
  ],
  usualRoleIds: ['member'],
  sendEmail: true,
  now: new Date('2026-11-25T12:00:00Z'),
}

const check = (text: string, more: Partial<ImportRules> = {}, pause?: () => Promise<void>) => {
  const read = readPeopleTable(new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.problem.code)
  return checkedPeople(read.table, understoodColumns(read.table).matching, { ...rules, ...more }, pause)
}
/** What's wrong with each line, as `path message`. */
const wrong = async (text: string, more: Partial<ImportRules> = {}) =>
  (await check(text, more)).map(({ problems }) => problems.map(({ path, message }) => `${path} ${message}`))

test('a valid line is what the API accepts', async () => {
  const [line] = await check(
    'email,first name,last name,phone,roles,message\n ANN@Example.com ,Ann,Lee,+49 (151) 1234-5678,member,Hi\n',
  )
  expect(line?.problems).toEqual([])
  expect(line?.person).toEqual({
    email: 'ann@example.com',
    name: 'Ann Lee',
    phone: '+4915112345678',
    roleIds: ['member'],
    message: 'Hi',
    sendEmail: true,
  })
})

test("an invalid line is refused in the contract's words, and the others aren't affected", async () => {
  const text = `email,name,phone,message
ann@example.com,Ann,,
not an address,Bob,,
cem@example.com,,12,
dee@example.com,see www.example.com,0049 151 12345678,${'x'.repeat(501)}
,Eve,,
`
  expect(await wrong(text)).toEqual([
    [],
    ['email must be an email address, like ann@example.com'],
    ['phone must be a phone number like +4915112345678'],
    ['name must not contain a web address', 'message must have at most 500 characters'],
    ['email is missing'],
  ])
})

test('roles are named by id or name, in any case, several at once', async () => {
  const lines = await check(
    'email,name,roles\na@example.com,A,MEMBER\nb@example.com,B,"member; ÜBERBLICK|Member"\nc@example.com,C,\n',
    { usualRoleIds: ['rol_1'] },
  )
  expect(lines.map(({ person }) => person?.roleIds)).toEqual([['member'], ['member', 'rol_1'], ['rol_1']])
})

test('guests have access until the end of a day, in any usual notation, or until a moment', async () => {
  const lines = await check(`email,name,access until
a@example.com,A,2026-12-31
b@example.com,B,31.12.2026
c@example.com,C,2026-12-31T12:00:00+01:00
d@example.com,D,
`)
  const end = new Date(2026, 11, 31, 23, 59, 59, 999).toISOString()
  expect(lines.flatMap(({ problems }) => problems)).toEqual([])
  expect(lines.map(({ person }) => person?.accessUntil)).toEqual([
    end,
    end,
    '2026-12-31T11:00:00.000Z',
    undefined,
  ])
})

test("an end of access that isn't a day, is over, or would be an administrator's, refuses its line", async () => {
  const text = `E-Mail;Name;Zugang bis;Rollen
a@example.com;A;05/06/2027;
b@example.com;B;30.02.2027;
c@example.com;C;2026-11-24;
d@example.com;D;2027-01-01;admin
`
  const giver = { roleIds: ['admin'], permissions: [] }
  expect(await wrong(text, { giver })).toEqual([
    ['accessUntil must be a date that can be read one way only, like 2027-06-05 or 2027-05-06'],
    ['accessUntil must be a date like 2026-12-31'],
    ['accessUntil must be in the future'],
    ['accessUntil must not be set for an administrator'],
  ])
})

test("a role that doesn't exist, or that the caller may not give, refuses its line", async () => {
  const text =
    'email,name,roles\na@example.com,A,member|guest\nb@example.com,B,Payer\nc@example.com,C,admin\n'
  expect(await wrong(text)).toEqual([
    ['roleIds names no role of this account: guest'],
    ['roleIds has permissions that you lack: Payer'],
    ['roleIds has permissions that you lack: Administrator'],
  ])
  expect(await wrong('email,name\na@example.com,A\n', { usualRoleIds: [] })).toEqual([
    ['roleIds must have at least 1 entry'],
  ])
})

test("the second line with an address is refused, however it's spelled", async () => {
  const text = 'email,name\nann@bücher.example,Ann\nbob@example.com,Bob\nAnn@xn--bcher-kva.example,Ann\n'
  const found = await wrong(text)
  expect(found).toEqual([[], [], ['email is in line 2 already']])
})

test('without a column for names, the name is made from the address', async () => {
  const [line] = await check('ann.lee@example.com\n')
  expect(line?.person?.name).toBe('Ann Lee')
})

test('checking 10,000 lines pauses now and then, so that it can be aborted', async () => {
  const text = Array.from({ length: 10_000 }, (_, index) => `person-${index}@example.com,Person`).join('\n')
  let pauses = 0
  const lines = await check(text, {}, async () => void pauses++)
  expect(lines.filter(({ person }) => person)).toHaveLength(10_000)
  expect(pauses).toBe(50)
  await expect(
    check(text, {}, async () => {
      throw new Error('given up')
    }),
  ).rejects.toThrow('given up')
})

test('an external id is one person’s, and is refused in the line where it can’t be one', async () => {
  const text = `email,name,Personalnummer
ann@example.com,Ann,P-1
bob@example.com,Bob,P-1
cem@example.com,Cem,
dee@example.com,Dee,${'x'.repeat(129)}
eve@example.com,Eve,P 5
fay@example.com,Fay,p-1
`
  expect(await wrong(text)).toEqual([
    [],
    ['externalId is in line 2 already'],
    [],
    ['externalId must be 1 to 128 characters of ASCII without blanks'],
    ['externalId must be 1 to 128 characters of ASCII without blanks'],
    [],
  ])
  expect((await check(text)).map(({ person }) => person?.externalId)).toEqual([
    ...['P-1', undefined, undefined],
    ...[undefined, undefined, 'p-1'],
  ])
})

test.each([
  ['email,name,number\nann@example.com,Ann,4711'],
  ['email,name,Customer number\nann@example.com,Ann,4711'],
  ['email,name,Employee ID of manager\nann@example.com,Ann,4711'],
  ['ann@example.com,Ann Lee,E-4711\nbob@example.com,Bob Ray,E-4712'],
])('no external id is guessed: %j', async (text) => {
  const people = (await check(text)).map(({ person }) => person)
  for (const person of people) expect(person).toMatchObject({ sendEmail: true })
  expect(people.flatMap((person) => person?.externalId ?? [])).toEqual([])
})

test('somebody chooses between two columns of external ids that differ, and “External ID” goes before others', async () => {
  const columnsOf = (text: string) => {
    const read = readPeopleTable(new TextEncoder().encode(text))
    if (!read.ok) throw new Error(read.problem.code)
    return understoodColumns(read.table)
  }
  const two = columnsOf('email,External ID,external_id\nann@example.com,A,B')
  expect(two.matching.externalId).toBe(undefined)
  expect(two.doubts).toEqual([{ field: 'externalId', columns: [1, 2] }])
  expect(columnsOf('email,External ID,external_id\nann@example.com,A,A').matching.externalId).toBe(1)
  expect(columnsOf('email,Employee number,External ID\nann@example.com,A,B')).toMatchObject({
    matching: { externalId: 2 },
    doubts: [],
  })
})
