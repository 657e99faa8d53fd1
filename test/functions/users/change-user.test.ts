import { expect, test } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, preview, race, redeem } from '../../support/api.ts'
import { account, invited, item, member, role, type Scene, somebody } from '../../support/scene.ts'

const change = ({ accountId, path, admin }: Scene, email: string, body: object, as = admin) =>
  patch(`${path}/users/${userIdOf(accountId, email)}`, body, as)

/** Makes somebody an active administrator through the front door, so that the account records it. */
const administrator = async (scene: Scene): Promise<string> => {
  const email = await member(scene.accountId)
  expect(await change(scene, email, { roleIds: ['admin'] })).toMatchObject({ status: 200 })
  return email
}

test('name and phone change, other fields stay, and search finds the new name', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Old Name' })
  const changed = await change(scene, email, { name: 'New Name', phone: '+4915112345678' })
  expect(changed).toMatchObject({
    status: 200,
    body: { name: 'New Name', phone: '+4915112345678', roleIds: ['member'], status: 'active' },
  })
  expect((await get(`${scene.path}/users?search=new+name`, scene.admin)).body.items).toHaveLength(1)
  expect((await get(`${scene.path}/users?search=old+name`, scene.admin)).body.items).toHaveLength(0)
  expect((await change(scene, email, { phone: null })).body).not.toHaveProperty('phone')
  expect((await change(scene, email, {})).body.name).toBe('New Name')
})

test('a change of roles takes effect on the next request', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  await role(scene.accountId, 'reader', ['reports:read'])
  expect((await get(`${scene.path}/users`, email)).status).toBe(200)
  await change(scene, email, { roleIds: ['reader'] })
  expect((await get(`${scene.path}/users`, email)).status).toBe(403)
})

test('a suspended user loses access at once, and gets it back with the same roles', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  expect((await change(scene, email, { status: 'suspended' })).body.status).toBe('suspended')
  expect((await get(scene.path, email)).status).toBe(404)
  expect((await get('/me', email)).body.accounts).toEqual([])
  expect((await change(scene, email, { status: 'active' })).body.roleIds).toEqual(['member'])
  expect((await get(scene.path, email)).status).toBe(200)
})

test('an invitation has no status to change', async () => {
  const scene = await account()
  const { email } = await invited(scene)
  for (const status of ['suspended', 'active'])
    expect(await change(scene, email, { status })).toMatchObject({
      status: 409,
      body: { code: 'user_not_joined' },
    })
})

test('invitees join with the roles that the invitation has by then, and the person who set them vouches for them', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:read', 'users:invite', 'roles:read'])
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const host = await member(scene.accountId, { roleIds: ['host'] })
  const { email, token } = await invited({ ...scene, admin: host })
  expect(await change(scene, email, { roleIds: ['payer'] })).toMatchObject({
    body: { status: 'invited', roleIds: ['payer'], invitedBy: userIdOf(scene.accountId, scene.admin) },
  })
  expect((await preview(token)).body).toMatchObject({ roleNames: ['payer'], invitedBy: 'Ada Admin' })
  await redeem(token)
  expect((await get('/me', email)).body.accounts).toMatchObject([{ roleIds: ['payer'] }])
})

test('nobody grants a permission that they lack through a role change', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write', 'roles:read'])
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  const email = await member(scene.accountId)
  for (const roleIds of [['payer'], ['admin'], ['member', 'payer']])
    expect(await change(scene, email, { roleIds }, keeper)).toMatchObject({
      status: 403,
      body: { code: 'role_not_yours_to_give' },
    })
  expect(await change(scene, keeper, { roleIds: ['admin'] }, keeper)).toMatchObject({ status: 403 })
  expect(await change(scene, email, { roleIds: ['keeper'] }, keeper)).toMatchObject({ status: 200 })
})

test('nobody demotes or suspends users who have permissions that they lack', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write', 'roles:read'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  for (const body of [{ status: 'suspended' }, { roleIds: ['member'] }])
    expect(await change(scene, scene.admin, body, keeper)).toMatchObject({
      status: 403,
      body: { code: 'user_not_yours_to_manage' },
    })
  expect(await change(scene, scene.admin, { name: 'Ada A.' }, keeper)).toMatchObject({ status: 200 })
})

