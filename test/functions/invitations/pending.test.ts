import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, post, preview, race, redeem, remove } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  mails,
  member,
  role,
  type Scene,
  set,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const copyLink = ({ path, admin }: Scene, userId: string, as = admin) =>
  post(`${path}/users/${userId}/invitation-url`, undefined, as)
const correct = ({ path, admin }: Scene, userId: string, email: string, as = admin) =>
  post(`${path}/users/${userId}/correct-address`, { email }, as)

const host = async (scene: Scene) => {
  await role(scene.accountId, 'host', ['users:invite', 'users:read', 'roles:read'])
  return member(scene.accountId, { roleIds: ['host'] })
}

test('the link of a pending invitation is the one in its email, and works', async () => {
  const scene = await account()
  const email = somebody()
  const { body: user } = await invite(scene, { email })
  const { status, body } = await copyLink(scene, user.userId)
  expect(status).toBe(200)
  expect(body).toMatchObject({ expiresAt: user.expiresAt })
  expect(tokenOf(body.invitationUrl)).toBe(await tokenInMail(email))
  expect(await redeem(tokenOf(body.invitationUrl))).toMatchObject({ status: 200, body: { email } })
  expect(await copyLink(scene, user.userId)).toMatchObject({
    status: 409,
    body: { code: 'user_not_invited' },
  })
})

test('only people who may invite with these roles can copy the link', async () => {
  const scene = await account()
  const inviter = await host(scene)
  await role(scene.accountId, 'billing', ['billing:read'])
  const { userId } = await invited(scene, { roleIds: ['billing'] })
  const { userId: chief } = await invited(scene, { roleIds: ['admin'] })
  expect(await copyLink(scene, userId, inviter)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
  await role(scene.accountId, 'reader', ['users:read'])
  const { userId: reader } = await invited(scene, { roleIds: ['reader'] })
  expect(await copyLink(scene, reader, inviter)).toMatchObject({ status: 200 })
  expect(await copyLink(scene, chief, inviter)).toMatchObject({ status: 403 })
  expect(await copyLink(scene, reader, await member(scene.accountId))).toMatchObject({
    status: 403,
    body: { code: 'permission_missing' },
  })
})

test('an expired invitation has no link to copy', async () => {
  const scene = await account()
  const { userId } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', new Date(0).toISOString())
  expect(await copyLink(scene, userId)).toMatchObject({ status: 410, body: { code: 'invitation_expired' } })
})

test('the audit trail records who copied a link', async () => {
  const scene = await account()
  const { userId } = await invited(scene)
  await copyLink(scene, userId)
  const actions = async () =>
    (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body.items.map(
      ({ action, actor }: { action: string; actor: string }) => [action, actor],
    )
  await expect
    .poll(actions)
    .toContainEqual(['user.invitation_link_copied', userIdOf(scene.accountId, scene.admin)])
})

test('a link copied by 20 at once is one link', async () => {
  const scene = await account()
  const { userId, token } = await invited(scene)
  const replies = await race(
    () => copyLink(scene, userIdOf(scene.accountId, somebody())),
    () => copyLink(scene, userId),
  )
  expect(new Set(replies.map(({ body }) => tokenOf(body.invitationUrl)))).toEqual(new Set([token]))
})

test('a corrected address gets the invitation with everything it grants, and the first one ends', async () => {
  const scene = await account()
  const wrong = somebody('graec')
  const right = somebody('grace')
  const { body: user } = await invite(scene, {
    email: wrong,
    phone: '+4915112345678',
    roleIds: ['member', 'admin'],
  })
  const first = await tokenInMail(wrong)
  const { status, body, headers } = await correct(scene, user.userId, right)
  expect(status).toBe(201)
  expect(headers.get('location')).toBe(`/v1${scene.path}/users/${body.userId}`)
  expect(body).toMatchObject({
    userId: userIdOf(scene.accountId, right),
    email: right,
    name: user.name,
    phone: user.phone,
    roleIds: user.roleIds,
    status: 'invited',
    mail: { state: 'queued' },
  })
  expect(await preview(first)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } })
  expect(await get(`${scene.path}/users/${user.userId}`, scene.admin)).toMatchObject({ status: 404 })
  expect(await redeem(await tokenInMail(right))).toMatchObject({ status: 200, body: { email: right } })
  expect(await mails(wrong)).toHaveLength(1)
})

test("an address that already belongs to the account isn't taken over, and nothing changes", async () => {
  const scene = await account()
  const { userId, token } = await invited(scene)
  const taken = await member(scene.accountId)
  expect(await correct(scene, userId, taken)).toMatchObject({
    status: 409,
    body: { code: 'user_exists', userId: userIdOf(scene.accountId, taken), userStatus: 'active' },
  })
  const { body: same } = await get(`${scene.path}/users/${userId}`, scene.admin)
  expect(await correct(scene, userId, same.email)).toMatchObject({
    status: 409,
    body: { code: 'user_exists' },
  })
  expect(await preview(token)).toMatchObject({ status: 200 })
})

test("only pending users' addresses can be corrected, by people who may revoke or who invited them", async () => {
  const scene = await account()
  const inviter = await host(scene)
  await role(scene.accountId, 'reader', ['users:read'])
  const { userId: theirs } = await invited(scene, { roleIds: ['reader'] })
  expect(await correct(scene, theirs, somebody(), inviter)).toMatchObject({
    status: 403,
    body: { code: 'permission_missing' },
  })
  const { body: own } = await invite(scene, { roleIds: ['reader'], sendEmail: false }, inviter)
  expect(await correct(scene, own.userId, somebody(), inviter)).toMatchObject({ status: 201 })
  const active = userIdOf(scene.accountId, await member(scene.accountId))
  expect(await correct(scene, active, somebody())).toMatchObject({
    status: 409,
    body: { code: 'user_not_invited' },
  })
})

test('of 20 corrections of one invitation at once, one creates a user, and no other is left behind', async () => {
  const scene = await account()
  const { userId } = await invited(scene)
  const replies = await race(
    () => correct(scene, userIdOf(scene.accountId, somebody()), somebody()),
    () => correct(scene, userId, somebody()),
  )
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 404)).toHaveLength(19)
  const { body } = await get(`${scene.path}/users?view=pending`, scene.admin)
  expect(body.items).toHaveLength(1)
})

test('of a concurrent correction and redemption, one wins and the other is told', async () => {
  for (let round = 0; round < 5; round++) {
    const scene = await account()
    const { userId, token } = await invited(scene)
    const [corrected, joined] = await Promise.all([correct(scene, userId, somebody()), redeem(token)])
    const { body } = await get(`${scene.path}/users`, scene.admin)
    expect(body.items).toHaveLength(2)
    expect([corrected.status, joined.status].toSorted()).toEqual(
      corrected.status === 201 ? [201, 410] : [200, 409],
    )
  }
})

test('a corrected address can be restored once it was removed', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene)
  const { body } = await correct(scene, userId, somebody())
  expect(await remove(`${scene.path}/users/${body.userId}`, scene.admin)).toMatchObject({ status: 204 })
  expect(await invite(scene, { email })).toMatchObject({ status: 201 })
})
