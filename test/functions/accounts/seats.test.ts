import { expect, test } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, preview, put, race, redeem, remove } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  item,
  linkToken,
  member,
  query,
  type Scene,
  set,
  somebody,
} from '../../support/scene.ts'

const change = ({ path, admin }: Scene, body: object, as = admin) => patch(path, body, as)

/** An account with a limit, whose administrator has one of the seats. */
const limited = async (seatLimit: number, settings: object = {}): Promise<Scene> => {
  const scene = await account()
  expect((await change(scene, { seatLimit, ...settings }, operator)).status).toBe(200)
  return scene
}
const kept = { invitationsTakeSeats: true }
const seatsTaken = async ({ accountId }: Scene) => (await item(accountKey(accountId)))?.seatsTaken
const full = { status: 409, body: { code: 'account_full' } }

/** `seatsTaken` always equals the number of users who hold a seat, and these users should. */
const expectExactSeats = async (scene: Scene): Promise<void> => {
  const items = await query(accountKey(scene.accountId).pk)
  const holders = items.filter(({ seat }) => seat === true)
  expect(await seatsTaken(scene)).toBe(holders.length)
  for (const { status, seat } of items.filter(({ type }) => type === 'user')) {
    if (status === 'active') expect(seat).toBe(true)
    if (status === 'suspended' || status === 'removed') expect(seat ?? false).toBe(false)
  }
}

test('with a limit, an administrator joins, is suspended, reinstated and removed like anyone else', async () => {
  const scene = await limited(3)
  const { token, userId } = await invited(scene, { roleIds: ['admin'] })
  expect(await redeem(token)).toMatchObject({ status: 200 })
  const path = `${scene.path}/users/${userId}`
  for (const status of ['suspended', 'active'])
    expect(await patch(path, { status }, scene.admin)).toMatchObject({ status: 200, body: { status } })
  expect((await patch(path, { roleIds: ['member'] }, scene.admin)).status).toBe(200)
  expect((await patch(path, { roleIds: ['admin'], status: 'suspended' }, scene.admin)).status).toBe(200)
  expect((await patch(path, { roleIds: ['member'], status: 'active' }, scene.admin)).status).toBe(200)
  expect((await patch(path, { roleIds: ['admin'] }, scene.admin)).status).toBe(200)
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatLimit: 3, seatsTaken: 2 })
  expect((await remove(path, scene.admin)).status).toBe(204)
  await expectExactSeats(scene)
})

test('a full account lets nobody in, by email or by link, until somebody leaves', async () => {
  const scene = await limited(2)
  const link = await linkToken(scene)
  const [first, second] = [await invited(scene), await invited(scene)]
  expect((await redeem(first.token)).status).toBe(200)
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatLimit: 2, seatsTaken: 2 })
  expect(await redeem(second.token)).toMatchObject(full)
  expect(await preview(second.token)).toMatchObject(full)
  expect(await preview(link)).toMatchObject(full)
  expect(await redeem(link, { email: somebody(), name: 'A B' })).toMatchObject(full)
  expect(await post('/me/redeem', { token: link }, somebody())).toMatchObject(full)
  expect(await invite(scene)).toMatchObject(full)
  expect((await redeem(first.token)).status).toBe(200)

  const path = `${scene.path}/users/${first.userId}`
  expect((await patch(path, { status: 'suspended' }, scene.admin)).status).toBe(200)
  expect((await redeem(second.token)).status).toBe(200)
  expect(await patch(path, { status: 'active' }, scene.admin)).toMatchObject(full)
  expect((await remove(`${scene.path}/users/${second.userId}`, scene.admin)).status).toBe(204)
  expect((await patch(path, { status: 'active' }, scene.admin)).status).toBe(200)
  expect(await seatsTaken(scene)).toBe(2)
})

