import { expect, test } from 'vitest'
import { accountKey, linkKey, roleKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { call, get, patch, post, preview, put, race, redeem, remove } from '../../support/api.ts'
import {
  account,
  item,
  member,
  role,
  type Scene,
  set,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const links = ({ path }: Scene) => `${path}/invite-links`
const make = (scene: Scene, body: object = {}, as = scene.admin) =>
  post(links(scene), { name: 'Contractors', ...body }, as)
const made = async (scene: Scene, body: object = {}, as = scene.admin) => {
  const reply = await make(scene, body, as)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return { ...reply.body, token: tokenOf(reply.body.url) }
}
const join = (token: string, as = somebody()) => post('/me/redeem', { token }, as)
const rolesOf = async (scene: Scene, email: string) =>
  (await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)).body.roleIds
const usesOf = async (scene: Scene, linkId: string): Promise<number> =>
  (await get(links(scene), scene.admin)).body.items.find((one: { linkId: string }) => one.linkId === linkId)
    ?.uses

/** Somebody who may invite, and give these permissions. */
const host = async (scene: Scene, permissions: readonly string[] = []) => {
  await role(scene.accountId, 'host', ['users:invite', 'users:read', 'roles:read', ...permissions])
  return member(scene.accountId, { roleIds: ['host'] })
}

test('a link with its own roles gives those, and says who created it and how many joined', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const link = await made(scene, { roleIds: ['reader'] })
  expect(link).toMatchObject({
    linkId: expect.stringMatching(/^lnk_/),
    name: 'Contractors',
    roleIds: ['reader'],
    enabled: true,
    uses: 0,
    createdBy: userIdOf(scene.accountId, scene.admin),
  })
  expect((await preview(link.token)).body).toMatchObject({ kind: 'link', roleNames: ['reader'] })
  const [signedIn, byMail] = [somebody(), somebody()]
  expect(await join(link.token, signedIn)).toMatchObject({ status: 200 })
  expect(await redeem(link.token, { email: byMail })).toMatchObject({ status: 202 })
  expect(await redeem(await tokenInMail(byMail), { name: 'Grace' })).toMatchObject({ status: 200 })
  expect(await rolesOf(scene, signedIn)).toEqual(['reader'])
  expect(await rolesOf(scene, byMail)).toEqual(['reader'])
  expect(await usesOf(scene, link.linkId)).toBe(2)
  const events = async () =>
    (await get(`${scene.path}/audit-events`, scene.admin)).body.items
      .filter(({ subject }: { subject: { id: string } }) => subject.id === link.linkId)
      .map(({ action }: { action: string }) => action)
  await expect.poll(events).toEqual(['invite_link.created'])
})

test('a link without its own roles gives what is default when somebody joins', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const { token } = await made(scene)
  await put(`${scene.path}/default-roles`, { roleIds: ['reader'] }, scene.admin)
  const email = somebody()
  await join(token, email)
  expect(await rolesOf(scene, email)).toEqual(['reader'])
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  expect(await join(token)).toMatchObject({ status: 409, body: { code: 'no_default_roles' } })
})

test("the list starts with the account's first link, followed by the others by name", async () => {
  const scene = await account()
  const first = (await get(`${scene.path}/invite-link`, scene.admin)).body.url
  await made(scene, { name: 'Zebras' })
  await made(scene, { name: 'Ants' })
  const { items } = (await get(links(scene), scene.admin)).body
  expect(items.map(({ linkId, name }: Record<string, string>) => name ?? linkId)).toEqual([
    'first',
    'Ants',
    'Zebras',
  ])
  expect(items[0].url).toBe(first)
})

test("the first link has the same options here, keeps its roles, and can't be deleted", async () => {
  const scene = await account()
  const path = `${links(scene)}/first`
  expect(await patch(path, { enabled: false }, scene.admin)).toMatchObject({ body: { enabled: false } })
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.enabled).toBe(false)
  const { url } = (await get(`${scene.path}/invite-link`, scene.admin)).body
  const rotated = await post(`${path}/rotate`, undefined, scene.admin)
  expect(rotated.body.url).not.toBe(url)
  const refused = { status: 409, body: { code: 'first_link' } }
  expect(await patch(path, { roleIds: ['member'] }, scene.admin)).toMatchObject(refused)
  expect(await patch(path, { name: 'Ours' }, scene.admin)).toMatchObject(refused)
  expect(await remove(path, scene.admin)).toMatchObject(refused)
})

