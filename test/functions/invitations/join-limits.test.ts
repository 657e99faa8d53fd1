import { expect, test } from 'vitest'
import { joinRequestKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, postFrom, preview, race, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  changesOf,
  item,
  linkToken,
  mails,
  set,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

const ask = (from: string, body: object, headers = {}) => postFrom(from, '/invitations/redeem', body, headers)

test('a stranger who floods an invite link blocks it only for themselves', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const asked = { token, email: somebody('flood') }
  const statuses: number[] = []
  // An overloaded machine answers some with 503, which may have been counted.
  while (!statuses.includes(429) && statuses.length < 400) {
    const batch = await Promise.all(Array.from({ length: 20 }, () => ask('127.0.7.1', asked)))
    statuses.push(...batch.map(({ status }) => status))
  }
  expect(statuses).toContain(429)
  expect(statuses.filter((status) => status === 202).length).toBeLessThanOrEqual(200)
  // What callers claim about their own address is ignored.
  const disguises = {
    'x-usher-viewer': '203.0.113.7',
    'x-forwarded-for': '203.0.113.7',
    'cloudfront-viewer-address': '203.0.113.7:443',
    'x-usher-edge': 'guessed',
  }
  for (const [name, value] of Object.entries(disguises))
    expect((await ask('127.0.7.1', asked, { [name]: value })).status, name).toBe(429)
  const email = somebody('guest')
  expect((await ask('127.0.7.2', { token, email })).status).toBe(202)
  expect((await redeem(await tokenInMail(email), { name: 'Gus Guest' })).status).toBe(200)
}, 180_000)

test('an address gets one email in ten minutes per caller, another from another caller, and five in all', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const email = somebody('eager')
  const key = joinRequestKey(scene.accountId, userIdOf(scene.accountId, email))
  const sent = async () =>
    eventually(async () => expect(await item(key)).toMatchObject({ mail: { state: 'sent' } }))
  for (let caller = 1; caller <= 8; caller++) {
    for (const _ of [1, 2])
      expect((await ask(`127.0.8.${caller}`, { token, email })).status, `caller ${caller}`).toBe(202)
    await sent()
  }
  const received = await mails(email, 5)
  expect(received).toHaveLength(5)
  // Any of them works.
  const [first, last] = [await tokenInMail(email, 1), await tokenInMail(email, 5)]
  expect(first).toBe(last)
  expect((await redeem(first, { name: 'Ea Ger' })).status).toBe(200)
}, 180_000)

test('the first to ask names nobody: the person who confirms the address gives their name', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const email = somebody('victim.lee')
  const path = `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  await ask('127.0.9.1', { token, email, name: 'Rude Name', phone: '+4915100000000' })
  const confirmation = await tokenInMail(email)
  expect((await preview(confirmation)).body).toMatchObject({ kind: 'personal', asksName: true })
  expect((await redeem(confirmation, { name: 'Vic Tim', phone: '+4915112345678' })).status).toBe(200)
  expect((await get(path, scene.admin)).body).toMatchObject({ name: 'Vic Tim', phone: '+4915112345678' })
  // Once they've joined, the email changes nothing.
  expect((await redeem(confirmation, { name: 'Other' })).status).toBe(200)
  expect((await get(path, scene.admin)).body).toMatchObject({ name: 'Vic Tim' })
  expect((await preview(confirmation)).body.asksName).toBeUndefined()
})

test('people who confirm without a name are named after their address', async () => {
  const scene = await account()
  const email = `ann.lee.${Date.now()}@example.com`
  await redeem(await linkToken(scene), { email, name: 'Rude Name' })
  expect((await redeem(await tokenInMail(email))).status).toBe(200)
  const { name } = (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body
  expect(name).toMatch(/^ann lee/i)
})

test('20 confirm at once, each with another name: one user, one of the names, one change', async () => {
  const scene = await account()
  const email = somebody('twenty')
  await redeem(await linkToken(scene), { email })
  const confirmation = await tokenInMail(email)
  let count = 0
  const replies = await race(
    () => redeem('nonsense'),
    () => redeem(confirmation, { name: `Name ${++count}` }),
  )
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
  const key = userKey(scene.accountId, userIdOf(scene.accountId, email))
  expect((await item(key))?.name).toMatch(/^Name \d+$/)
  expect((await changesOf(key)).map(({ eventName }) => eventName)).toEqual(['INSERT'])
})

test("a request at a replaced link doesn't block one at the new link", async () => {
  const scene = await account()
  const email = somebody()
  await ask('127.0.10.1', { token: await linkToken(scene), email })
  const older = await tokenInMail(email)
  await set({ pk: `ACCOUNT#${scene.accountId}`, sk: 'LINK' }, 'type', 'link')
  await set({ pk: `ACCOUNT#${scene.accountId}`, sk: 'LINK' }, 'version', 2)
  expect((await ask('127.0.10.2', { token: await linkToken(scene), email })).status).toBe(202)
  const newer = await tokenInMail(email, 2)
  expect(await redeem(older)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
  expect((await redeem(newer)).status).toBe(200)
})
