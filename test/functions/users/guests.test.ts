import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, post, preview, put, redeem } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  linkToken,
  member,
  role,
  set,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const past = new Date(0).toISOString()

test('guests have access until its end, and then read as access_ended', async () => {
  const scene = await account()
  const accessUntil = tomorrow()
  const { token, email, userId } = await invited(scene, { accessUntil })
  expect((await redeem(token)).status).toBe(200)
  const path = `${scene.path}/users/${userId}`
  expect((await get(path, scene.admin)).body).toMatchObject({ status: 'active', accessUntil })
  expect((await get(scene.path, email)).status).toBe(200)

  await set(userKey(scene.accountId, userId), 'accessUntil', past)
  expect((await get(path, scene.admin)).body).toMatchObject({ status: 'access_ended' })
  expect(await get(scene.path, email)).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
  expect((await get('/me', email)).body.accounts).toEqual([])
  const ended = { status: 410, body: { code: 'access_ended' } }
  expect(await redeem(token)).toMatchObject(ended)
  expect(await preview(token)).toMatchObject(ended)
  expect(await post('/me/redeem', { token: await linkToken(scene) }, email)).toMatchObject(ended)

  expect((await patch(path, { accessUntil: null }, scene.admin)).body).toMatchObject({ status: 'active' })
  expect((await get(scene.path, email)).status).toBe(200)
})

test('the list finds guests by the status that it shows', async () => {
  const scene = await account()
  const ended = await member(scene.accountId, { accessUntil: past })
  const guest = await member(scene.accountId, { accessUntil: tomorrow() })
  const found = async (status: string) =>
    (await get(`${scene.path}/users?status=${status}`, scene.admin)).body.items.map(
      (user: { email: string }) => user.email,
    )
  expect(await found('access_ended')).toEqual([ended])
  expect(await found('expired')).toEqual([])
  expect(await found('active')).toEqual([scene.admin, guest].toSorted())
})

test("people who may manage a guest may set the guest's end date", async () => {
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

test('no guest can postpone the end of their own access', async () => {
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

test("an invitation that would end before it's used isn't resent", async () => {
  const scene = await account()
  const { userId } = await invited(scene, { accessUntil: tomorrow() })
  await set(userKey(scene.accountId, userId), 'accessUntil', past)
  expect(await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'accessUntil', code: 'not_in_future' }] },
  })
})

test('an administrator has no end date, so that the account always keeps one', async () => {
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

test("a guest whose access has ended can't invite, and what they granted is void", async () => {
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

test('times are compared as times, in any notation', async () => {
  const scene = await account()
  const written = '2031-01-01T00:00:00Z'
  expect((await invite(scene, { accessUntil: written })).body.accessUntil).toBe('2031-01-01T00:00:00.000Z')
  expect(await invite(scene, { email: somebody(), accessUntil: past })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'accessUntil', code: 'not_in_future' }] },
  })
})

/** A guest until tomorrow who may invite, change users and manage roles. */
const keeper = async () => {
  const scene = await account()
  await role(scene.accountId, 'keeper', [
    'users:read',
    'users:invite',
    'users:write',
    'roles:read',
    'roles:write',
  ])
  const accessUntil = tomorrow()
  return {
    scene,
    accessUntil,
    guest: await member(scene.accountId, { roleIds: ['keeper'], accessUntil }),
    nextWeek: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  }
}

test("a guest's invitations end with their own access at the latest, even when resent or given another end", async () => {
  const { scene, accessUntil, guest, nextWeek } = await keeper()
  for (const body of [{}, { accessUntil: nextWeek }])
    expect(await invite(scene, { ...body, roleIds: ['keeper'] }, guest)).toMatchObject({
      status: 201,
      body: { accessUntil },
    })
  const sooner = new Date(Date.now() + 3_600_000).toISOString()
  expect((await invite(scene, { accessUntil: sooner }, guest)).body.accessUntil).toBe(sooner)
  const { userId } = await invited(scene)
  expect(await post(`${scene.path}/users/${userId}/resend`, {}, guest)).toMatchObject({
    status: 202,
    body: { accessUntil },
  })
  const users = [{ email: somebody(), name: 'A', roleIds: ['member'] }]
  const { results } = (await post(`${scene.path}/users/bulk`, { users }, guest)).body
  expect((await get(`${scene.path}/users/${results[0].userId}`, scene.admin)).body.accessUntil).toBe(
    accessUntil,
  )
})

