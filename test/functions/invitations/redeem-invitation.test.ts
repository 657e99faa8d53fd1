import { expect, test } from 'vitest'
import { joinRequestKey, roleKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import {
  call,
  get,
  patch,
  post,
  preview,
  race,
  redeem,
  remove as removeUser,
  tokenFor,
} from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  changesOf,
  invited,
  item,
  linkToken,
  mails,
  member,
  remove,
  role,
  rotateLink,
  set,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

/** Redeeming and previewing a token are refused in the same way, and change nothing. */
const refused = async (token: string, status: number, code: string): Promise<void> => {
  expect(await preview(token)).toMatchObject({ status, body: { code } })
  expect(await redeem(token)).toMatchObject({ status, body: { code } })
}

test('20 redeem one invitation at once: twenty successes, and one change', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const replies = await race(
    () => redeem('nonsense'),
    () => redeem(token),
  )
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
  const user = await item(userKey(scene.accountId, userId))
  expect(user).toMatchObject({ status: 'active', updatedBy: userId })
  const changes = await changesOf(userKey(scene.accountId, userId))
  expect(changes.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY'])
  const again = await redeem(token)
  expect(again).toMatchObject({ status: 200, body: { status: 'active' } })
  expect(await item(userKey(scene.accountId, userId))).toEqual(user)
  expect(await preview(token)).toMatchObject({ status: 200, body: { status: 'active' } })
})

test('20 join through one link at once with one address: one user', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const email = somebody('crowd')
  const headers = { authorization: `Bearer ${await tokenFor(email)}` }
  const replies = await race(
    () => call('POST', '/me/redeem', { body: { token: 'nonsense' }, headers }),
    () => call('POST', '/me/redeem', { body: { token }, headers }),
  )
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect((await get(`${scene.path}/users?search=crowd`, scene.admin)).body.items).toHaveLength(1)
  const changes = await changesOf(userKey(scene.accountId, userIdOf(scene.accountId, email)))
  expect(changes.map(({ eventName }) => eventName)).toEqual(['INSERT'])
})

test('20 administrators join at once, and the account counts every one of them', async () => {
  const scene = await account()
  const invitations = await Promise.all(
    Array.from({ length: 20 }, () => invited(scene, { roleIds: ['admin'] })),
  )
  const replies = await Promise.all(invitations.map(({ token }) => redeem(token)))
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
  const stored = await item({ pk: `ACCOUNT#${scene.accountId}`, sk: 'ACCOUNT' })
  expect(stored?.admins).toEqual(
    new Set([userIdOf(scene.accountId, scene.admin), ...invitations.map(({ userId }) => userId)]),
  )
})

test('an expired invitation says so', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', new Date(Date.now() - 1).toISOString())
  await refused(token, 410, 'invitation_expired')
  expect(await item(userKey(scene.accountId, userId))).toMatchObject({ status: 'invited' })
})

test('an invitation replaced by a newer email says so', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'nonce', 'another')
  await refused(token, 410, 'invitation_replaced')
})

test('a revoked invitation says so', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await remove(userKey(scene.accountId, userId))
  await refused(token, 410, 'invitation_revoked')
})

test("a suspended user can't get in with their invitation's email", async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'status', 'suspended')
  await refused(token, 410, 'user_suspended')
})

test('an invitation is void once the inviter is suspended, gone, or could no longer grant its roles', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'roles:read', 'users:invite'])
  const changes = [
    (userId: string) => set(userKey(scene.accountId, userId), 'status', 'suspended'),
    (userId: string) => set(userKey(scene.accountId, userId), 'roleIds', ['member']),
    (userId: string) => remove(userKey(scene.accountId, userId)),
  ]
  for (const change of changes) {
    const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
    const { token } = await invited({ ...scene, admin: inviter })
    expect((await preview(token)).status).toBe(200)
    await change(userIdOf(scene.accountId, inviter))
    await refused(token, 410, 'invitation_void')
  }
})

