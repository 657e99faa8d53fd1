import { expect, test } from 'vitest'
import { accountKey, digestKey, userKey, waitingKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, preview, put, race, redeem, remove } from '../../support/api.ts'
import {
  account,
  invite,
  item,
  linkToken,
  mails,
  member,
  role,
  type Scene,
  set,
  somebody,
  tokenInMail,
  tokenOf,
} from '../../support/scene.ts'

const idOf = ({ accountId }: Scene, email: string) => userIdOf(accountId, email)
const waiting = async ({ path, admin }: Scene) => (await get(`${path}/join-requests`, admin)).body.items
const approve = ({ path, admin }: Scene, userId: string, body: object = {}, as = admin) =>
  post(`${path}/join-requests/${userId}/approve`, body, as)
const decline = ({ path, admin }: Scene, userId: string, as = admin) =>
  post(`${path}/join-requests/${userId}/decline`, undefined, as)

/** An account whose link needs approval, and the link's token. */
const guarded = async () => {
  const scene = await account()
  expect((await put(`${scene.path}/invite-link`, { needsApproval: true }, scene.admin)).body).toMatchObject({
    needsApproval: true,
  })
  return { scene, token: await linkToken(scene) }
}

/** A signed-in person who has asked to join. */
const asked = async (scene: Scene, token: string, email = somebody()) => {
  expect(await post('/me/redeem', { token, name: 'Grace Hopper' }, email)).toMatchObject({ status: 202 })
  return { email, userId: idOf(scene, email) }
}

