import { expect, test } from 'vitest'
import { get, post, preview, put, redeem } from '../../support/api.ts'
import {
  account,
  linkToken,
  member,
  role,
  rotateLink,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

test('default roles are looked up when somebody redeems, so a change applies to links already sent', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['pages:read'])
  await role(scene.accountId, 'writer', ['pages:write'])
  const token = await linkToken(scene)
  const email = somebody('late')
  await redeem(token, { email, name: 'La Te' })
  const confirmation = await tokenInMail(email)

  const changed = await put(`${scene.path}/default-roles`, { roleIds: ['writer', 'reader'] }, scene.admin)
  expect(changed).toMatchObject({ status: 200, body: { roleIds: ['writer', 'reader'] } })
  expect((await get(`${scene.path}/default-roles`, scene.admin)).body).toEqual({
    roleIds: ['writer', 'reader'],
  })
  expect(
    (await get(`${scene.path}/roles`, scene.admin)).body.items.map(
      (one: { roleId: string; isDefault: boolean }) => [one.roleId, one.isDefault],
    ),
  ).toEqual([
    ['admin', false],
    ['member', false],
    ['reader', true],
    ['writer', true],
  ])

  expect((await redeem(confirmation)).status).toBe(200)
  expect((await get('/me', email)).body.accounts).toMatchObject([{ roleIds: ['writer', 'reader'] }])
})

test("without a default role there's no link to copy, and links already sent don't work", async () => {
  const scene = await account()
  const token = await linkToken(scene)
  expect(await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)).toMatchObject({
    status: 200,
  })
  expect(await get(`${scene.path}/invite-link`, scene.admin)).toMatchObject({
    status: 409,
    body: { code: 'no_default_roles' },
  })
  expect(await preview(token)).toMatchObject({ status: 409, body: { code: 'no_default_roles' } })
  expect(await redeem(token, { email: somebody(), name: 'A B' })).toMatchObject({ status: 409 })
  expect(await post('/me/redeem', { token }, somebody())).toMatchObject({ status: 409 })
})

test("a shared link must not create administrators: a role that manages can't be a default", async () => {
  const scene = await account()
  for (const permission of ['users:invite', 'users:write', 'roles:write', 'account:write'])
    await role(scene.accountId, permission.replace(':', '-'), [permission])
  for (const roleId of ['admin', 'users-invite', 'users-write', 'roles-write', 'account-write'])
    expect(
      await put(`${scene.path}/default-roles`, { roleIds: ['member', roleId] }, scene.admin),
    ).toMatchObject({
      status: 422,
      body: { code: 'role_not_for_default', errors: [{ path: 'roleIds.1' }] },
    })
  expect((await get(`${scene.path}/default-roles`, scene.admin)).body).toEqual({ roleIds: ['member'] })
})

test('a default role that has since gained management permissions grants nothing', async () => {
  const scene = await account()
  await role(scene.accountId, 'helper', ['pages:read'])
  await put(`${scene.path}/default-roles`, { roleIds: ['member', 'helper'] }, scene.admin)
  const token = await linkToken(scene)
  await role(scene.accountId, 'helper', ['users:write'])
  const email = somebody()
  await post('/me/redeem', { token }, email)
  expect((await get('/me', email)).body.accounts).toMatchObject([{ roleIds: ['member'] }])
})

test('nobody can make a role a default if they lack its permissions', async () => {
  const scene = await account()
  await role(scene.accountId, 'billing', ['invoices:pay'])
  await role(scene.accountId, 'keeper', ['roles:read', 'roles:write'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  expect(await put(`${scene.path}/default-roles`, { roleIds: ['billing'] }, keeper)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
})

test('rotating a link invalidates all earlier ones', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  await rotateLink(scene.accountId)
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'link_replaced' } })
  expect(await redeem(token, { email: somebody(), name: 'A B' })).toMatchObject({ status: 410 })
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  expect((await preview(tokenOf(link.url))).status).toBe(200)
})
