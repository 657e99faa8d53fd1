import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { operator, patch, post, redeem, remove } from '../../support/api.ts'
import {
  account,
  invited,
  item,
  linkToken,
  member,
  type Scene,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

const refused = { status: 403, body: { code: 'rejoin_not_allowed' } }
const pathOf = ({ accountId, path }: Scene, email: string) => `${path}/users/${userIdOf(accountId, email)}`
const removed = async (scene: Scene, email: string): Promise<string> => {
  expect((await remove(pathOf(scene, email), scene.admin)).status).toBe(204)
  return email
}

test("a removed person can't come back through the invite link, by email or signed in", async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const email = await removed(scene, await member(scene.accountId))
  expect(await post('/me/redeem', { token }, email)).toMatchObject(refused)
  // Only their own email tells them.
  expect((await redeem(token, { email, name: 'Back Again' })).status).toBe(202)
  expect(await redeem(await tokenInMail(email))).toMatchObject(refused)
  expect(await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))).toMatchObject({
    status: 'removed',
  })
})

test("a removed person's tombstone has no personal data, and is permanent", async () => {
  const scene = await account()
  const email = await removed(scene, await member(scene.accountId, { name: 'Grace Hopper' }))
  const left = await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))
  expect(left).not.toHaveProperty('ttl')
  expect(Object.keys(left ?? {}).toSorted()).toEqual([
    'accountId',
    'barred',
    'pk',
    'sk',
    'status',
    'type',
    'updatedAt',
    'updatedBy',
    'userId',
  ])
})

test('an administrator can invite them again, and they join like anyone else', async () => {
  const scene = await account()
  const email = await removed(scene, await member(scene.accountId))
  const { token } = await invited(scene, { email })
  expect((await redeem(token)).status).toBe(200)
})

test('if the account allows it, removed people can come back through the link', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const email = await removed(scene, await member(scene.accountId))
  expect((await patch(scene.path, { removedMayRejoin: true }, scene.admin)).body).toMatchObject({
    removedMayRejoin: true,
  })
  expect((await post('/me/redeem', { token }, email)).status).toBe(200)
  await removed(scene, email)
  expect((await patch(scene.path, { removedMayRejoin: false }, scene.admin)).status).toBe(200)
  expect(await post('/me/redeem', { token }, email)).toMatchObject(refused)
})

test('revoked invitations and erased people count as removed as well', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const { email } = await invited(scene)
  await removed(scene, email)
  expect(await post('/me/redeem', { token }, email)).toMatchObject(refused)
  const erased = await member(scene.accountId, { email: somebody() })
  expect((await post('/people/erase', { email: erased }, operator)).status).toBe(200)
  expect(await post('/me/redeem', { token }, erased)).toMatchObject(refused)
})
