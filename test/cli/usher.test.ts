import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { get, redeem } from '../support/api.ts'
import { account, invited, mails, member, type Scene, somebody } from '../support/scene.ts'
import { fileWith, usher } from '../support/usher-command.ts'

const statusOf = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body.status

test('an account is made with its first administrator, shown and changed', async () => {
  const email = somebody('boss')
  const made = await usher(['--json', 'accounts', 'create', '--name', 'Globex', '--admin-email', email])
  expect(made).toMatchObject({ code: 0, error: '' })
  const { accountId, admin } = JSON.parse(made.out)
  expect(admin).toMatchObject({ email, status: 'invited' })
  expect(await mails(email)).toHaveLength(1)
  const words = [
    'accounts',
    'set',
    accountId,
    '--name',
    'Globex Inc.',
    '--domains',
    'globex.test',
    '--days',
    '14',
  ]
  expect((await usher(words)).out).toContain(`Globex Inc. (${accountId})`)
  for (const seats of ['20 seats', '2O', '-1', '1.5'])
    expect(await usher(['accounts', 'set', accountId, '--seats', seats])).toMatchObject({ code: 2 })
  expect(await usher(['users', 'list', accountId, '--status', 'gone'])).toMatchObject({ code: 2 })
  const { out } = await usher(['accounts', 'show', accountId])
  expect(out).toContain('invitations are good for 14 days')
  expect(out).toContain('domains: globex.test')
  expect(out).toContain('seats: any number')
  const list = (await usher(['accounts', 'list'])).out.split('\n')
  expect(list[0]).toMatch(/^ID +NAME +SEATS +DOMAINS$/)
  expect(list).toContainEqual(
    expect.stringMatching(new RegExp(`^${accountId} +Globex Inc\\. +any +globex\\.test$`)),
  )
})

test('users are listed, suspended, let in, invited again and removed, by their address or their id', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Barbara Liskov' })
  const { userId, token } = await invited(scene)
  const list = await usher(['users', 'list', scene.accountId, '--status', 'active'])
  expect(list.out.split('\n')[0]).toMatch(/^ADDRESS +NAME +ROLES +STATUS +MAIL +ID$/)
  expect(list.out).toMatch(new RegExp(`${email} +Barbara Liskov +member +active +skipped +usr_`))
  const json = await usher(['users', 'list', scene.accountId, '--search', 'liskov', '--json'])
  expect(JSON.parse(json.out)).toMatchObject([{ email }])

  expect(await usher(['users', 'suspend', scene.accountId, email.toUpperCase()])).toMatchObject({
    code: 0,
    out: `${email} is suspended.\n`,
  })
  expect(await statusOf(scene, email)).toBe('suspended')
  expect((await usher(['users', 'reinstate', scene.accountId, email])).code).toBe(0)
  expect(await statusOf(scene, email)).toBe('active')
  expect((await usher(['users', 'resend', scene.accountId, userId])).code).toBe(0)
  expect(await redeem(token)).toMatchObject({ body: { code: 'invitation_replaced' } })
  expect((await usher(['users', 'remove', scene.accountId, email])).code).toBe(0)
  expect(await usher(['users', 'remove', scene.accountId, email])).toMatchObject({
    code: 1,
    error: `usher: Nobody in ${scene.accountId} has the address ${email} (user_not_found)\n`,
  })
  const last = await usher(['--json', 'users', 'remove', scene.accountId, scene.admin])
  expect(last.code).toBe(1)
  expect(JSON.parse(last.error).error.code).toBe('last_administrator')
})

test('a file is imported, and the same file again invites only who is missing', async () => {
  const scene = await account()
  const [ann, bob, cid] = [somebody('ann'), somebody('bob'), somebody('cid')]
  const good = `E-mail;Name;Role\n${ann};Ann;Member\n${bob};Bob;\n`
  const dry = await usher(['import', fileWith(good), '--account', scene.accountId, '--dry-run'])
  expect(dry).toMatchObject({ code: 0, out: '2 of 2 lines are good.\n' })
  const first = await usher(['import', fileWith(good), '--account', scene.accountId])
  expect(first).toMatchObject({ code: 0, out: '2 invited, 0 there already, 0 refused, of 2 lines.\n' })
  expect(await mails(ann)).toHaveLength(1)

  const result = join(mkdtempSync(join(tmpdir(), 'usher-')), 'result.csv')
  const more = fileWith(`${good}${cid};Cid;Boss\nnobody;No;\n${somebody('dee')};Dee;\n`)
  const words = ['import', more, '--account', scene.accountId, '--no-mail', '--result', result, '--json']
  const second = await usher(words)
  expect(second.code).toBe(1)
  expect(JSON.parse(second.out)).toMatchObject({ lines: 5, invited: 1, there: 2, refused: 2 })
  expect(JSON.parse(second.out).reasons.map(({ line }: { line: number }) => line)).toEqual([4, 5])
  const lines = readFileSync(result, 'utf8').trim().split('\r\n')
  expect(lines[0]).toContain('E-mail;Name;Role;outcome;reason;link')
  expect(lines[1]).toContain(';there;invited;')
  expect(lines[5]).toMatch(/;invited;;http.*\/join#/)
  expect(await mails(bob)).toHaveLength(1)
})

test('a person is exported and erased', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Grace Hopper' })
  expect(JSON.parse((await usher(['people', 'export', email])).out).accounts).toMatchObject([
    { accountId: scene.accountId, user: { name: 'Grace Hopper' } },
  ])
  expect(await usher(['people', 'erase', email])).toMatchObject({ code: 2 })
  expect(await usher(['people', 'erase', email, '--yes'])).toMatchObject({
    code: 0,
    out: 'Erased from 1 account.\n',
  })
  expect(await statusOf(scene, email)).toBe(404)
  const left = await usher(['people', 'erase', scene.admin, '--yes'])
  expect(left).toMatchObject({ code: 1 })
  expect(left.error).toContain(`Not erased from ${scene.accountId} (last_administrator)`)
})

test('wrong words, nothing there to work on, and no sign-in each have their exit code and a clear line', async () => {
  expect(await usher(['accounts', 'create'])).toMatchObject({ code: 2 })
  const here = await usher(['accounts', 'show', 'acc_whatever0'], { DATA_DIR: tmpdir() })
  expect(here).toMatchObject({
    code: 3,
    error: expect.stringMatching(/^usher: Nothing runs on this machine/),
  })
  const { issuerUrl, portalUrl } = inject('system')
  const other = {
    USHER_URL: portalUrl,
    USHER_TOKEN_URL: `${issuerUrl}/token`,
    USHER_CLIENT_ID: 'usher-operator',
    USHER_CLIENT_SECRET: 'wrong',
  }
  const refused = await usher(['accounts', 'show', 'acc_whatever0'], other)
  expect(refused).toMatchObject({ code: 3, error: expect.stringContaining('it answered 401') })
  const right = await usher(['accounts', 'show', 'acc_whatever0'], {
    ...other,
    USHER_CLIENT_SECRET: 'operator',
  })
  expect(right).toMatchObject({ code: 1, error: expect.stringContaining('account_not_found') })
  const { out, code } = await usher(['--help'])
  expect(code).toBe(0)
  for (const name of ['accounts', 'users', 'import', 'people', 'signing-key', 'dead-letters'])
    expect(out).toContain(name)
})
