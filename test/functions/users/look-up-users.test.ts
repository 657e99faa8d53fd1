import { expect, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { post, remove } from '../../support/api.ts'
import { account, invited, member, role, somebody } from '../../support/scene.ts'

test('finds users among addresses, in their order, and leaves out unknown addresses', async () => {
  const scene = await account()
  const other = await account()
  const { email: pending, userId } = await invited(scene)
  const suspended = await member(scene.accountId, { status: 'suspended' })
  const elsewhere = await member(other.accountId)
  const gone = await member(scene.accountId)
  await remove(`${scene.path}/users/${userIdOf(scene.accountId, gone)}`, scene.admin)
  const emails = [suspended, somebody(), ` ${pending.toUpperCase()} `, elsewhere, gone, suspended]
  const found = await post(`${scene.path}/users/lookup`, { emails }, scene.admin)
  expect(found.status).toBe(200)
  expect(found.body.items).toMatchObject([
    { email: suspended, status: 'suspended' },
    { email: pending, userId, status: 'invited' },
  ])
  expect(JSON.stringify(found.body)).not.toContain('nonce')
})

test('looks up a hundred addresses at once; refuses one more, and people who may not see users', async () => {
  const scene = await account()
  const emails = Array.from({ length: 100 }, () => somebody())
  const there = await member(scene.accountId, { email: emails[99] ?? '' })
  const found = await post(`${scene.path}/users/lookup`, { emails }, scene.admin)
  expect(found.body.items).toMatchObject([{ email: there }])
  const many = await post(`${scene.path}/users/lookup`, { emails: [...emails, somebody()] }, scene.admin)
  expect(many).toMatchObject({ status: 422, body: { errors: [{ path: 'emails' }] } })
  const none = await post(`${scene.path}/users/lookup`, { emails: ['nobody'] }, scene.admin)
  expect(none).toMatchObject({ status: 422, body: { errors: [{ path: 'emails.0' }] } })
  await role(scene.accountId, 'blind', ['reports:read'])
  const blind = await member(scene.accountId, { roleIds: ['blind'] })
  expect((await post(`${scene.path}/users/lookup`, { emails }, blind)).status).toBe(403)
})