test("fields that aren't named stay the same, null removes an option, and rotating invalidates every earlier copy", async () => {
  const scene = await account()
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { linkId, token } = await made(scene, {
    roleIds: ['member'],
    expiresAt,
    maxUses: 5,
    allowedDomains: ['EXAMPLE.com'],
  })
  const path = `${links(scene)}/${linkId}`
  expect((await patch(path, { name: 'Guests' }, scene.admin)).body).toMatchObject({
    name: 'Guests',
    roleIds: ['member'],
    expiresAt,
    maxUses: 5,
    allowedDomains: ['example.com'],
  })
  await join(token)
  const { body } = await patch(
    path,
    { roleIds: null, expiresAt: null, maxUses: null, allowedDomains: null },
    scene.admin,
  )
  expect(body).toMatchObject({ name: 'Guests', enabled: true, uses: 1 })
  for (const name of ['roleIds', 'expiresAt', 'maxUses', 'allowedDomains']) expect(body[name]).toBe(undefined)
  const rotated = await post(`${path}/rotate`, undefined, scene.admin)
  expect(rotated).toMatchObject({ status: 200, body: { uses: 0 } })
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'link_replaced' } })
  expect(await join(tokenOf(rotated.body.url))).toMatchObject({ status: 200 })
})

test('a disabled, expired, used up or deleted link lets nobody in, not even through an earlier email', async () => {
  const scene = await account()
  const { linkId, token } = await made(scene)
  const email = somebody()
  await redeem(token, { email })
  const asked = await tokenInMail(email)
  const key = linkKey(scene.accountId, linkId)
  const path = `${links(scene)}/${linkId}`
  const all = async (code: string) => {
    for (const reply of [await preview(token), await join(token), await redeem(asked)])
      expect(reply).toMatchObject({ status: 410, body: { code } })
  }
  await patch(path, { enabled: false }, scene.admin)
  await all('link_disabled')
  await patch(path, { enabled: true }, scene.admin)
  await set(key, 'expiresAt', new Date(0).toISOString())
  await all('link_expired')
  await patch(path, { expiresAt: null, maxUses: 1 }, scene.admin)
  expect(await join(token)).toMatchObject({ status: 200 })
  await all('link_used_up')
  expect(await remove(path, scene.admin)).toMatchObject({ status: 204 })
  await all('link_deleted')
  expect(await remove(path, scene.admin)).toMatchObject({ status: 404, body: { code: 'link_not_found' } })
  expect(await item(key)).toBe(undefined)
  const events = async () =>
    (await get(`${scene.path}/audit-events`, scene.admin)).body.items
      .filter(({ subject }: { subject: { id: string } }) => subject.id === linkId)
      .map(({ action }: { action: string }) => action)
  await expect.poll(async () => (await events())[0]).toBe('invite_link.deleted')
})

test('nobody creates a link that grants what they lack, or that creates administrators', async () => {
  const scene = await account()
  const inviter = await host(scene)
  await role(scene.accountId, 'payroll', ['payroll:read'])
  await role(scene.accountId, 'manager', ['users:write'])
  expect(await make(scene, { roleIds: ['payroll'] }, inviter)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
  for (const roleId of ['admin', 'manager'])
    expect(await make(scene, { roleIds: [roleId] })).toMatchObject({
      status: 422,
      body: { code: 'role_not_for_default' },
    })
  expect(await make(scene, { roleIds: ['nothing-like-it'] })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request' },
  })
})

test("people who couldn't grant a link's roles see it without its URL, and can't change it", async () => {
  const scene = await account()
  const inviter = await host(scene)
  await role(scene.accountId, 'payroll', ['payroll:read'])
  const { linkId } = await made(scene, { roleIds: ['payroll'] })
  const { items } = (await get(links(scene), inviter)).body
  expect(items.find((one: { linkId: string }) => one.linkId === linkId).url).toBe(undefined)
  const path = `${links(scene)}/${linkId}`
  for (const reply of [
    await patch(path, { enabled: false }, inviter),
    await patch(path, { roleIds: ['member'] }, inviter),
    await post(`${path}/rotate`, undefined, inviter),
    await remove(path, inviter),
  ])
    expect(reply).toMatchObject({ status: 403, body: { code: 'role_not_yours_to_give' } })
})

