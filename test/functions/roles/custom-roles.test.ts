import { expect, test } from 'vitest'
import { roleKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, post, put, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, item, member, role, type Scene } from '../../support/scene.ts'

const create = ({ path, admin }: Scene, body: object, as = admin) => post(`${path}/roles`, body, as)
const names = async ({ path, admin }: Scene): Promise<string[]> =>
  (await get(`${path}/roles`, admin)).body.items.map((one: { name: string }) => one.name)
/** A role that may manage roles, and nothing else. */
const shaper = async ({ accountId }: Scene): Promise<string> => {
  await role(accountId, 'shaper', ['users:read', 'roles:read', 'roles:write'])
  return member(accountId, { roleIds: ['shaper'] })
}

test('a custom role carries permissions of the product, and is given like any other', async () => {
  const scene = await account()
  const made = await create(scene, { name: 'Reporter', permissions: ['reports:read', 'users:read'] })
  expect(made).toMatchObject({
    status: 201,
    body: {
      name: 'Reporter',
      description: '',
      permissions: ['reports:read', 'users:read'],
      builtIn: false,
      isDefault: false,
    },
  })
  const { roleId } = made.body
  expect(made.headers.get('location')).toBe(`/v1${scene.path}/roles/${roleId}`)
  const email = await member(scene.accountId, { roleIds: [roleId] })
  expect((await get('/me', email)).body.accounts[0].permissions).toEqual(['reports:read', 'users:read'])
  expect((await get('/me', scene.admin)).body.accounts[0].permissions).toContain('reports:read')
})

test('a change of a role takes effect on the next request of those who have it', async () => {
  const scene = await account()
  const { body } = await create(scene, { name: 'Looker', permissions: ['users:read'] })
  const email = await member(scene.accountId, { roleIds: [body.roleId] })
  expect((await get(`${scene.path}/users`, email)).status).toBe(200)
  const changed = await patch(
    `${scene.path}/roles/${body.roleId}`,
    { permissions: ['reports:read'], description: 'Reads reports' },
    scene.admin,
  )
  expect(changed).toMatchObject({ status: 200, body: { name: 'Looker', description: 'Reads reports' } })
  expect((await get(`${scene.path}/users`, email)).status).toBe(403)
})

test("a role in use, or a default role, can't be deleted by accident", async () => {
  const scene = await account()
  const { body } = await create(scene, { name: 'Used', permissions: ['reports:read'] })
  const path = `${scene.path}/roles/${body.roleId}`
  const email = await member(scene.accountId, { roleIds: ['member', body.roleId] })
  expect(await remove(path, scene.admin)).toMatchObject({
    status: 409,
    body: { code: 'role_in_use', usedBy: { users: 1, moreUsers: false, isDefault: false } },
  })
  await put(`${scene.path}/default-roles`, { roleIds: [body.roleId] }, scene.admin)
  await remove(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)
  expect(await remove(path, scene.admin)).toMatchObject({
    status: 409,
    body: { usedBy: { users: 0, isDefault: true } },
  })
  await put(`${scene.path}/default-roles`, { roleIds: ['member'] }, scene.admin)
  expect((await remove(path, scene.admin)).status).toBe(204)
  expect(await remove(path, scene.admin)).toMatchObject({ status: 404, body: { code: 'role_not_found' } })
  expect(await names(scene)).toEqual(['Administrator', 'Member'])
})

test('nobody grants a permission that they lack through a custom role', async () => {
  const scene = await account()
  const as = await shaper(scene)
  expect(await create(scene, { name: 'More', permissions: ['users:read', 'users:write'] }, as)).toMatchObject(
    {
      status: 403,
      body: { code: 'permission_not_yours_to_give', errors: [{ path: 'permissions.1' }] },
    },
  )
  expect((await create(scene, { name: 'New', permissions: ['reports:read'] }, as)).status).toBe(403)
  const own = await create(scene, { name: 'Less', permissions: ['users:read'] }, as)
  expect(own.status).toBe(201)
  const path = `${scene.path}/roles/${own.body.roleId}`
  expect((await patch(path, { permissions: ['users:write'] }, as)).status).toBe(403)
  expect((await patch(`${scene.path}/roles/shaper`, { permissions: ['account:write'] }, as)).status).toBe(403)
})

test('nobody changes or deletes a role with permissions that they lack', async () => {
  const scene = await account()
  const as = await shaper(scene)
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const path = `${scene.path}/roles/payer`
  for (const reply of [await patch(path, { permissions: [] }, as), await remove(path, as)])
    expect(reply).toMatchObject({ status: 403, body: { code: 'permission_not_yours_to_give' } })
})

