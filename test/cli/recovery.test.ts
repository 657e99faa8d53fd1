import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { accountKey, auditKey, type Key, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { get, patch, preview, redeem, remove as removeUser } from '../support/api.ts'
import { proved, verify } from '../support/dns.ts'
import { eventually } from '../support/eventually.ts'
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
  set,
} from '../support/scene.ts'
import { fileWith, untilSignedAlike, usher } from '../support/usher-command.ts'

const { dataDir } = inject('system')

/** Puts a dead letter where AWS would, because AWS's part here can't be made to give up. */
const giveUp = async (kind: string, letter: object): Promise<void> => {
  const { cloudUrl, deadLetters } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))
  const Entries = [{ Id: '0', MessageBody: JSON.stringify(letter) }]
  await fetch(cloudUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AmazonSQS.SendMessageBatch' },
    body: JSON.stringify({ QueueUrl: deadLetters[kind].queueUrl, Entries }),
  })
}

test('emails that were given up on are sent once the cause is fixed', async () => {
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
  await eventually(async () => expect(await item(key)).toMatchObject({ mail: { state: 'sent' } }))
  expect(JSON.parse((await usher(['dead-letters', 'list', '--json'])).out)).toMatchObject({ mails: 0 })
})

test('reads changes that the trail lacks from the stream again, and handles what SES reported about an email', async () => {
  const scene = await account()
  const { userId, email } = (await invite(scene)).body
  await mails(email)
  const trail = async () => (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body.items
  const [event] = await eventually(async () => {
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

/** A valid shard id that doesn't exist. */
const noShard = 'shardId-00000000000000-00000000'

test('a change that the stream no longer has is left in the queue, and reported', async () => {
  const { accountId } = await account()
  const [made] = await changesOf(accountKey(accountId))
  await giveUp('auditEvents', { DDBStreamBatchInfo: { ...made?.place, shardId: noShard } })
  expect(await usher(['dead-letters', 'redrive'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^audit events: 0 done, 1 left$/m),
    error: expect.stringMatching(/^usher: What is left failed again/),
  })
})

/** The items of an account and its trail, as stored, but for the counts of its users, which are made anew. */
const itemsOf = async (accountId: string) => {
  const found: (Key & Record<string, unknown>)[] = []
  for (const pk of [accountKey(accountId).pk, auditKey(accountId, '').pk]) found.push(...(await query(pk)))
  return found.filter(({ type }) => type !== 'counts')
}

test('an account that was lost completely is restored exactly from its file', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const ann = await member(scene.accountId, { name: 'Ann', roleIds: ['reader'] })
  const { email } = await invited(scene)
  const { domain } = await proved(scene)
  const list = async () => (await get(`${scene.path}/users`, scene.admin)).body
  const before = await list()
  await eventually(async () =>
    expect((await get(`${scene.path}/audit-events`, scene.admin)).body.items.length).toBeGreaterThan(3),
  )
  const file = fileWith('')
  // What the stream's reader keeps of the last changes may still come.
  const items = await eventually(async () => {
    const { out } = await usher(['accounts', 'export', scene.accountId, '--file', file, '--json'])
    const found = await itemsOf(scene.accountId)
    expect(JSON.parse(out)).toEqual({ items: found.length })
    return found
  })

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
  // People who were removed are reinstated by hand, so that seats and administrators are counted.
  const annsPath = `${scene.path}/users/${userIdOf(scene.accountId, ann)}`
  expect((await get(annsPath, scene.admin)).body.status).toBe('suspended')
  expect((await patch(annsPath, { status: 'active' }, scene.admin)).status).toBe(200)
  expect(await list()).toEqual(before)
  expect(before.items.map((user: { email: string }) => user.email)).toEqual(
    expect.arrayContaining([ann, email, scene.admin]),
  )
  const loaded = await item(userKey(scene.accountId, userIdOf(scene.accountId, ann)))
  expect(loaded).toMatchObject({ roleIds: ['reader'] })
  expect((await get(`${scene.path}/domains`, scene.admin)).body.items).toMatchObject([
    { domain, state: 'unproved' },
  ])
  expect(await verify(scene, domain)).toMatchObject({ status: 200, body: { state: 'proved' } })

  await set(userKey(scene.accountId, userIdOf(scene.accountId, ann)), 'name', 'Ann Lee')
  expect((await load()).out).toBe(`0 items are put, ${items.length} were there and stay as they are.\n`)
  expect((await load('--overwrite')).out).toMatch(new RegExp(`^${items.length} items are put, 0`))
  expect(await list()).toEqual(before)
})

test('a wrong file, a missing table and a missing account each give one clear line', async () => {
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

test('after the signing key is rotated, what the previous key signed stays valid', async () => {
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
  await untilSignedAlike()
  // A warm function that has just read the secret reads it again 30 s later at the latest. The tests that follow redeem.
  const after = await invited(scene)
  await eventually(async () => expect((await redeem(after.token)).status).toBe(200), 2_000)
})
