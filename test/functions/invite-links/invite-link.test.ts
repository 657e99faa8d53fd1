import { expect, test } from 'vitest'
import { accountKey, linkKey } from '../../../functions/table/keys.ts'
import { get, post, preview, put, redeem } from '../../support/api.ts'
import {
  account,
  item,
  linkToken,
  member,
  role,
  type Scene,
  set,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const setLink = ({ path, admin }: Scene, body: object, as = admin) => put(`${path}/invite-link`, body, as)
const join = (token: string, as = somebody()) => post('/me/redeem', { token }, as)
const later = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString()
const members = async ({ path, admin }: Scene): Promise<number> =>
  (await get(`${path}/users?limit=100`, admin)).body.items.length - 1

test('a link without any settings needs no item', async () => {
  const scene = await account()
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body).toEqual({
    url: expect.stringContaining('/join#'),
    defaultRoleIds: ['member'],
    enabled: true,
  })
  expect(await item({ pk: `ACCOUNT#${scene.accountId}`, sk: 'LINK' })).toBeUndefined()
})

test("fields that aren't named stay the same, and null removes an option", async () => {
  const scene = await account()
  const expiresAt = later(3_600_000)
  await setLink(scene, { expiresAt, maxUses: 5, allowedDomains: [' @EXAMPLE.com', 'bücher.example'] })
  expect((await setLink(scene, { enabled: false })).body).toMatchObject({
    enabled: false,
    expiresAt,
    maxUses: 5,
    uses: 0,
    allowedDomains: ['example.com', 'xn--bcher-kva.example'],
  })
  const { body } = await setLink(scene, {
    enabled: true,
    expiresAt: null,
    maxUses: null,
    allowedDomains: null,
  })
  expect(body).toEqual({ url: expect.any(String), defaultRoleIds: ['member'], enabled: true })
})

test('rotating a link invalidates all earlier ones, and restarts the count', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await setLink(scene, { maxUses: 2 })
  expect((await join(token)).status).toBe(200)
  const { body } = await setLink(scene, { rotate: true })
  expect(body).toMatchObject({ maxUses: 2, uses: 0 })
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'link_replaced' } })
  expect((await join(tokenOf(body.url))).status).toBe(200)
})

test('a disabled or expired link lets nobody in, by email or by sign-in', async () => {
  const scene = await account()
  await setLink(scene, { enabled: true })
  const token = await linkToken(scene)
  const email = somebody()
  await redeem(token, { email, name: 'Asked Before' })
  const asked = await tokenInMail(email)
  for (const [options, code] of [
    [{ enabled: false }, 'link_disabled'],
    [{ enabled: true, expiresAt: later(-1_000) }, 'link_expired'],
  ] as const) {
    for (const [name, value] of Object.entries(options)) await set(linkKey(scene.accountId), name, value)
    for (const reply of [
      await preview(token),
      await join(token),
      await redeem(token, { email: somebody(), name: 'A B' }),
      await redeem(asked),
    ])
      expect(reply).toMatchObject({ status: 410, body: { code } })
  }
  expect(await setLink(scene, { expiresAt: later(-1_000) })).toMatchObject({ status: 422 })
  const { expiresAt } = (await get(`${scene.path}/invite-link`, scene.admin)).body
  expect(await setLink(scene, { expiresAt, maxUses: 50 })).toMatchObject({ status: 200 })
  await setLink(scene, { expiresAt: null })
  expect((await redeem(asked)).status).toBe(200)
})

test('a link restricted to domains accepts only their addresses', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await setLink(scene, { allowedDomains: ['acme.test'] })
  for (const email of ['a@example.com', 'a@evil-acme.test', 'a@sub.acme.test', 'acme.test@example.com']) {
    const refused = { status: 403, body: { code: 'address_not_allowed' } }
    expect(await join(token, email)).toMatchObject(refused)
    expect(await redeem(token, { email, name: 'A B' })).toMatchObject(refused)
  }
  expect((await join(token, `${somebody('a').split('@')[0]}@ACME.test`)).status).toBe(200)
})

test('uses count the people who joined, not those who asked', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await setLink(scene, { maxUses: 1 })
  const [first, second] = [somebody(), somebody()]
  for (const email of [first, second]) expect((await redeem(token, { email, name: 'A B' })).status).toBe(202)
  const tokens = [await tokenInMail(first), await tokenInMail(second)]
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.uses).toBe(0)
  expect((await redeem(tokens[1] ?? '')).status).toBe(200)
  expect((await redeem(tokens[1] ?? '')).status).toBe(200)
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.uses).toBe(1)
  expect(await redeem(tokens[0] ?? '')).toMatchObject({ status: 410, body: { code: 'link_used_up' } })
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'link_used_up' } })
})

test('an invite link never exceeds its maximum, even if 50 join at once', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await setLink(scene, { maxUses: 10 })
  const people = Array.from({ length: 50 }, () => somebody())
  const replies = await Promise.all(people.map((email) => join(token, email)))
  for (const { status } of replies) expect([200, 410, 503]).toContain(status)
  const joined = replies.filter(({ status }) => status === 200).length
  expect(await members(scene)).toBe(joined)
  expect(joined).toBeLessThanOrEqual(10)
  // Those who were told to retry do so: the last uses are given out, and not one more.
  for (const email of people) await join(token, email)
  expect(await members(scene)).toBe(10)
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.uses).toBe(10)
}, 120_000)

test('one person who joins 50 times at once is one use', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await setLink(scene, { maxUses: 3 })
  const email = somebody()
  const replies = await Promise.all(Array.from({ length: 50 }, () => join(token, email)))
  for (const { status } of replies) expect([200, 503]).toContain(status)
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.uses).toBe(1)
}, 120_000)

test("nobody can share, or reopen, a link that grants what they couldn't grant", async () => {
  const scene = await account()
  await role(scene.accountId, 'payroll', ['payroll:read'])
  await role(scene.accountId, 'inviter', ['users:read', 'users:invite'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  const link = `${scene.path}/invite-link`
  await set(accountKey(scene.accountId), 'defaultRoleIds', ['payroll'])
  expect((await put(link, { enabled: false }, scene.admin)).status).toBe(200)
  for (const reply of [await get(link, inviter), await put(link, { enabled: true }, inviter)])
    expect(reply).toMatchObject({ status: 403, body: { code: 'role_not_yours_to_give' } })
  expect((await get(link, scene.admin)).body).toMatchObject({ enabled: false })
})

test("people who may not invite can't change the link", async () => {
  const scene = await account()
  expect(await setLink(scene, { enabled: false }, await member(scene.accountId))).toMatchObject({
    status: 403,
  })
})
