import { tmpdir } from 'node:os'
import { expect, inject, test } from 'vitest'
import { userIdOf } from '../../functions/users/user.ts'
import { get, redeem } from '../support/api.ts'
import { account, invited, mails, member, type Scene, somebody } from '../support/scene.ts'
import { usher } from '../support/usher-command.ts'

const statusOf = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body.status

test('creates an account with its first administrator, shows it and changes it', async () => {
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
  expect(out).toContain('seats: 0 of any number taken')
  const list = (await usher(['accounts', 'list'])).out.split('\n')
  expect(list[0]).toMatch(/^ID +NAME +SEATS +INVITED +DOMAINS$/)
  expect(list).toContainEqual(
    expect.stringMatching(new RegExp(`^${accountId} +Globex Inc\\. +0 of any +\\d+ +globex\\.test$`)),
  )
})

test('lists users, and suspends, reactivates, resends to and removes them by address or id', async () => {
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
  expect((await usher(['users', 'reactivate', scene.accountId, email])).code).toBe(0)
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

test('exports and erases a person', async () => {
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
  expect(await usher(['people', 'erase', email, '--yes'])).toMatchObject({
    code: 1,
    error: `usher: Nobody has the address ${email} in any account (user_not_found)\n`,
  })
  const left = await usher(['people', 'erase', scene.admin, '--yes'])
  expect(left).toMatchObject({ code: 1 })
  expect(left.error).toContain(`Not erased from ${scene.accountId} (last_administrator)`)
})

test('wrong arguments, nothing to work on and a missing sign-in each have an exit code and a clear line', async () => {
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
  for (const name of ['accounts', 'users', 'import', 'domains', 'people', 'signing-key', 'dead-letters'])
    expect(out).toContain(name)
})

test('invites a person with roles by name, a phone and a last day, in any spelling', async () => {
  const scene = await account()
  const email = somebody('grace.hopper')
  const words = ['--roles', 'member', '--phone', '+49 (0)151 12345678', '--until', '31.12.2030', '--no-mail']
  const made = await usher(['users', 'invite', scene.accountId, `<mailto:${email}>`, ...words])
  expect(made).toMatchObject({ code: 0, error: '' })
  expect(made.out).toMatch(new RegExp(`^${email} is invited as Grace Hopper.*\\.\\nhttp.*/join#`))
  const { body } = await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)
  expect(body).toMatchObject({ phone: '+4915112345678', roleIds: ['member'], status: 'invited' })
  for (const [wrong, sentence] of [
    [
      ['--roles', 'Chief'],
      '--roles names no role of this account: Chief. The account has: Administrator, Member',
    ],
    [['--until', '01/02/2030'], '--until 01/02/2030 can be read two ways: say 2030-02-01 or 2030-01-02'],
    [['--hours', 'x'], '--hours is x'],
  ] as const)
    expect(await usher(['users', 'invite', scene.accountId, somebody(), ...wrong])).toMatchObject({
      code: 2,
      error: expect.stringContaining(sentence),
    })
})

test('a refusal by the API is worded for the option that was typed', async () => {
  const { accountId } = await account()
  const days = await usher(['accounts', 'set', accountId, '--days', '99'])
  expect(days).toMatchObject({ code: 1, error: expect.stringContaining('--days must be at most 30') })
  const domains = await usher(['accounts', 'set', accountId, '--domains', 'no domain'])
  expect(domains.error).toContain('--domains must be a domain like example.com')
  const phone = await usher(['users', 'invite', accountId, somebody(), '--phone', '12'])
  expect(phone.error).toContain('--phone must be a phone number')
})

test('finds the system running on this machine from any folder, without being told where its data is', async () => {
  const { accountId } = await account({ name: 'Found' })
  const { out, code } = await usher(['accounts', 'show', accountId], { DATA_DIR: '' })
  expect({ out, code }).toMatchObject({ code: 0, out: expect.stringContaining(`Found (${accountId})`) })
})