test('somebody who uses a link that needs approval proves their address, and then waits', async () => {
  const { scene, token } = await guarded()
  const email = somebody()
  expect((await preview(token)).body).toMatchObject({ kind: 'link', needsApproval: true })
  expect(await redeem(token, { email })).toMatchObject({ status: 202, body: { status: 'confirmation_sent' } })
  expect(await waiting(scene)).toEqual([])
  const [confirmation] = await mails(email)
  expect(confirmation?.body.text).toContain('Confirm and ask to join')
  const mailed = await tokenInMail(email)
  expect((await preview(mailed)).body).toMatchObject({ needsApproval: true, asksName: true })
  const answer = { status: 202, body: { status: 'requested', accountName: 'Acme', email } }
  expect(await redeem(mailed, { name: 'Grace Hopper', phone: '+4915112345678' })).toMatchObject(answer)
  expect(await redeem(mailed)).toMatchObject(answer)
  expect((await preview(mailed)).body).toMatchObject({ status: 'requested' })
  const userId = idOf(scene, email)
  await expect
    .poll(() => waiting(scene))
    .toMatchObject([{ userId, email, name: 'Grace Hopper', phone: '+4915112345678' }])
  expect(await get(`${scene.path}/users/${userId}`, scene.admin)).toMatchObject({ status: 404 })
  const steps = async () => (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body.items
  await expect.poll(steps).toMatchObject([{ action: 'user.requested', actor: userId }])
})

test("approving lets them in with the link's roles or the named ones, and records who did it", async () => {
  const { scene, token } = await guarded()
  await role(scene.accountId, 'reader', ['reports:read'])
  const [first, second] = [await asked(scene, token), await asked(scene, token)]
  expect(await approve(scene, first.userId)).toMatchObject({
    status: 200,
    body: { ...first, status: 'active', name: 'Grace Hopper', roleIds: ['member'], source: 'link' },
  })
  expect((await approve(scene, second.userId, { roleIds: ['reader'] })).body.roleIds).toEqual(['reader'])
  await expect.poll(() => waiting(scene)).toEqual([])
  const events = async () =>
    (await get(`${scene.path}/audit-events?userId=${first.userId}`, scene.admin)).body.items[0]
  await expect.poll(events).toMatchObject({ action: 'user.joined', actor: idOf(scene, scene.admin) })
})

test("a person sees their request's status, and is told when it was declined", async () => {
  const { scene, token } = await guarded()
  const { email, userId } = await asked(scene, token)
  const mine = async () =>
    (await get('/me/join-requests', email)).body.items.map(({ status }: { status: string }) => status)
  await expect.poll(mine).toEqual(['requested'])
  expect(await decline(scene, userId)).toMatchObject({ status: 204 })
  expect(await decline(scene, userId)).toMatchObject({ status: 204 })
  expect(await mine()).toEqual(['declined'])
  expect(await post('/me/redeem', { token }, email)).toMatchObject({
    status: 409,
    body: { code: 'request_declined' },
  })
  expect(await approve(scene, userId)).toMatchObject({ status: 404, body: { code: 'request_not_found' } })
  await set(waitingKey(scene.accountId, userId), 'expiresAt', new Date(0).toISOString())
  await asked(scene, token, email)
  expect(await approve(scene, userId)).toMatchObject({ status: 200 })
})

test('people who were declined can still be invited', async () => {
  const { scene, token } = await guarded()
  const { email, userId } = await asked(scene, token)
  await decline(scene, userId)
  expect(await invite(scene, { email, sendEmail: false })).toMatchObject({ status: 201 })
  expect(await post(`/me/invitations/${scene.accountId}/accept`, undefined, email)).toMatchObject({
    status: 200,
  })
})

test('somebody who is invited while they wait no longer waits: their own invitation counts', async () => {
  const { scene, token } = await guarded()
  const { email, userId } = await asked(scene, token)
  await expect.poll(() => waiting(scene)).toHaveLength(1)
  await invite(scene, { email, sendEmail: false })
  expect(await waiting(scene)).toEqual([])
  expect(await approve(scene, userId)).toMatchObject({ status: 409, body: { code: 'user_exists' } })
  await post(`/me/invitations/${scene.accountId}/accept`, undefined, email)
  expect(await approve(scene, userId)).toMatchObject({ status: 200, body: { status: 'active' } })
  expect(await item(waitingKey(scene.accountId, userId))).toBe(undefined)
})

test("nobody approves with roles that they couldn't give, or decides without the permission to invite", async () => {
  const { scene, token } = await guarded()
  await role(scene.accountId, 'payroll', ['payroll:read'])
  await role(scene.accountId, 'host', ['users:invite', 'users:read', 'roles:read'])
  const host = await member(scene.accountId, { roleIds: ['host'] })
  const { userId } = await asked(scene, token)
  expect(await approve(scene, userId, { roleIds: ['payroll'] }, host)).toMatchObject({
    status: 403,
    body: { code: 'role_not_yours_to_give' },
  })
  expect(await approve(scene, userId, { roleIds: ['no-such-role'] })).toMatchObject({ status: 422 })
  const powerless = await member(scene.accountId)
  for (const reply of [await approve(scene, userId, {}, powerless), await decline(scene, userId, powerless)])
    expect(reply).toMatchObject({ status: 403, body: { code: 'permission_missing' } })
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  expect(await approve(scene, userId)).toMatchObject({ status: 409, body: { code: 'no_default_roles' } })
  expect(await approve(scene, userId, { roleIds: ['member'] }, host)).toMatchObject({ status: 200 })
})

test('approving somebody who never asked tells nothing of them to a caller who may not see users', async () => {
  const { scene } = await guarded()
  await role(scene.accountId, 'blind', ['users:invite'])
  const blind = await member(scene.accountId, { roleIds: ['blind'] })
  const known = idOf(scene, await member(scene.accountId))
  const nobody = idOf(scene, somebody())
  const refused = { status: 404, body: { code: 'request_not_found' } }
  for (const userId of [known, nobody]) expect(await approve(scene, userId, {}, blind)).toMatchObject(refused)
})

test('another link that needs approval counts the people who were approved', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const { body: link } = await post(
    `${scene.path}/invite-links`,
    { name: 'Readers', roleIds: ['reader'], needsApproval: true, maxUses: 5 },
    scene.admin,
  )
  const { userId } = await asked(scene, tokenOf(link.url))
  const uses = async () =>
    (await get(`${scene.path}/invite-links`, scene.admin)).body.items.find(
      (one: { linkId: string }) => one.linkId === link.linkId,
    ).uses
  expect(await uses()).toBe(0)
  expect((await approve(scene, userId)).body.roleIds).toEqual(['reader'])
  expect(await uses()).toBe(1)
  const { userId: late } = await asked(scene, tokenOf(link.url))
  await remove(`${scene.path}/invite-links/${link.linkId}`, scene.admin)
  expect((await approve(scene, late)).body.roleIds).toEqual(['member'])
})

