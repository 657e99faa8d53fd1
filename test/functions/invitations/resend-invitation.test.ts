import { expect, test } from 'vitest'
import { roleKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, post, preview, redeem } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  item,
  mails,
  member,
  remove,
  role,
  type Scene,
  set,
  tokenInMail,
} from '../../support/scene.ts'

const resend = ({ path, admin }: Scene, userId: string, body: object = {}, as = admin) =>
  post(`${path}/users/${userId}/resend`, body, as)

test('resending an invitation starts a new validity period, and invalidates the older link', async () => {
  const scene = await account()
  const { body: user } = await invite(scene)
  const older = await tokenInMail(user.email)
  await set(userKey(scene.accountId, user.userId), 'expiresAt', new Date(Date.now() - 1_000).toISOString())
  expect((await get(`${scene.path}/users/${user.userId}`, scene.admin)).body.status).toBe('expired')

  const again = await resend(scene, user.userId, { expiresInHours: 2 })
  expect(again).toMatchObject({ status: 202, body: { status: 'invited', mail: { state: 'queued' } } })
  expect(Date.parse(again.body.expiresAt) - Date.parse(again.body.invitedAt)).toBe(2 * 3_600_000)
  const newer = await tokenInMail(user.email, 2)
  expect(await preview(older)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
  expect(await redeem(older)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
  expect(await redeem(newer)).toMatchObject({ status: 200, body: { status: 'active' } })
})

test('a void invitation becomes valid when somebody who may grant it resends it', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'roles:read', 'users:invite'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  const { token, userId, email } = await invited({ ...scene, admin: inviter })
  await set(userKey(scene.accountId, userIdOf(scene.accountId, inviter)), 'status', 'suspended')
  expect(await preview(token)).toMatchObject({ status: 410, body: { code: 'invitation_void' } })
  expect(await resend(scene, userId)).toMatchObject({
    status: 202,
    body: { invitedBy: userIdOf(scene.accountId, scene.admin) },
  })
  expect((await preview(await tokenInMail(email))).body).toMatchObject({ invitedBy: 'Ada Admin' })
})

test("nobody resends what they couldn't grant", async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'users:invite'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  const { userId } = await invited(scene, { roleIds: ['admin'] })
  const before = await item(userKey(scene.accountId, userId))
  expect(await resend(scene, userId, {}, inviter)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
  expect(await item(userKey(scene.accountId, userId))).toEqual(before)
})

test("an active user can't be invited again, and an unknown user is a 404", async () => {
  const scene = await account()
  const { token, userId, email } = await invited(scene)
  await redeem(token)
  expect(await resend(scene, userId)).toMatchObject({ status: 409, body: { code: 'user_not_invited' } })
  expect((await get('/me', email)).body.accounts).toHaveLength(1)
  const nobody = userIdOf(scene.accountId, 'nobody@example.com')
  expect(await resend(scene, nobody)).toMatchObject({ status: 404, body: { code: 'user_not_found' } })
})

test("an invitation with no role left isn't resent", async () => {
  const scene = await account()
  await role(scene.accountId, 'editor', ['pages:edit'])
  const { userId } = await invited(scene, { roleIds: ['editor'] })
  await remove(roleKey(scene.accountId, 'editor'))
  expect(await resend(scene, userId)).toMatchObject({ status: 422, body: { code: 'invalid_request' } })
})

test('20 resend while the invitee joins: the invitee either joins or not, and every answer is clear', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const replies = await Promise.all([
    redeem(token),
    ...Array.from({ length: 20 }, () => resend(scene, userId)),
  ])
  const [joined, ...sent] = replies.map(({ status }) => status)
  for (const status of sent) expect([202, 409]).toContain(status)
  const user = await item(userKey(scene.accountId, userId))
  expect(user?.status).toBe(joined === 200 ? 'active' : 'invited')
  expect([200, 410]).toContain(joined)
  if (joined !== 200) await mails(String(user?.email))
})
