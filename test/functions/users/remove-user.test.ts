import { expect, test } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, preview, redeem, remove } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  item,
  mails,
  member,
  role,
  type Scene,
  tokenInMail,
} from '../../support/scene.ts'

const removing = ({ accountId, path, admin }: Scene, email: string, as = admin) =>
  remove(`${path}/users/${userIdOf(accountId, email)}`, as)

test('a removed user loses access at once, and nothing personal is left', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { name: 'Gone Soon' })
  expect(await removing(scene, email)).toMatchObject({ status: 204, body: undefined })
  expect((await get(scene.path, email)).status).toBe(404)
  expect((await get('/me', email)).body.accounts).toEqual([])
  const userId = userIdOf(scene.accountId, email)
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(404)
  const left = await item(userKey(scene.accountId, userId))
  expect(JSON.stringify(left)).not.toMatch(/Gone|@/)
  expect(left).toMatchObject({ status: 'removed', updatedBy: userIdOf(scene.accountId, scene.admin) })
  expect(await removing(scene, email)).toMatchObject({ status: 404, body: { code: 'user_not_found' } })
})

test('removing an invited user revokes the invitation', async () => {
  const scene = await account()
  const { email, token } = await invited(scene)
  expect((await removing(scene, email)).status).toBe(204)
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } })
  expect(await redeem(token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } })
})

test('the same address can be invited again, and older links stay invalid', async () => {
  const scene = await account()
  const { email, token } = await invited(scene)
  await removing(scene, email)
  expect((await invite(scene, { email, name: 'Once More' })).status).toBe(201)
  expect(await redeem(token)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
  expect(await redeem(await tokenInMail(email))).toMatchObject({ status: 200 })
  expect(await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))).not.toHaveProperty('ttl')
})

test('after a removal and a new invitation, the last email has the valid link', async () => {
  const scene = await account()
  const { body: first } = await invite(scene)
  await mails(first.email)
  const { body: user } = await invite(scene)
  await removing(scene, user.email)
  const again = await invite(scene, { email: user.email })
  expect(again.status).toBe(201)
  // On a slow machine the first may have gone out before the removal.
  await expect.poll(async () => (await preview(await tokenInMail(user.email))).status).toBe(200)
})

test("the last administrator can't be removed, by anyone at any time", async () => {
  const scene = await account()
  expect(await removing(scene, scene.admin)).toMatchObject({
    status: 409,
    body: { code: 'last_administrator' },
  })
  const others = await Promise.all(Array.from({ length: 19 }, () => member(scene.accountId)))
  for (const email of others)
    await patch(
      `${scene.path}/users/${userIdOf(scene.accountId, email)}`,
      { roleIds: ['admin'] },
      scene.admin,
    )
  await Promise.all([scene.admin, ...others].map((email) => removing(scene, email, email)))
  const { admins } = (await item(accountKey(scene.accountId))) ?? {}
  expect(admins).toHaveProperty('size', 1)
}, 120_000)

test('nobody removes users who have permissions that they lack', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  expect(await removing(scene, scene.admin, keeper)).toMatchObject({
    status: 403,
    body: { code: 'user_not_yours_to_manage' },
  })
  expect(await removing(scene, keeper, keeper)).toMatchObject({ status: 204 })
})

test('somebody who joins while being removed is either in or out, never both', async () => {
  for (let round = 0; round < 20; round++) {
    const scene = await account()
    const { email, token, userId } = await invited(scene, { roleIds: ['admin'] })
    const [joined, removed] = await Promise.all([redeem(token), removing(scene, email)])
    const user = await item(userKey(scene.accountId, userId))
    const { admins } = (await item(accountKey(scene.accountId))) ?? {}
    expect(removed.status).toBe(204)
    expect([200, 410]).toContain(joined.status)
    expect(user?.status).toBe('removed')
    expect(admins).toEqual(new Set([userIdOf(scene.accountId, scene.admin)]))
  }
}, 120_000)
