import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test, vi } from 'vitest'
import { userIdOf } from '../../shared/model/users.ts'
import { accountKey, auditKey, type Key, userKey } from '../../shared/store/keys.ts'
import { get, patch, preview, redeem, remove as removeUser } from '../support/api.ts'
import {
  account,
  changesOf,
  invite,
  invited,
  item,
  mails,
  member,
  query,
  remove,
  role,
  type Scene,
  set,
  somebody,
} from '../support/scene.ts'

const { dataDir } = inject('system')

type Run = { readonly code: number | string; readonly out: string; readonly error: string }

/** What `npx usher` does with these words. */
const usher = (words: readonly string[], environment: Record<string, string> = {}): Promise<Run> =>
  new Promise((done) => {
    const env = { ...process.env, DATA_DIR: dataDir, ...environment }
    execFile(process.execPath, ['cli/usher.ts', ...words], { env }, (failure, out, error) =>
      done({ code: failure ? (failure.code ?? 'killed') : 0, out, error }),
    )
  })

const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-')), 'people.csv')
  writeFileSync(file, text)
  return file
}
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

/** Puts a letter where AWS would, which cannot be made to give up here. */
const giveUp = async (kind: string, letter: object): Promise<void> => {
  const { cloudUrl, deadLetters } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))
  const Entries = [{ Id: '0', MessageBody: JSON.stringify(letter) }]
  await fetch(cloudUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessageBatch' },
    body: JSON.stringify({ QueueUrl: deadLetters[kind].queueUrl, Entries }),
  })
}

test('mails that were given up on go out once what kept them is mended', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene)
  const key = userKey(scene.accountId, userId)
  await set(key, 'mail', {
    state: 'failed',
    at: new Date().toISOString(),
    detail: 'AccountSendingPausedException',
  })
  const { nonce } = (await item(key)) ?? {}
  await giveUp('mails', { ...key, nonce })
  expect((await usher(['dead-letters', 'list'])).out).toMatch(/^mails: 1$/m)
  expect((await usher(['dead-letters', 'redrive'])).out).toMatch(/^mails: 1 on the way again$/m)
  expect(await mails(email)).toHaveLength(1)
  await vi.waitFor(async () => expect(await item(key)).toMatchObject({ mail: { state: 'sent' } }))
  expect(JSON.parse((await usher(['dead-letters', 'list', '--json'])).out)).toMatchObject({ mails: 0 })
})

