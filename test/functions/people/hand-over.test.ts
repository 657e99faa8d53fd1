import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, race, remove } from '../../support/api.ts'
import { account, invited, item, member, role, type Scene, set, somebody } from '../../support/scene.ts'

const handOver = ({ path }: Scene, userId: string, as: string) => post(`/me${path}/hand-over`, { userId }, as)
const administrators = async ({ accountId }: Scene): Promise<string[]> =>
  [...z.set(z.string()).parse((await item(accountKey(accountId)))?.admins)].toSorted()

/** Administrators in addition to the first one, as counted by the account. */
const moreAdministrators = async (scene: Scene, count: number): Promise<string[]> => {
  const others = await Promise.all(
    Array.from({ length: count }, () => member(scene.accountId, { roleIds: ['admin'] })),
  )
  const ids = [scene.admin, ...others].map((email) => userIdOf(scene.accountId, email))
  await set(accountKey(scene.accountId), 'admins', new Set(ids))
  return others
}

test('the last administrator hands over the account: somebody else administers it, and they are out', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const successor = await member(scene.accountId, { roleIds: ['reader'] })
  const [userId, mine] = [successor, scene.admin].map((email) => userIdOf(scene.accountId, email))
  await patch(scene.path, { invitationDays: 5 }, scene.admin)
  const taken = (await get(scene.path, scene.admin)).body.seatsTaken
  expect(await handOver(scene, userId ?? '', scene.admin)).toMatchObject({ status: 204 })
  expect((await get(`/me${scene.path}`, successor)).body.roleIds).toEqual(['admin', 'reader'])
  expect(await administrators(scene)).toEqual([userId])
  expect((await get('/me', scene.admin)).body.accounts).toEqual([])
  expect((await get(scene.path, successor)).body.seatsTaken).toBe(taken)
  const trail = async (of = '') =>
    (await get(`${scene.path}/audit-events?userId=${of}`, successor)).body.items[0]
  await expect
    .poll(() => trail(userId))
    .toMatchObject({
      action: 'user.changed',
      actor: mine,
      after: { roleIds: ['admin', 'reader'] },
    })
  await expect.poll(() => trail(mine)).toMatchObject({ action: 'user.removed', actor: mine })
})

test('an administrator hands over to another administrator, who stays unchanged', async () => {
  const scene = await account()
  const [other = ''] = await moreAdministrators(scene, 1)
  const userId = userIdOf(scene.accountId, other)
  const before = await item(userKey(scene.accountId, userId))
  expect(await handOver(scene, userId, scene.admin)).toMatchObject({ status: 204 })
  expect(await item(userKey(scene.accountId, userId))).toEqual(before)
  expect(await administrators(scene)).toEqual([userId])
})

test('the seat of the person who leaves becomes free', async () => {
  const scene = await account()
  const successor = await member(scene.accountId)
  const { accountId } = scene
  for (const email of [scene.admin, successor])
    await set(userKey(accountId, userIdOf(accountId, email)), 'seat', true)
  await set(accountKey(accountId), 'seatsTaken', 2)
  await handOver(scene, userIdOf(accountId, successor), scene.admin)
  expect((await get(scene.path, successor)).body.seatsTaken).toBe(1)
})

test('nobody hands over to themselves, to nobody, or to somebody without access', async () => {
  const scene = await account()
  const idOf = (email: string) => userIdOf(scene.accountId, email)
  const suspended = await member(scene.accountId, { status: 'suspended' })
  const ended = await member(scene.accountId, { accessUntil: new Date(0).toISOString() })
  const guest = await member(scene.accountId, { accessUntil: '2099-01-01T00:00:00.000Z' })
  const { userId: pending } = await invited(scene)
  const refusals = [
    [idOf(scene.admin), 422, 'invalid_request'],
    [idOf(somebody()), 404, 'user_not_found'],
    [pending, 409, 'user_not_active'],
    [idOf(suspended), 409, 'user_not_active'],
    [idOf(ended), 409, 'user_not_active'],
    [idOf(guest), 422, 'invalid_request'],
  ] as const
  for (const [userId, status, code] of refusals)
    expect(await handOver(scene, userId, scene.admin)).toMatchObject({ status, body: { code } })
  expect(await administrators(scene)).toEqual([idOf(scene.admin)])
  expect(await get(`/me${scene.path}`, scene.admin)).toMatchObject({ status: 200 })
})

test("only administrators hand over, and an operator isn't a user of the account", async () => {
  const scene = await account()
  await role(scene.accountId, 'manager', ['users:read', 'users:write', 'account:write'])
  const manager = await member(scene.accountId, { roleIds: ['manager'] })
  const userId = userIdOf(scene.accountId, await member(scene.accountId))
  expect(await handOver(scene, userId, manager)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
  expect(await handOver(scene, userId, operator)).toMatchObject({
    status: 404,
    body: { code: 'account_not_found' },
  })
})

test('of two administrators who hand over to one another at once, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const scene = await account()
    const [other = ''] = await moreAdministrators(scene, 1)
    const [mine, theirs] = [scene.admin, other].map((email) => userIdOf(scene.accountId, email))
    await Promise.all([get(`/me${scene.path}`, scene.admin), get(`/me${scene.path}`, other)])
    const replies = await Promise.all([
      handOver(scene, theirs ?? '', scene.admin),
      handOver(scene, mine ?? '', other),
    ])
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(replies.find(({ status }) => status !== 204)?.status).toBe(404)
    const left = replies[0]?.status === 204 ? theirs : mine
    expect(await administrators(scene)).toEqual([left])
  }
})

test('of 20 administrators who hand over in a ring while others leave, at least one stays, and the account knows it', async () => {
  const scene = await account()
  const everybody = [scene.admin, ...(await moreAdministrators(scene, 19))]
  const ids = everybody.map((email) => userIdOf(scene.accountId, email))
  await Promise.all(everybody.map((email) => get(`/me${scene.path}`, email)))
  const replies = await Promise.all(
    everybody.map((email, index) =>
      index % 3 === 2
        ? remove(`/me${scene.path}`, email)
        : handOver(scene, ids[(index + 1) % ids.length] ?? '', email),
    ),
  )
  expect(replies.filter(({ status }) => status === 500)).toEqual([])
  const stayed = await Promise.all(
    ids.map(async (userId) => (await item(userKey(scene.accountId, userId)))?.status === 'active'),
  )
  const expected = ids.filter((_, index) => stayed[index]).toSorted()
  expect(expected.length).toBeGreaterThan(0)
  expect(await administrators(scene)).toEqual(expected)
})

test('20 who hand over with one sign-in at once leave once', async () => {
  const scene = await account()
  const successor = userIdOf(scene.accountId, await member(scene.accountId))
  const replies = await race(
    () => get(`/me${scene.path}`, scene.admin),
    () => handOver(scene, successor, scene.admin),
  )
  const statuses = new Set(replies.map(({ status }) => status))
  expect([...statuses].every((status) => status === 204 || status === 404)).toBe(true)
  expect(statuses.has(204)).toBe(true)
  expect(await administrators(scene)).toEqual([successor])
})
