import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, post, preview, redeem } from '../../support/api.ts'
import { account, invite, invited, linkToken, member, role, set, somebody } from '../../support/scene.ts'

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const past = new Date(0).toISOString()

test('a guest is in until their access ends, and then reads as expired', async () => {
  const scene = await account()
  const accessUntil = tomorrow()
  const { token, email, userId } = await invited(scene, { accessUntil })
  expect((await redeem(token)).status).toBe(200)
  const path = `${scene.path}/users/${userId}`
  expect((await get(path, scene.admin)).body).toMatchObject({ status: 'active', accessUntil })
  expect((await get(scene.path, email)).status).toBe(200)

  await set(userKey(scene.accountId, userId), 'accessUntil', past)
  expect((await get(path, scene.admin)).body).toMatchObject({ status: 'expired' })
  expect(await get(scene.path, email)).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
  expect((await get('/me', email)).body.accounts).toEqual([])
  const ended = { status: 410, body: { code: 'access_ended' } }
  expect(await redeem(token)).toMatchObject(ended)
  expect(await preview(token)).toMatchObject(ended)
  expect(await post('/me/redeem', { token: await linkToken(scene) }, email)).toMatchObject(ended)

  expect((await patch(path, { accessUntil: null }, scene.admin)).body).toMatchObject({ status: 'active' })
  expect((await get(scene.path, email)).status).toBe(200)
})

test('the list finds guests by what their status reads', async () => {
  const scene = await account()
  const ended = await member(scene.accountId, { accessUntil: past })
  const guest = await member(scene.accountId, { accessUntil: tomorrow() })
  const found = async (status: string) =>
    (await get(`${scene.path}/users?status=${status}`, scene.admin)).body.items.map(
      (user: { email: string }) => user.email,
    )
  expect(await found('expired')).toEqual([ended])
  expect(await found('active')).toEqual([scene.admin, guest].toSorted())
})

test('a guest’s end is theirs to say who may manage them', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write'])
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const keeper = await member(scene.accountId, { roleIds: ['keeper'] })
  const payer = await member(scene.accountId, { roleIds: ['payer'] })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, payer)}`
  const body = { accessUntil: tomorrow() }
  expect(await patch(path, body, keeper)).toMatchObject({
    status: 403,
    body: { code: 'user_not_yours_to_manage' },
  })
  expect((await patch(path, body, scene.admin)).status).toBe(200)
})

test('no guest puts off the end of their own access', async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', ['users:read', 'users:write'])
  const guest = await member(scene.accountId, { roleIds: ['keeper'], accessUntil: tomorrow() })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, guest)}`
  for (const accessUntil of [null, new Date(Date.now() + 10 * 86_400_000).toISOString()])
    expect(await patch(path, { accessUntil }, guest)).toMatchObject({
      status: 403,
      body: { code: 'user_not_yours_to_manage' },
    })
  expect((await patch(path, { name: 'Guest' }, guest)).status).toBe(200)
})

test('an invitation that would end before it is used is not sent again', async () => {
  const scene = await account()
  const { userId } = await invited(scene, { accessUntil: tomorrow() })
  await set(userKey(scene.accountId, userId), 'accessUntil', past)
  expect(await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'accessUntil', message: 'must be in the future' }] },
  })
})

test('an administrator has no end, so that the account always keeps one', async () => {
  const scene = await account()
  const refused = { status: 422, body: { errors: [{ path: 'accessUntil' }] } }
  const accessUntil = tomorrow()
  expect(await invite(scene, { roleIds: ['admin'], accessUntil })).toMatchObject(refused)
  const path = `${scene.path}/users/${userIdOf(scene.accountId, scene.admin)}`
  expect(await patch(path, { accessUntil }, scene.admin)).toMatchObject(refused)
  const guest = await member(scene.accountId, { accessUntil })
  const guestPath = `${scene.path}/users/${userIdOf(scene.accountId, guest)}`
  expect(await patch(guestPath, { roleIds: ['admin'] }, scene.admin)).toMatchObject(refused)
  expect((await patch(guestPath, { roleIds: ['admin'], accessUntil: null }, scene.admin)).status).toBe(200)
})

test('whose access has ended invites nobody, and what they gave is void', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'roles:read', 'users:invite'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'], accessUntil: tomorrow() })
  const { status, body } = await invite(scene, { sendEmail: false }, inviter)
  expect(status).toBe(201)
  await set(userKey(scene.accountId, userIdOf(scene.accountId, inviter)), 'accessUntil', past)
  expect((await invite(scene, {}, inviter)).status).toBe(404)
  expect(await redeem(body.invitationUrl.split('#')[1])).toMatchObject({
    status: 410,
    body: { code: 'invitation_void' },
  })
})

test('a time is compared as a time, however it is written', async () => {
  const scene = await account()
  const written = '2031-01-01T00:00:00Z'
  expect((await invite(scene, { accessUntil: written })).body.accessUntil).toBe('2031-01-01T00:00:00.000Z')
  expect(await invite(scene, { email: somebody(), accessUntil: past })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'accessUntil', message: 'must be in the future' }] },
  })
})