test.each([
  [
    'is removed',
    ({ accountId }: Scene, userId: string) => set(userKey(accountId, userId), 'status', 'removed'),
  ],
  [
    'is suspended',
    ({ accountId }: Scene, userId: string) => set(userKey(accountId, userId), 'status', 'suspended'),
  ],
  [
    'may no longer invite',
    ({ accountId }: Scene) => set(roleKey(accountId, 'host'), 'permissions', ['pages:read', 'users:read']),
  ],
  [
    'lost a permission that the link gives',
    ({ accountId }: Scene) => set(roleKey(accountId, 'host'), 'permissions', ['users:invite', 'users:read']),
  ],
  [
    'came anew after they were removed',
    ({ accountId }: Scene, userId: string) =>
      set(userKey(accountId, userId), 'invitedAt', new Date(Date.now() + 1_000).toISOString()),
  ],
] as const)('a link ends when its creator %s, until somebody who may vouches for it', async (_, lose) => {
  const scene = await account()
  const inviter = await host(scene, ['pages:read'])
  await role(scene.accountId, 'pages', ['pages:read'])
  const { linkId, token } = await made(scene, { roleIds: ['pages'] }, inviter)
  expect(await join(token)).toMatchObject({ status: 200 })
  const email = somebody()
  await redeem(token, { email })
  const asked = await tokenInMail(email)
  await lose(scene, userIdOf(scene.accountId, inviter))
  for (const reply of [await preview(token), await join(token), await redeem(asked)])
    expect(reply).toMatchObject({ status: 410, body: { code: 'link_void' } })
  await patch(`${links(scene)}/${linkId}`, { name: 'Taken over' }, scene.admin)
  expect(await join(token)).toMatchObject({ status: 200 })
})

test("people who join through a guest's link have access no longer than the guest", async () => {
  const scene = await account()
  const accessUntil = '2099-01-01T00:00:00.000Z'
  await role(scene.accountId, 'host', ['users:invite', 'users:read', 'roles:read'])
  const guest = await member(scene.accountId, { roleIds: ['host'], accessUntil })
  const { linkId } = await made(scene, { roleIds: ['member'] }, guest)
  const { items } = (await get(links(scene), scene.admin)).body
  const url = items.find((one: { linkId: string }) => one.linkId === linkId).url
  const email = somebody()
  await join(tokenOf(url), email)
  const { body } = await get(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)
  expect(body.accessUntil).toBe(accessUntil)
})

test('a link whose roles are deleted, or have come to manage users, grants nothing', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const { token } = await made(scene, { roleIds: ['reader'] })
  await set(roleKey(scene.accountId, 'reader'), 'permissions', ['users:write'])
  expect(await join(token)).toMatchObject({ status: 410, body: { code: 'link_void' } })
})

test('a link with a maximum never exceeds it, and counts everyone once, even if 30 join at once', async () => {
  const scene = await account()
  const { linkId, token } = await made(scene, { maxUses: 10 })
  const people = Array.from({ length: 30 }, () => somebody())
  await Promise.all(people.map((email) => get('/me', email)))
  const replies = await Promise.all(people.map((email) => join(token, email)))
  for (const { status } of replies) expect([200, 410, 503]).toContain(status)
  for (const email of people) await join(token, email)
  expect(await usesOf(scene, linkId)).toBe(10)
  expect((await get(`${scene.path}/users?limit=100`, scene.admin)).body.items).toHaveLength(11)
}, 120_000)

test('an account has at most 20 other links, even if 30 are created at once', async () => {
  const scene = await account()
  await make(scene)
  const replies = await Promise.all(Array.from({ length: 30 }, () => make(scene)))
  for (const { status } of replies) expect([201, 409, 503]).toContain(status)
  while ((await make(scene)).status === 201);
  expect((await get(links(scene), scene.admin)).body.items).toHaveLength(21)
  expect(await make(scene)).toMatchObject({ status: 409, body: { code: 'too_many_links' } })
  const { linkId } = (await get(links(scene), scene.admin)).body.items[1]
  await remove(`${links(scene)}/${linkId}`, scene.admin)
  expect(await make(scene)).toMatchObject({ status: 201 })
}, 120_000)

test('the same key creates one link, even if it comes 20 times at once', async () => {
  const scene = await account()
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const body = { name: 'Once' }
  const replies = await race(
    () => get(links(scene), scene.admin),
    () => call('POST', links(scene), { as: scene.admin, body, headers }),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(replies.map(({ body: { linkId } }) => linkId)).size).toBe(1)
  expect((await item(accountKey(scene.accountId)))?.links).toEqual(new Set([replies[0]?.body.linkId]))
})

test('if 20 change and delete a link at once, nothing is left of it', async () => {
  const scene = await account()
  const { linkId, token } = await made(scene)
  const path = `${links(scene)}/${linkId}`
  const replies = await race(
    () => get(links(scene), scene.admin),
    () => Promise.all([patch(path, { name: 'Other' }, scene.admin), remove(path, scene.admin), join(token)]),
  )
  for (const { status } of replies.flat()) expect([200, 204, 404, 410, 503]).toContain(status)
  await remove(path, scene.admin)
  expect(await item(linkKey(scene.accountId, linkId))).toBe(undefined)
  expect((await item(accountKey(scene.accountId)))?.links).toBe(undefined)
  expect(await join(token)).toMatchObject({ status: 410, body: { code: 'link_deleted' } })
})