test('an end that the inviter gets later applies to people who join afterwards', async () => {
  const { scene, guest } = await keeper()
  const { status, body } = await invite(scene, { sendEmail: false }, guest)
  expect(status).toBe(201)
  const sooner = new Date(Date.now() + 3_600_000).toISOString()
  const path = `${scene.path}/users/${userIdOf(scene.accountId, guest)}`
  expect((await patch(path, { accessUntil: sooner }, scene.admin)).status).toBe(200)
  expect((await redeem(tokenOf(body.invitationUrl))).status).toBe(200)
  expect((await get(`${scene.path}/users/${body.userId}`, scene.admin)).body.accessUntil).toBe(sooner)
})

test("a guest extends nobody's access past their own, and gives no roles that outlast it", async () => {
  const { scene, accessUntil, guest, nextWeek } = await keeper()
  const short = new Date(Date.now() + 3_600_000).toISOString()
  const pathOf = (email: string) => `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  const other = await member(scene.accountId, { accessUntil: short })
  for (const until of [nextWeek, null])
    expect(await patch(pathOf(other), { accessUntil: until }, guest)).toMatchObject({
      status: 200,
      body: { accessUntil },
    })
  expect((await patch(pathOf(other), { roleIds: ['member', 'keeper'] }, guest)).status).toBe(200)
  const permanent = await member(scene.accountId)
  const refused = { status: 403, body: { code: 'role_not_yours_to_give' } }
  expect(await patch(pathOf(permanent), { roleIds: ['member', 'keeper'] }, guest)).toMatchObject(refused)
  expect((await patch(pathOf(permanent), { accessUntil: nextWeek }, guest)).body.accessUntil).toBe(nextWeek)
  expect((await patch(pathOf(permanent), { accessUntil: null }, guest)).body.accessUntil).toBe(nextWeek)

  const held = { status: 403, body: { code: 'permission_not_yours_to_give' } }
  await role(scene.accountId, 'small', ['users:read'])
  const wider = { permissions: ['users:read', 'roles:read'] }
  expect(await patch(`${scene.path}/roles/small`, wider, guest)).toMatchObject(held)
  expect((await patch(`${scene.path}/roles/small`, { permissions: [] }, guest)).status).toBe(200)
  const roleIds = ['member', 'small']
  expect(await put(`${scene.path}/default-roles`, { roleIds }, guest)).toMatchObject(refused)
})

test('an invite link copied by a guest works for as long as the guest has access, by email and signed in', async () => {
  const { scene, accessUntil, guest } = await keeper()
  const copied = tokenOf((await get(`${scene.path}/invite-link`, guest)).body.url)
  const until = `${accessUntil.slice(0, 19)}.000Z`
  expect((await preview(copied)).body).toMatchObject({ kind: 'link', expiresAt: until })
  const [second, third] = [somebody(), somebody()]
  expect((await post('/me/redeem', { token: copied, name: 'Second' }, second)).status).toBe(200)
  const pathOf = (email: string) => `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  expect((await get(pathOf(second), scene.admin)).body.accessUntil).toBe(until)
  expect((await redeem(copied, { email: third, name: 'Third' })).status).toBe(202)
  expect((await redeem(await tokenInMail(third))).status).toBe(200)
  expect((await get(pathOf(third), scene.admin)).body.accessUntil).toBe(until)
  const own = tokenOf((await get(`${scene.path}/invite-link`, scene.admin)).body.url)
  expect((await preview(own)).body).not.toHaveProperty('expiresAt')
})