test("an address outside the account's domains isn't approved, but a removed person can be", async () => {
  const { scene, token } = await guarded()
  const { userId } = await asked(scene, token)
  await patch(scene.path, { allowedDomains: ['elsewhere.example'] }, scene.admin)
  expect(await approve(scene, userId)).toMatchObject({ status: 403, body: { code: 'address_not_allowed' } })
  await patch(scene.path, { allowedDomains: null }, scene.admin)
  await set(userKey(scene.accountId, userId), 'status', 'removed')
  await set(userKey(scene.accountId, userId), 'barred', true)
  expect(await approve(scene, userId)).toMatchObject({ status: 200 })
})

test('20 who approve one request at once let in one user, and all are told', async () => {
  const { scene, token } = await guarded()
  await patch(scene.path, { seatLimit: 5 }, operator)
  const before = (await get(scene.path, scene.admin)).body.seatsTaken
  const { email, userId } = await asked(scene, token)
  const replies = await race(
    () => get(`${scene.path}/join-requests`, scene.admin),
    () => approve(scene, userId),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect((await get(scene.path, scene.admin)).body.seatsTaken).toBe(before + 1)
  expect((await get(`/me${scene.path}`, email)).body.status).toBe('active')
})

test('of 20 requests approved at once, no more get in than there are seats', async () => {
  const { scene, token } = await guarded()
  const people = await Promise.all(Array.from({ length: 20 }, () => asked(scene, token)))
  const { seatsTaken } = (await get(scene.path, scene.admin)).body
  await set(accountKey(scene.accountId), 'seatLimit', seatsTaken + 3)
  const replies = await Promise.all(people.map(({ userId }) => approve(scene, userId)))
  for (const { status } of replies) expect([200, 409, 503]).toContain(status)
  for (const { userId } of people) await approve(scene, userId)
  expect((await get(scene.path, scene.admin)).body.seatsTaken).toBe(seatsTaken + 3)
}, 120_000)

test('if 20 approve and 20 decline one request at once, one side wins', async () => {
  const { scene, token } = await guarded()
  const { userId } = await asked(scene, token)
  const replies = await race(
    () => get(`${scene.path}/join-requests`, scene.admin),
    () => Promise.all([approve(scene, userId), decline(scene, userId)]),
  )
  const user = await item(userKey(scene.accountId, userId))
  const request = await item(waitingKey(scene.accountId, userId))
  expect([user?.status, request?.state]).toEqual(user ? ['active', undefined] : [undefined, 'declined'])
  const statuses = (side: 0 | 1) => new Set(replies.map((pair) => pair[side].status))
  expect([...statuses(0)]).toEqual([user ? 200 : 404])
  expect([...statuses(1)]).toEqual([user ? 404 : 204])
})

test('an administrator is notified of requests at once, and then at most once a day', async () => {
  const { scene, token } = await guarded()
  await asked(scene, token)
  const [mail] = await mails(scene.admin)
  expect(mail?.body.text).toContain('1 person waiting for you')
  expect(mail?.body.text).toContain('/users?view=requests')
  const key = digestKey(scene.accountId)
  await expect.poll(async () => (await item(key))?.mail).toMatchObject({ state: 'sent' })
  await Promise.all(Array.from({ length: 20 }, () => asked(scene, token)))
  const held = await item(key)
  expect(held?.mail).toMatchObject({ state: 'held' })
  expect(Date.parse(String(held?.gsi3sk)) - Date.now()).toBeGreaterThan(23 * 3_600_000)
  expect(await mails(scene.admin)).toHaveLength(1)
}, 60_000)

test('an erased person leaves no request behind', async () => {
  const { scene, token } = await guarded()
  const { email, userId } = await asked(scene, token)
  const exported = async () => (await post('/people/export', { email }, operator)).body.waiting
  await expect.poll(exported).toMatchObject([{ name: 'Grace Hopper', status: 'requested' }])
  await post('/people/erase', { email }, operator)
  expect(await item(waitingKey(scene.accountId, userId))).toBe(undefined)
}, 60_000)