test("the last administrator can't be demoted or suspended", async () => {
  const scene = await account()
  for (const body of [{ status: 'suspended' }, { roleIds: ['member'] }])
    expect(await change(scene, scene.admin, body)).toMatchObject({
      status: 409,
      body: { code: 'last_administrator' },
    })
  const second = await administrator(scene)
  expect(await change(scene, scene.admin, { roleIds: ['member'] })).toMatchObject({ status: 200 })
  expect(await change(scene, second, { roleIds: ['member'] }, second)).toMatchObject({ status: 409 })
})

test('an account always keeps at least one active administrator: 50 who all demote or suspend another', async () => {
  const scene = await account()
  const others = await Promise.all(Array.from({ length: 49 }, () => administrator(scene)))
  const everybody = [scene.admin, ...others]
  const replies = await Promise.all(
    everybody.map((email, index) => {
      const target = everybody[(index + 1) % everybody.length] ?? ''
      const body = index % 2 === 0 ? { status: 'suspended' } : { roleIds: ['member'] }
      return change(scene, target, body, email)
    }),
  )
  for (const { status, body } of replies)
    expect([200, 403, 404, 409, 503], JSON.stringify(body)).toContain(status)
  const users = await Promise.all(
    everybody.map((email) => item(userKey(scene.accountId, userIdOf(scene.accountId, email)))),
  )
  const left = users.filter((user) => user?.status === 'active' && String(user.roleIds) === 'admin')
  expect(left.length).toBeGreaterThan(0)
  const { admins } = (await item(accountKey(scene.accountId))) ?? {}
  expect(admins).toEqual(new Set(left.map((user) => user?.userId)))
}, 120_000)

test('two administrators demote each other at the same moment: one stays, 20 times over', async () => {
  for (let round = 0; round < 20; round++) {
    const scene = await account()
    const second = await administrator(scene)
    const statuses = await Promise.all([
      change(scene, second, { roleIds: ['member'] }, scene.admin),
      change(scene, scene.admin, { roleIds: ['member'] }, second),
    ])
    const { admins } = (await item(accountKey(scene.accountId))) ?? {}
    expect(admins, JSON.stringify(statuses.map(({ status }) => status))).toHaveProperty('size', 1)
  }
}, 120_000)

test('50 changes of one user at once are each applied completely or not at all', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const email = await member(scene.accountId)
  const choices = [['member'], ['reader'], ['member', 'reader']]
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => change(scene, email, { roleIds: choices[index % 3] })),
  )
  for (const { status } of replies) expect([200, 503]).toContain(status)
  const user = await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))
  expect(choices).toContainEqual(user?.roleIds)
})

test("setting an invitation's roles to what they already are doesn't make you vouch for it", async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'roles:read', 'users:write'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  const { token, userId } = await invited(scene)
  const path = `${scene.path}/users/${userId}`
  expect((await patch(path, { roleIds: ['member'] }, keeper)).status).toBe(200)
  expect((await get(path, scene.admin)).body.invitedBy).toBe(userIdOf(scene.accountId, scene.admin))
  expect((await preview(token)).status).toBe(200)
})

test('of concurrent changes to one user none is lost, whatever fields each names', async () => {
  const scene = await account()
  const people = await Promise.all(Array.from({ length: 20 }, () => member(scene.accountId)))
  const phone = '+4915112345678'
  const accessUntil = '2099-12-31T23:59:59.999Z'
  const bodies = [{ name: 'New Name' }, { phone }, { accessUntil }, { roleIds: [] }]
  await race(
    () => patch(`${scene.path}/users/usr_nobody`, {}, scene.admin),
    async () => {
      const email = people.pop() ?? ''
      const path = `${scene.path}/users/${userIdOf(scene.accountId, email)}`
      const replies = await Promise.all(bodies.map((body) => patch(path, body, scene.admin)))
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 422])
      expect((await get(path, scene.admin)).body).toMatchObject({ name: 'New Name', phone, accessUntil })
    },
  )
})

test('an unknown user is a 404', async () => {
  const scene = await account()
  expect(await change(scene, somebody(), { name: 'No Body' })).toMatchObject({
    status: 404,
    body: { code: 'user_not_found' },
  })
})
