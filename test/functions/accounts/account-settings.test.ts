import { expect, test, vi } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, preview, race, redeem, remove } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  item,
  linkToken,
  member,
  type Scene,
  set,
  somebody,
} from '../../support/scene.ts'

const change = ({ path, admin }: Scene, body: object, as = admin) => patch(path, body, as)

test('an administrator names the account, and says how long its invitations are good', async () => {
  const scene = await account()
  const changed = await change(scene, { name: ' Acme Inc. ', invitationDays: 30 })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Acme Inc.', invitationDays: 30 } })
  expect((await get(scene.path, scene.admin)).body).toEqual(changed.body)
  const { body: user } = await invite(scene)
  expect(Date.parse(user.expiresAt) - Date.parse(user.invitedAt)).toBe(30 * 86_400_000)
  await set(userKey(scene.accountId, user.userId), 'expiresAt', new Date(0).toISOString())
  const { body: again } = await post(`${scene.path}/users/${user.userId}/resend`, {}, scene.admin)
  expect(Date.parse(again.expiresAt) - Date.parse(again.invitedAt)).toBe(30 * 86_400_000)
})

test('only addresses of the account’s domains are invited, or join by its link', async () => {
  const scene = await account()
  const { token: before } = await invited(scene)
  const token = await linkToken(scene)
  expect(await change(scene, { allowedDomains: ['Acme.test', 'bücher.example'] })).toMatchObject({
    status: 200,
    body: { allowedDomains: ['acme.test', 'xn--bcher-kva.example'] },
  })
  const refused = { status: 403, body: { code: 'address_not_allowed' } }
  expect(await invite(scene)).toMatchObject(refused)
  expect(await redeem(before)).toMatchObject(refused)
  expect(await redeem(token, { email: somebody(), name: 'A B' })).toMatchObject(refused)
  expect(await post('/me/redeem', { token }, somebody())).toMatchObject(refused)
  expect((await invite(scene, { email: `ann-${Date.now()}@Bücher.example` })).status).toBe(201)
  const { body } = await post(
    `${scene.path}/users/bulk`,
    { users: [{ email: somebody(), name: 'A', roleIds: ['member'] }] },
    scene.admin,
  )
  expect(body.results[0]).toMatchObject({ outcome: 'refused', code: 'address_not_allowed' })
  expect((await change(scene, { allowedDomains: null })).body).not.toHaveProperty('allowedDomains')
  expect((await redeem(before)).status).toBe(200)
})

test('the limit of the seats is the operator’s to say', async () => {
  const scene = await account()
  expect(await change(scene, { seatLimit: 5 })).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
  expect((await change(scene, { seatLimit: null })).status).toBe(403)
})

/** An account with a limit, whose administrator has one of the seats. */
const limited = async (seatLimit: number): Promise<Scene> => {
  const scene = await account()
  await set(accountKey(scene.accountId), 'seatLimit', seatLimit)
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  return scene
}
const seatsTaken = async ({ accountId }: Scene) => (await item(accountKey(accountId)))?.seatsTaken
const full = { status: 409, body: { code: 'account_full' } }

test('a name and a limit that an operator sets in one request are both theirs in the trail', async () => {
  const scene = await limited(5)
  expect((await change(scene, { name: 'Globex', seatLimit: 6 }, operator)).status).toBe(200)
  await vi.waitFor(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const told = items.filter(({ after }: { after: object }) => 'name' in after || 'seatLimit' in after)
    const byOperator = told.filter(({ actor }: { actor: string }) => actor === 'operator')
    expect(byOperator.map(({ after }: { after: object }) => after)).toEqual([
      { seatLimit: 6 },
      { name: 'Globex' },
    ])
  })
})

test('a full account takes nobody, by mail or by link, until somebody leaves', async () => {
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

test('of 50 who join at once as many come in as there are seats', async () => {
  const scene = await limited(4)
  const link = await linkToken(scene)
  const tokens = await Promise.all(Array.from({ length: 25 }, async () => (await invited(scene)).token))
  const replies = await Promise.all([
    ...tokens.map((token) => redeem(token)),
    ...Array.from({ length: 25 }, () => post('/me/redeem', { token: link }, somebody())),
  ])
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(3)
  for (const status of statuses) expect([200, 409]).toContain(status)
  const { body } = await get(`${scene.path}/users?status=active`, scene.admin)
  expect(body.items).toHaveLength(4)
  expect(await seatsTaken(scene)).toBe(4)
})

test.concurrent('20 who let the same two in and out at once leave the seats counted right', async () => {
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
  const { body } = await get(`${scene.path}/users?status=active`, scene.admin)
  expect(await seatsTaken(scene)).toBe(body.items.length)
})

test.concurrent('a first limit counts who is in, though people join and leave while it is set', async () => {
  const scene = await account()
  const joining = await Promise.all(Array.from({ length: 30 }, () => invited(scene)))
  const leaving = await Promise.all(Array.from({ length: 10 }, () => member(scene.accountId)))
  const replies = Promise.all([
    ...joining.map(({ token }) => redeem(token)),
    ...leaving.map((email) => remove(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)),
  ])
  const set = change(scene, { seatLimit: 1_000 }, operator)
  for (const { status } of await replies) expect([200, 204, 503]).toContain(status)
  const { body: account_ } = await set
  const { body } = await get(`${scene.path}/users?status=active&limit=100`, scene.admin)
  expect(account_).toMatchObject({ seatLimit: 1_000, seatsTaken: body.items.length })

  const [another] = await Promise.all(joining.map(({ token }) => redeem(token)))
  expect(another?.status).toBe(200)
  const { body: now } = await get(`${scene.path}/users?status=active&limit=100`, scene.admin)
  expect(await seatsTaken(scene)).toBe(now.items.length)
  expect((await change(scene, { seatLimit: 1 }, operator)).body).toMatchObject({ seatLimit: 1 })
  expect((await change(scene, { seatLimit: null }, operator)).body).not.toHaveProperty('seatLimit')
  expect((await invite(scene)).status).toBe(201)
})

test('while the seats are being counted nobody joins or leaves', async () => {
  const scene = await limited(10)
  const { token, userId } = await invited(scene)
  const email = await member(scene.accountId)
  await set(accountKey(scene.accountId), 'seatsCountedBy', 'somebody')
  const busy = { status: 503, body: { code: 'seats_counting' } }
  expect(await redeem(token)).toMatchObject(busy)
  const path = `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  expect(await patch(path, { status: 'suspended' }, scene.admin)).toMatchObject(busy)
  expect((await patch(path, { name: 'New Name' }, scene.admin)).status).toBe(200)
  expect((await remove(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(204)
})