test("a change can't give a default role management permissions", async () => {
  const scene = await account()
  const { body } = await create(scene, { name: 'Everybody', permissions: ['reports:read'] })
  await put(`${scene.path}/default-roles`, { roleIds: [body.roleId] }, scene.admin)
  for (const permission of ['users:invite', 'users:write', 'roles:write', 'account:write'])
    expect(
      await patch(`${scene.path}/roles/${body.roleId}`, { permissions: [permission] }, scene.admin),
    ).toMatchObject({ status: 422, body: { code: 'role_not_for_default' } })
})

test("tombstones of deleted roles don't block new ones", async () => {
  const scene = await account()
  const { body } = await post(`${scene.path}/roles`, { name: 'Passing', permissions: [] }, scene.admin)
  expect((await remove(`${scene.path}/roles/${body.roleId}`, scene.admin)).status).toBe(204)
  expect(await item(roleKey(scene.accountId, body.roleId))).toBeUndefined()
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const [deleted] = items.filter(({ action }: { action: string }) => action === 'role.deleted')
    expect(deleted).toMatchObject({
      actor: userIdOf(scene.accountId, scene.admin),
      subject: { id: body.roleId },
    })
  })
})

test("built-in roles can't be changed", async () => {
  const scene = await account()
  for (const roleId of ['admin', 'member']) {
    const path = `${scene.path}/roles/${roleId}`
    expect(await patch(path, { name: 'Mine' }, scene.admin)).toMatchObject({
      status: 409,
      body: { code: 'role_built_in' },
    })
    expect((await remove(path, scene.admin)).status).toBe(409)
  }
})

test('role names are unique regardless of case, even if 50 try at once', async () => {
  const scene = await account()
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      create(scene, { name: index % 2 === 0 ? 'Same' : 'SAME', permissions: [] }),
    ),
  )
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  for (const status of statuses) expect([201, 409, 503]).toContain(status)
  expect(await create(scene, { name: 'Administrator', permissions: [] })).toMatchObject({
    status: 409,
    body: { code: 'role_name_taken' },
  })
  expect((await names(scene)).filter((name) => name.toLowerCase() === 'same')).toHaveLength(1)
})

test('an account has at most 50 custom roles, however many are created at once', async () => {
  const scene = await account()
  await Promise.all(
    Array.from({ length: 45 }, (_, index) => role(scene.accountId, `role-${index}`, ['pages:read'])),
  )
  const tries = Array.from({ length: 20 }, (_, index) => index)
  while ((await names(scene)).length < 52) {
    const before = await names(scene)
    await Promise.all(
      tries.map((index) => create(scene, { name: `New ${before.length} ${index}`, permissions: [] })),
    )
    expect((await names(scene)).length).toBeGreaterThan(before.length)
  }
  expect(await names(scene)).toHaveLength(52)
  expect(await create(scene, { name: 'One more', permissions: [] })).toMatchObject({
    status: 409,
    body: { code: 'too_many_roles' },
  })
})

test.each([
  'admin',
  'ADMIN',
  'Ad min',
  'аdmin',
  'adm\u0131n',
  'Adm1n',
  'ＡＤＭＩＮ',
  'Мember',
  'Administrаtor',
  'member',
])(
  'no custom role can be named %s: names and ids of roles share a namespace, and look-alikes count',
  async (name) => {
    const scene = await account()
    expect(await create(scene, { name, permissions: [] })).toMatchObject({
      status: 409,
      body: { code: 'role_name_taken' },
    })
    const other = await create(scene, { name: 'Reader', permissions: [] })
    expect((await patch(`${scene.path}/roles/${other.body.roleId}`, { name }, scene.admin)).status).toBe(409)
  },
)

test("a custom role can't have another's id as its name", async () => {
  const scene = await account()
  const { body } = await create(scene, { name: 'Reader', permissions: [] })
  expect((await create(scene, { name: body.roleId, permissions: [] })).status).toBe(409)
  expect((await create(scene, { name: 'Readers', permissions: [] })).status).toBe(201)
})

test.each([
  'Ad\u200bmin',
  'Read\u00ader',
  'Read\u200der',
  'Reader\ufe0f',
  'Read\u2060er',
  'Reader\u3164',
  'Lost\ufffd',
])("a role's name can't contain invisible characters: %j", async (name) => {
  const refused = await create(await account(), { name, permissions: [] })
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } })
})

test('emoji are visible, although they consist of invisible characters', async () => {
  const made = await create(await account(), { name: '❤️ Team 👩‍💻', permissions: [] })
  expect(made.status).toBe(201)
})