test('an invitation stays void after its inviter is removed and comes back, until somebody resends it', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'roles:read', 'users:invite'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  const { token, userId } = await invited({ ...scene, admin: inviter })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, inviter)}`
  expect((await removeUser(path, scene.admin)).status).toBe(204)
  const again = await invited(scene, { email: inviter, roleIds: ['inviter'] })
  expect((await redeem(again.token)).status).toBe(200)
  expect((await patch(`${scene.path}/users/${userId}`, { name: 'Other' }, scene.admin)).status).toBe(200)
  await refused(token, 410, 'invitation_void')
  expect((await post(`${scene.path}/users/${userId}/resend`, {}, inviter)).status).toBe(202)
})

test("a proof through an invite link's email is no longer valid after a removal", async () => {
  const scene = await account()
  const email = somebody()
  const asked = { token: await linkToken(scene), email, name: 'Joe Typed', phone: '+4915112345678' }
  expect((await post('/invitations/redeem', asked)).status).toBe(202)
  const token = await tokenInMail(email)
  expect((await redeem(token)).status).toBe(200)
  expect((await redeem(token)).status).toBe(200)
  const userId = userIdOf(scene.accountId, email)
  expect((await removeUser(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(204)
  expect(await item(joinRequestKey(scene.accountId, userId))).toBeUndefined()
  await refused(token, 410, 'invitation_expired')
})

test('people invited after asking through the link take their invitation, and the older email grants nothing', async () => {
  const scene = await account()
  const email = somebody()
  const asked = { token: await linkToken(scene), email, name: 'Kim' }
  expect((await post('/invitations/redeem', asked)).status).toBe(202)
  const older = await tokenInMail(email)
  const { token } = await invited(scene, { email, roleIds: ['admin'] })
  await refused(older, 410, 'invitation_replaced')
  await rotateLink(scene.accountId)
  expect(await post('/me/redeem', { token: asked.token }, email)).toMatchObject({
    status: 410,
    body: { code: 'link_replaced' },
  })
  expect((await redeem(token)).status).toBe(200)
})

test("a mailbox that refused an email isn't emailed again because somebody enters its address at the link", async () => {
  const scene = await account()
  const email = somebody()
  const asked = { token: await linkToken(scene), email, name: 'Bo Unced' }
  expect((await post('/invitations/redeem', asked)).status).toBe(202)
  await mails(email)
  const key = joinRequestKey(scene.accountId, userIdOf(scene.accountId, email))
  await eventually(async () => expect(await item(key)).toMatchObject({ mail: { state: 'sent' } }))
  await set(key, 'mail', { state: 'bounced', at: new Date(0).toISOString() })
  await set(key, 'requestedAt', new Date(0).toISOString())
  expect((await post('/invitations/redeem', asked)).status).toBe(202)
  expect(await item(key)).toMatchObject({ mail: { state: 'bounced' } })
})

test('a role deleted since grants nothing, and an invitation with no role left is void', async () => {
  const scene = await account()
  await role(scene.accountId, 'editor', ['pages:edit'])
  const both = await invited(scene, { roleIds: ['editor', 'member'] })
  const alone = await invited(scene, { roleIds: ['editor'] })
  await remove(roleKey(scene.accountId, 'editor'))
  expect((await redeem(both.token)).status).toBe(200)
  expect((await get('/me', both.email)).body.accounts).toMatchObject([{ roleIds: ['member'] }])
  await refused(alone.token, 410, 'invitation_void')
})

test('a forged token gets the same answer as one that never existed', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  const [kind = '', key = '', ...rest] = token.split('.')
  const forgeries = [
    token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    [kind, String(Number(key) + 1), ...rest].join('.'),
    ['l', key, ...rest].join('.'),
    token.replace(scene.accountId, 'acc_somebodyelse'),
    'nonsense',
    '....',
  ]
  for (const forgery of forgeries) await refused(forgery, 404, 'unknown_token')
})

test("a redemption's body has no influence on a personal invitation", async () => {
  const scene = await account()
  const { token, email } = await invited(scene, { name: 'Grace Hopper' })
  const other = somebody('thief')
  expect((await redeem(token, { email: other, name: 'Thief' })).body).toMatchObject({ email })
  expect((await get('/me', other)).body.accounts).toEqual([])
  expect((await get(`${scene.path}/users?search=grace`, scene.admin)).body.items).toMatchObject([{ email }])
})

test('a person signed in with another address is told so, and nothing is consumed', async () => {
  const scene = await account()
  const { token, email } = await invited(scene)
  expect(await post('/me/redeem', { token }, somebody('other'))).toMatchObject({
    status: 409,
    body: { code: 'signed_in_as_another' },
  })
  expect(await post('/me/redeem', { token }, email)).toMatchObject({
    status: 200,
    body: { status: 'active' },
  })
})

test("a link asks for an address, and keeps nothing else that's entered there", async () => {
  const scene = await account()
  const token = await linkToken(scene)
  expect(await redeem(token)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'email', code: 'missing' }] },
  })
  const email = somebody()
  expect((await redeem(token, { email, name: 'Rude Name', phone: '+4915112345678' })).status).toBe(202)
  const request = await item(joinRequestKey(scene.accountId, userIdOf(scene.accountId, email)))
  expect(request).toMatchObject({ email })
  expect(JSON.stringify(request)).not.toMatch(/Rude|49151/)
})

test('people who join while signed in get a valid name, whatever their sign-in says', async () => {
  const scene = await account()
  const token = await linkToken(scene)
  const names = ['', '   ', 'x'.repeat(101), 'a\u202eb\r\nBcc: x@y.z', 'see https://evil.example', '\ud800']
  for (const [index, name] of names.entries()) {
    const email = `ann.lee.${index}@example.com`
    const authorization = `Bearer ${await tokenFor(email, { name })}`
    expect((await call('POST', '/me/redeem', { body: { token }, headers: { authorization } })).status).toBe(
      200,
    )
    const stored = await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))
    expect(stored?.name, JSON.stringify(name)).toBe('Ann Lee')
  }
  const email = somebody()
  const authorization = `Bearer ${await tokenFor(email, { name: ' Ann Lee ' })}`
  await call('POST', '/me/redeem', { body: { token }, headers: { authorization } })
  expect((await item(userKey(scene.accountId, userIdOf(scene.accountId, email))))?.name).toBe('Ann Lee')
})
