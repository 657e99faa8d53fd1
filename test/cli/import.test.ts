import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { get } from '../support/api.ts'
import { account, invited, mails, role, type Scene, somebody } from '../support/scene.ts'
import { fileWith, usher } from '../support/usher-command.ts'

const importFile = ({ accountId }: Scene, file: string, ...words: string[]) =>
  usher(['import', file, '--account', accountId, ...words])
const usersOf = async ({ path, admin }: Scene) =>
  (await get(`${path}/users?status=invited`, admin)).body.items

test('imports a file; importing it again invites only those still missing', async () => {
  const scene = await account()
  const [ann, bob, cid] = [somebody('ann'), somebody('bob'), somebody('cid')]
  const good = `E-mail;Name;Role;Notes\n${ann};Ann;Member;x\n${bob};Bob;;\n`
  const dry = await importFile(scene, fileWith(good), '--dry-run')
  expect(dry).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 to invite, 0 already there, 0 refused, of 2 rows.'),
  })
  expect(await usersOf(scene)).toEqual([])
  const first = await importFile(scene, fileWith(good))
  expect(first).toMatchObject({ code: 0, error: '' })
  expect(first.out).toBe(
    [
      'Columns, by the header in line 1:',
      '  address: E-mail',
      '  name: Name',
      '  roles: Role',
      'Not used: Notes',
      '2 invited, 0 already there, 0 refused, of 2 rows.\n',
    ].join('\n'),
  )
  expect(await mails(ann)).toHaveLength(1)
  const again = await importFile(scene, fileWith(good), '--dry-run')
  expect(again.out).toContain('0 to invite, 2 already there, 0 refused, of 2 rows.')

  const result = join(mkdtempSync(join(tmpdir(), 'usher-')), 'result.csv')
  const more = fileWith(`${good}${cid};Cid;Boss;\nnobody;No;;\n${somebody('dee')};Dee;;\nTotal;5;;\n`)
  const second = await importFile(scene, more, '--no-mail', '--result', result, '--json')
  expect(second.code).toBe(1)
  expect(JSON.parse(second.out)).toMatchObject({
    rows: 6,
    invited: 1,
    there: 2,
    refused: 2,
    skipped: 1,
    open: 0,
    reasons: [
      { line: 4, reason: 'roles names no role of this account: Boss' },
      { line: 5, reason: 'address must be an email address, like ann@example.com' },
    ],
    skippedRows: [{ line: 7, why: 'footer' }],
    columns: { email: 'E-mail', roles: 'Role' },
    unusedColumns: ['Notes'],
  })
  const lines = readFileSync(result, 'utf8').trim().split('\r\n')
  expect(lines[0]).toContain('E-mail;Name;Role;Notes;outcome;reason;link')
  expect(lines[1]).toContain(';there;invited;')
  expect(lines[5]).toMatch(/;invited;;http.*\/join#/)
  expect(await mails(bob)).toHaveLength(1)
})

test("something meaningful that wasn't understood stops the import until somebody decides", async () => {
  const scene = await account()
  const email = somebody()
  const file = fileWith(`email,name,Their rights\n${email},Ann,admin\n`)
  const stopped = await importFile(scene, file)
  expect(stopped.code).toBe(1)
  expect(stopped.error).toContain('Nobody was invited. “Their rights”: the column seems to hold the roles.')
  expect(stopped.error).toContain('--column roles="Their rights"')
  expect(await usersOf(scene)).toEqual([])
  expect((await importFile(scene, file, '--column', 'roles=Their rights')).code).toBe(0)
  expect(await usersOf(scene)).toMatchObject([{ email, roleIds: ['admin'] }])
  const other = somebody()
  const without = fileWith(`email,name,Their rights\n${other},Bob,admin\n`)
  expect((await importFile(scene, without, '--yes')).code).toBe(0)
  expect(await usersOf(scene)).toContainEqual(expect.objectContaining({ email: other, roleIds: ['member'] }))
})

test('if two columns hold addresses, nobody is invited until one is chosen', async () => {
  const scene = await account()
  const [boss, email] = [somebody('boss'), somebody('grace')]
  const file = fileWith(`Name,Contact A,Contact B\nGrace,${boss},${email}\n`)
  const stopped = await importFile(scene, file, '--yes')
  expect(stopped).toMatchObject({ code: 1, error: expect.stringContaining('--column email="Contact A"') })
  expect((await importFile(scene, file, '--column', 'email=3')).code).toBe(0)
  expect((await usersOf(scene)).map((user: { email: string }) => user.email)).toEqual([email])
})

test('roles for all are given by name and phones by country; wrong options are reported', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const email = somebody()
  const file = fileWith(`email,name,phone\n${email},Ann,0151 12345678\n`)
  expect((await importFile(scene, file)).out).toContain('line 2: phone must be a phone number like')
  expect((await importFile(scene, file, '--roles', 'READER, member', '--country', 'de')).code).toBe(0)
  expect(await usersOf(scene)).toMatchObject([
    { email, roleIds: ['reader', 'member'], phone: '+4915112345678' },
  ])
  for (const words of [
    ['--roles', 'Chief'],
    ['--country', 'Germany'],
    ['--encoding', 'klingon'],
    ['--column', 'email'],
    ['--column', 'emial=1'],
    ['--column', 'email=9'],
  ]) {
    const wrong = await importFile(scene, file, ...words)
    expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining(words[0] ?? '') })
  }
})

test('a guessed encoding is reported, with a sample', async () => {
  const scene = await account()
  const file = fileWith(Buffer.from(`E-Mail;Name\n${somebody()};Jürgen Groß\n`, 'latin1'))
  const dry = await importFile(scene, file, '--dry-run')
  expect(dry.out).toContain('Encoding guessed as windows-1252: it reads “Jürgen”.')
  const other = await importFile(scene, file, '--dry-run', '--encoding', 'windows-1251')
  expect(other).toMatchObject({ code: 0, out: expect.not.stringContaining('guessed') })
})

test("the README's example is a file that can be imported", async () => {
  const scene = await account()
  const dry = await importFile(scene, 'examples/people.csv', '--dry-run')
  expect(dry).toMatchObject({
    code: 0,
    out: expect.stringContaining('3 to invite, 0 already there, 0 refused'),
  })
})

test('external ids are imported; one that belongs to somebody else is refused with its line', async () => {
  const scene = await account()
  const { email } = await invited(scene, { externalId: 'E-1' })
  const [ann, bob] = [somebody('ann'), somebody('bob')]
  const file = fileWith(
    `E-mail;Personalnummer\n${email};\n${ann};E-2\n${bob};E-1\n${somebody()};E-2\n${somebody()};E 3\n`,
  )
  const done = await importFile(scene, file, '--no-mail', '--json')
  expect(JSON.parse(done.out)).toMatchObject({
    rows: 5,
    invited: 1,
    there: 1,
    refused: 3,
    columns: { externalId: 'Personalnummer' },
    reasons: [
      { line: 4, reason: 'external ID belongs to somebody else (external_id_taken)' },
      { line: 5, reason: 'external ID is in line 3 already' },
      { line: 6, reason: expect.stringContaining('external ID must be') },
    ],
  })
  const found = async (externalId: string) =>
    (await get(`${scene.path}/users?externalId=${externalId}`, scene.admin)).body.items
  expect(await found('E-2')).toMatchObject([{ email: ann }])
  expect(await found('E-1')).toMatchObject([{ email }])
  const again = await importFile(scene, file, '--no-mail', '--json')
  expect(JSON.parse(again.out)).toMatchObject({ invited: 0, there: 2, refused: 3 })
})