test('a change that the trail lacks is read from the stream again, and what SES said of a mail is heard', async () => {
  const scene = await account()
  const { userId, email } = (await invite(scene)).body
  await mails(email)
  const trail = async () => (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body.items
  const [event] = await vi.waitFor(async () => {
    const found = await trail()
    expect(found).toHaveLength(1)
    return found
  })
  await remove(auditKey(scene.accountId, event.eventId))
  expect(await trail()).toEqual([])
  const { nonce } = (await item(userKey(scene.accountId, userId))) ?? {}
  const tags = { accountId: [scene.accountId], userId: [userId], kind: ['user'], nonce: [nonce] }
  const said = { eventType: 'Delivery', mail: { tags, destination: [email] } }
  const [invitation] = await changesOf(userKey(scene.accountId, userId))
  await giveUp('auditEvents', { DDBStreamBatchInfo: invitation?.place })
  await giveUp('mailEvents', { requestPayload: { detail: said } })
  expect(await usher(['dead-letters', 'redrive'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^audit events: 1 done, 0 left\nmail events: 1 done, 0 left$/m),
  })
  expect(await trail()).toContainEqual(event)
  expect(await item(userKey(scene.accountId, userId))).toMatchObject({ mail: { state: 'delivered' } })
})

/** Of the form that shards have, and gone. */
const noShard = 'shardId-00000000000000-00000000'

test('a change that the stream has no more is left, and said', async () => {
  const { accountId } = await account()
  const [made] = await changesOf(accountKey(accountId))
  await giveUp('auditEvents', { DDBStreamBatchInfo: { ...made?.place, shardId: noShard } })
  expect(await usher(['dead-letters', 'redrive'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^audit events: 0 done, 1 left$/m),
    error: expect.stringMatching(/^usher: What is left failed again/),
  })
})

/** The items of an account and its trail, as they are in the table. */
const itemsOf = async (accountId: string) => {
  const found: (Key & Record<string, unknown>)[] = []
  for (const pk of [accountKey(accountId).pk, auditKey(accountId, '').pk]) found.push(...(await query(pk)))
  return found
}

test('an account goes into a file and comes back from it as it was, though all of it was lost', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const ann = await member(scene.accountId, { name: 'Ann', roleIds: ['reader'] })
  const { email } = await invited(scene)
  const list = async () => (await get(`${scene.path}/users`, scene.admin)).body
  const before = await list()
  await vi.waitFor(async () =>
    expect((await get(`${scene.path}/audit-events`, scene.admin)).body.items.length).toBeGreaterThan(3),
  )
  const file = fileWith('')
  const exported = await usher(['accounts', 'export', scene.accountId, '--file', file, '--json'])
  const items = await itemsOf(scene.accountId)
  expect(JSON.parse(exported.out)).toEqual({ items: items.length })

  expect(
    (await removeUser(`${scene.path}/users/${userIdOf(scene.accountId, ann)}`, scene.admin)).status,
  ).toBe(204)
  for (const one of items.filter(({ email: address }) => address !== ann)) await remove(one)
  expect((await get(scene.path, scene.admin)).status).toBe(404)
  const load = (...words: string[]) => usher(['accounts', 'load', file, ...words])
  expect(await load('--account', 'acc_another')).toMatchObject({
    code: 0,
    out: '0 items are put, 0 were there and stay as they are.\n',
  })
  expect((await load()).out).toBe(`${items.length} items are put, 0 were there and stay as they are.\n`)
  // Who was removed is let in again by a person, so that seats and administrators are counted.
  const annsPath = `${scene.path}/users/${userIdOf(scene.accountId, ann)}`
  expect((await get(annsPath, scene.admin)).body.status).toBe('suspended')
  expect((await patch(annsPath, { status: 'active' }, scene.admin)).status).toBe(200)
  expect(await list()).toEqual(before)
  expect(before.items.map((user: { email: string }) => user.email)).toEqual(
    expect.arrayContaining([ann, email, scene.admin]),
  )
  const loaded = await item(userKey(scene.accountId, userIdOf(scene.accountId, ann)))
  expect(loaded).toMatchObject({ roleIds: ['reader'] })

  await set(userKey(scene.accountId, userIdOf(scene.accountId, ann)), 'name', 'Ann Lee')
  expect((await load()).out).toBe(`0 items are put, ${items.length} were there and stay as they are.\n`)
  expect((await load('--overwrite')).out).toMatch(new RegExp(`^${items.length} items are put, 0`))
  expect(await list()).toEqual(before)
})

test('a file that is none, a table that is not there and an account that is not there are one clear line each', async () => {
  const { accountId } = await account()
  expect(await usher(['accounts', 'load', fileWith('{"Item":{}}\nnonsense\n')])).toMatchObject({
    code: 2,
    error: expect.stringMatching(/line 2: must be an item as DynamoDB exports it\n$/),
  })
  expect(await usher(['accounts', 'load', '/not/there'])).toMatchObject({
    code: 2,
    error: 'usher: /not/there could not be read (ENOENT)\n',
  })
  const file = fileWith('')
  const from = (table: string) => usher(['accounts', 'export', accountId, '--file', file, '--table', table])
  expect(await from('not-there')).toMatchObject({
    code: 3,
    error: expect.stringContaining('(ResourceNotFoundException)'),
  })
  expect(await usher(['accounts', 'export', 'acc_notthereatall', '--file', file])).toMatchObject({
    code: 1,
    error: expect.stringMatching(/has no account acc_notthereatall\n$/),
  })
})

test('the signing key is changed, and what the one before it has signed stays good', async () => {
  const scene = await account()
  const before = await invited(scene)
  const changed = await usher(['--json', 'signing-key', 'rotate'])
  expect(changed.code).toBe(0)
  const { currentId, previousId } = JSON.parse(changed.out)
  expect(Number(currentId)).toBe(Number(previousId) + 1)
  expect((await preview(before.token)).status).toBe(200)
  expect(await usher(['signing-key', 'rotate'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('The key was changed 0 days ago'),
  })
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