test('somebody who was in before seats were counted holds one, even in a full account', async () => {
  const scene = await limited(1)
  const [one, other] = [await member(scene.accountId), await member(scene.accountId)]
  expect(await patch(`/me/accounts/${scene.accountId}`, { name: 'Grace Hopper' }, one)).toMatchObject({
    status: 200,
  })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, other)}`
  expect(await patch(path, { name: 'Ada Lovelace' }, scene.admin)).toMatchObject({ status: 200 })
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatLimit: 1, seatsTaken: 3 })
  await expectExactSeats(scene)
})

test('many invitations in one request take a seat each, until none is free', async () => {
  const scene = await limited(3, kept)
  const users = Array.from({ length: 5 }, () => ({ email: somebody(), name: 'Ann Lee', roleIds: ['member'] }))
  const { body } = await post(`${scene.path}/users/bulk`, { users }, scene.admin)
  expect(body.results.map(({ code }: { code?: string }) => code)).toEqual([
    ...[undefined, undefined],
    ...Array.from({ length: 3 }, () => 'account_full'),
  ])
  await expectExactSeats(scene)
})

test.each([{}, kept])(
  'of 24 who join at once, exactly as many get in as there are seats (%j)',
  async (settings) => {
    const scene = await account()
    const link = await linkToken(scene)
    const tokens = await Promise.all(Array.from({ length: 12 }, async () => (await invited(scene)).token))
    expect((await change(scene, { seatLimit: 4, ...settings }, operator)).status).toBe(200)
    const replies = await Promise.all([
      ...tokens.map((token) => redeem(token)),
      ...Array.from({ length: 12 }, () => post('/me/redeem', { token: link }, somebody())),
    ])
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(3)
    for (const status of statuses) expect([200, 409]).toContain(status)
    const { body } = await get(`${scene.path}/users?status=active`, scene.admin)
    expect(body.items).toHaveLength(4)
    expect(await seatsTaken(scene)).toBe(4)
    await expectExactSeats(scene)
  },
)

test("administrators, a link's last use and the last seat change in one write, and stay exact with 50 at once", async () => {
  const scene = await limited(6)
  expect((await put(`${scene.path}/invite-link`, { maxUses: 3 }, scene.admin)).status).toBe(200)
  const link = await linkToken(scene)
  const tokens = await Promise.all(
    Array.from({ length: 25 }, async () => (await invited(scene, { roleIds: ['admin'] })).token),
  )
  const replies = await Promise.all([
    ...tokens.map((token) => redeem(token)),
    ...Array.from({ length: 25 }, () => post('/me/redeem', { token: link }, somebody())),
  ])
  for (const { status } of replies) expect([200, 409, 410]).toContain(status)
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(5)
  expect(await seatsTaken(scene)).toBe(6)
  const users = (await get(`${scene.path}/users?status=active`, scene.admin)).body.items
  const admins = users.filter(({ roleIds }: { roleIds: string[] }) => roleIds.includes('admin'))
  expect((await item(accountKey(scene.accountId)))?.admins).toEqual(
    new Set(admins.map(({ userId }: { userId: string }) => userId)),
  )
  expect((await get(`${scene.path}/invite-link`, scene.admin)).body.uses).toBe(6 - admins.length)
})

test.concurrent('20 who suspend and reinstate the same two users at once leave the seats counted right', async () => {
  const scene = await limited(10)
  const paths = await Promise.all(
    [0, 1].map(async () => {
      const { token, userId } = await invited(scene)
      await redeem(token)
      return `${scene.path}/users/${userId}`
    }),
  )
  const replies = await race(
    () => patch(`${scene.path}/users/usr_nobody`, {}, scene.admin),
    () =>
      Promise.all(
        paths.map((path, index) =>
          patch(path, { status: Math.random() < 0.5 + index / 10 ? 'active' : 'suspended' }, scene.admin),
        ),
      ),
  )
  for (const { status } of replies.flat()) expect([200, 503]).toContain(status)
  await expectExactSeats(scene)
})

test.concurrent('a first limit counts the current users, even while people join and leave', async () => {
  // Users stored as they were before seats were counted.
  const scene = await account()
  const joining = await Promise.all(Array.from({ length: 30 }, () => invited(scene)))
  const leaving = await Promise.all(Array.from({ length: 150 }, () => member(scene.accountId)))
  const set = change(scene, { seatLimit: 1_000, ...kept }, operator)
  const replies = await Promise.all([
    ...joining.map(({ token }) => redeem(token)),
    ...leaving
      .slice(0, 20)
      .map((email) => remove(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)),
  ])
  for (const { status } of replies) expect([200, 204]).toContain(status)
  expect(await set).toMatchObject({ status: 200, body: { seatLimit: 1_000 } })
  expect(await seatsTaken(scene)).toBe(1 + 30 + 130)
  await expectExactSeats(scene)
  expect((await change(scene, { seatLimit: 1 }, operator)).body).toMatchObject({ seatLimit: 1 })
  expect((await change(scene, { seatLimit: null }, operator)).body).not.toHaveProperty('seatLimit')
  expect((await invite(scene)).status).toBe(201)
})

test('if invitations take seats, the last seat is invited once, and its invitee joins although all seats are taken', async () => {
  const scene = await limited(3, kept)
  const link = await linkToken(scene)
  const [first, second] = [await invited(scene), await invited(scene)]
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatsTaken: 3, ...kept })
  expect(await invite(scene)).toMatchObject(full)
  expect(await post('/me/redeem', { token: link }, somebody())).toMatchObject(full)
  const path = ({ userId }: { userId: string }) => `${scene.path}/users/${userId}`
  expect((await post(`${path(second)}/resend`, {}, scene.admin)).status).toBe(202)
  expect((await preview(first.token)).status).toBe(200)
  expect((await redeem(first.token)).status).toBe(200)
  expect((await patch(path(second), { name: 'Another' }, scene.admin)).status).toBe(200)
  expect((await remove(path(second), scene.admin)).status).toBe(204)
  expect((await invite(scene)).status).toBe(201)
  expect(await seatsTaken(scene)).toBe(3)
  await expectExactSeats(scene)
})

test('somebody with a seat who comes through the invite link takes their own seat', async () => {
  const scene = await limited(2, kept)
  const link = await linkToken(scene)
  const { email } = await invited(scene)
  expect((await post('/me/redeem', { token: link }, email)).status).toBe(200)
  expect(await seatsTaken(scene)).toBe(2)
  await expectExactSeats(scene)
})

test('of 50 invited at once, as many are invited as there are seats', async () => {
  const scene = await limited(8, kept)
  const replies = await Promise.all(Array.from({ length: 50 }, () => invite(scene)))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(7)
  for (const reply of replies.filter(({ status }) => status !== 201)) expect(reply).toMatchObject(full)
  const users = Array.from({ length: 5 }, () => ({ email: somebody(), name: 'A', roleIds: ['member'] }))
  const { body } = await post(`${scene.path}/users/bulk`, { users }, scene.admin)
  for (const result of body.results)
    expect(result).toMatchObject({ outcome: 'refused', code: 'account_full' })
  expect(await seatsTaken(scene)).toBe(8)
  await expectExactSeats(scene)
})

test('turning the setting on gives pending invitations the free seats; turning it off takes them back', async () => {
  const scene = await limited(4)
  const waiting = await Promise.all(Array.from({ length: 5 }, () => invited(scene)))
  expect((await change(scene, kept)).body).toMatchObject({ seatsTaken: 4 })
  const outcomes = await Promise.all(waiting.map(({ token }) => redeem(token)))
  expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(3)
  expect(outcomes.filter(({ status }) => status === 409)).toHaveLength(2)
  await expectExactSeats(scene)
  expect((await change(scene, { seatLimit: 9 }, operator)).status).toBe(200)
  expect((await change(scene, kept)).body).toMatchObject({ seatsTaken: 6 })
  expect((await change(scene, { invitationsTakeSeats: false })).body).toMatchObject({ seatsTaken: 4 })
  await expectExactSeats(scene)
})

test('a limit below the seats already taken lets nobody in until there is room', async () => {
  const scene = await limited(3, kept)
  const { token } = await invited(scene)
  expect((await change(scene, { seatLimit: 1 }, operator)).body).toMatchObject({
    seatLimit: 1,
    seatsTaken: 2,
  })
  expect(await redeem(token)).toMatchObject(full)
  expect((await change(scene, { seatLimit: 2 }, operator)).status).toBe(200)
  expect((await redeem(token)).status).toBe(200)
  expect(await seatsTaken(scene)).toBe(2)
})

test('a new account has its seats counted from the first user on', async () => {
  const body = { name: 'Globex', admin: { email: somebody('hank'), name: 'Hank' } }
  const made = await post('/accounts', body, operator)
  expect(made).toMatchObject({ status: 201, body: { seatsTaken: 0, ...{ invitationsTakeSeats: false } } })
  const { accountId, admin } = made.body
  expect(await item(userKey(accountId, admin.userId))).toMatchObject({ seat: false })
  await set(userKey(accountId, admin.userId), 'expiresAt', new Date(Date.now() + 60_000).toISOString())
  expect(await item(accountKey(accountId))).toMatchObject({ seatsTaken: 0, seatsCounted: true })
})
