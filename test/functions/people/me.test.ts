import { expect, test } from 'vitest'
import { accountKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { call, get, operator, patch, race, remove } from '../../support/api.ts'
import { account, member, role, type Scene, set } from '../../support/scene.ts'

const mine = ({ path }: Scene) => `/me${path}`

test('people see and change their own name and phone, whatever their role', async () => {
  const scene = await account()
  await role(scene.accountId, 'nothing', ['pages:read'])
  const email = await member(scene.accountId, { name: 'Grace', roleIds: ['nothing'] })
  expect(await get(mine(scene), email)).toMatchObject({ status: 200, body: { email, name: 'Grace' } })
  expect(await patch(mine(scene), { name: 'Grace Hopper', phone: '+4915112345678' }, email)).toMatchObject({
    status: 200,
    body: { name: 'Grace Hopper', phone: '+4915112345678' },
  })
  expect((await patch(mine(scene), { phone: null }, email)).body.phone).toBe(undefined)
  expect((await get(mine(scene), email)).body.name).toBe('Grace Hopper')
})

test("people can't change anything else about themselves", async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  for (const body of [{ roleIds: ['admin'] }, { status: 'suspended' }, { accessUntil: null }, { email }])
    expect(await patch(mine(scene), body, email)).toMatchObject({ status: 422 })
})

test('a person who leaves is gone, and the trail says that they removed themselves', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const userId = userIdOf(scene.accountId, email)
  expect(await remove(mine(scene), email)).toMatchObject({ status: 204 })
  expect((await get('/me', email)).body.accounts).toEqual([])
  expect(await get(mine(scene), email)).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
  const trail = async () =>
    (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body.items[0]
  await expect.poll(trail).toMatchObject({ action: 'user.removed', actor: userId })
})

test("the last administrator can't leave", async () => {
  const scene = await account()
  expect(await remove(mine(scene), scene.admin)).toMatchObject({
    status: 409,
    body: { code: 'last_administrator' },
  })
  expect((await get('/me', scene.admin)).body.accounts).toHaveLength(1)
})

test('of 21 administrators who leave at once, one stays', async () => {
  const scene = await account()
  const others = await Promise.all(
    Array.from({ length: 20 }, () => member(scene.accountId, { roleIds: ['admin'] })),
  )
  const leaving = [scene.admin, ...others]
  const ids = leaving.map((email) => userIdOf(scene.accountId, email))
  await set(accountKey(scene.accountId), 'admins', new Set(ids))
  await Promise.all(leaving.map((email) => get(mine(scene), email)))
  const replies = await Promise.all(leaving.map((email) => remove(mine(scene), email)))
  const stayed = replies.filter(({ status }) => status !== 204)
  expect(stayed).toHaveLength(1)
  expect(stayed[0]).toMatchObject({ status: 409, body: { code: 'last_administrator' } })
})

test('a person who leaves 20 times at once gets consistent answers', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const replies = await race(
    () => get(mine(scene), email),
    () => remove(mine(scene), email),
  )
  const statuses = new Set(replies.map(({ status }) => status))
  expect([...statuses].every((status) => status === 204 || status === 404)).toBe(true)
  expect(statuses.has(204)).toBe(true)
})

test("an operator isn't a user of any account", async () => {
  const scene = await account()
  for (const method of ['GET', 'DELETE'])
    expect(await call(method, mine(scene), { as: operator })).toMatchObject({
      status: 404,
      body: { code: 'account_not_found' },
    })
})
