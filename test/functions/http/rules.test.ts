/** The rules that always hold, one sentence each. The other tests in this folder cover the corner cases. */
import { expect, test } from 'vitest'
import { firstAdministrator } from '../../../functions/invitations/invitation.ts'
import { userKey, usersIndexKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, post, put, race, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  invite,
  invited,
  item,
  linkToken,
  mails,
  member,
  put as putItem,
  role,
  set,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

const statuses = (replies: readonly { status: number }[]) => replies.map(({ status }) => status).toSorted()

test('An address is in an account once, whatever its letter case, surrounding spaces, Unicode form or IDN spelling.', async () => {
  const scene = await account()
  const name = `zoe-${Date.now()}`
  const spellings = [
    `${name}é@bücher.example`,
    ` ${name.toUpperCase()}É@BÜCHER.example `,
    `${name}e\u0301@xn--bcher-kva.example`,
  ]
  const replies = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      invite(scene, { email: spellings[index % 3], sendEmail: false }),
    ),
  )
  expect(statuses(replies)).toEqual([201, ...Array(23).fill(409)])
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(2)
})

test('Nobody can grant a permission that they lack, by invitation, default roles, a custom role or a role change.', async () => {
  const scene = await account()
  const all = ['users:read', 'users:invite', 'users:write', 'roles:read', 'roles:write']
  await role(scene.accountId, 'manager', all)
  await role(scene.accountId, 'payer', ['invoices:pay'])
  const manager = await member(scene.accountId, { roleIds: ['manager'] })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, await member(scene.accountId))}`
  const tries = [
    await invite(scene, { roleIds: ['payer'] }, manager),
    await put(`${scene.path}/default-roles`, { roleIds: ['payer'] }, manager),
    await post(`${scene.path}/roles`, { name: 'Payers', permissions: ['invoices:pay'] }, manager),
    await patch(`${scene.path}/roles/payer`, { name: 'Mine' }, manager),
    await patch(path, { roleIds: ['payer'] }, manager),
    await patch(path, { roleIds: ['admin'] }, manager),
  ]
  expect(statuses(tries)).toEqual(Array(6).fill(403))
  expect((await patch(path, { roleIds: ['manager'] }, manager)).status).toBe(200)
})

test('Default roles never include one that can manage users, roles or the account.', async () => {
  const scene = await account()
  for (const permission of ['users:invite', 'users:write', 'roles:write', 'account:write']) {
    await role(scene.accountId, 'mighty', [permission])
    expect((await put(`${scene.path}/default-roles`, { roleIds: ['mighty'] }, scene.admin)).status).toBe(422)
  }
  await set({ pk: `ACCOUNT#${scene.accountId}`, sk: 'ACCOUNT' }, 'defaultRoleIds', ['mighty', 'member'])
  const guest = somebody()
  await post('/me/redeem', { token: await linkToken(scene) }, guest)
  expect((await get('/me', guest)).body.accounts[0].roleIds).toEqual(['member'])
})

test('An account always keeps at least one active user with the built-in administrator role.', async () => {
  const scene = await account()
  const admins = [scene.admin, ...(await invitedAdministrators(scene, 4))]
  const pathOf = (email: string) => `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  const ways = [
    (by: string, of: string) => patch(pathOf(of), { roleIds: ['member'] }, by),
    (by: string, of: string) => patch(pathOf(of), { status: 'suspended' }, by),
    (by: string, of: string) => remove(pathOf(of), by),
  ]
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const [by = '', of = ''] = [admins[index % 5], admins[(index * 2 + 1) % 5]]
      return ways[index % 3]?.(by, of)
    }),
  )
  const users = await Promise.all(
    admins.map((email) => item(userKey(scene.accountId, userIdOf(scene.accountId, email)))),
  )
  const left = users.filter((user) => user?.status === 'active' && String(user.roleIds).includes('admin'))
  expect(left.length).toBeGreaterThan(0)
})

const invitedAdministrators = (scene: Awaited<ReturnType<typeof account>>, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const { token, email } = await invited(scene, { roleIds: ['admin'] })
      await redeem(token)
      return email
    }),
  )

test('One invitation makes exactly one user, however many redeem it at once; an invite link never exceeds its maximum.', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  const redeemed = await race(
    () => redeem('nonsense'),
    () => redeem(token),
  )
  expect(statuses(redeemed)).toEqual(Array(20).fill(200))
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(2)

  await put(`${scene.path}/invite-link`, { maxUses: 7 }, scene.admin)
  const link = await linkToken(scene)
  const joins = await Promise.all(
    Array.from({ length: 50 }, () => post('/me/redeem', { token: link }, somebody())),
  )
  expect(joins.filter(({ status }) => status === 200)).toHaveLength(7)
  expect((await get(`${scene.path}/users?status=active`, scene.admin)).body.items).toHaveLength(9)
})

test('Every change is in the audit trail with who, what, when, before and after, no matter which code made it.', async () => {
  const scene = await account()
  const { userId, token } = await invited(scene)
  await redeem(token)
  await role(scene.accountId, 'reader', ['reports:read'])
  await patch(`${scene.path}/users/${userId}`, { roleIds: ['reader'] }, scene.admin)
  await set(userKey(scene.accountId, userId), 'status', 'suspended')
  const admin = userIdOf(scene.accountId, scene.admin)
  await eventually(async () => {
    const { body } = await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)
    expect(body.items).toMatchObject([
      { action: 'user.suspended', before: { status: 'active' }, after: { status: 'suspended' } },
      {
        action: 'user.changed',
        actor: admin,
        before: { roleIds: ['member'] },
        after: { roleIds: ['reader'] },
      },
      { action: 'user.joined', actor: userId, before: { status: 'invited' }, after: { status: 'active' } },
      { action: 'user.invited', actor: admin, at: expect.stringMatching(/Z$/) },
    ])
  })
})

test('What an invitation grants is checked again when it is redeemed.', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'users:invite', 'roles:read'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  const { body } = await invite(scene, { sendEmail: false }, inviter)
  const token = body.invitationUrl.split('#')[1]
  const path = `${scene.path}/users/${userIdOf(scene.accountId, inviter)}`
  await patch(path, { status: 'suspended' }, scene.admin)
  expect(await redeem(token)).toMatchObject({ status: 410, body: { code: 'invitation_void' } })
  await patch(path, { status: 'active' }, scene.admin)
  expect((await redeem(token)).status).toBe(200)
})

test('Redeeming never signs anyone in, and a link in the wrong hands gives access to nothing.', async () => {
  const scene = await account()
  const { token, email } = await invited(scene)
  const thief = somebody()
  expect(await post('/me/redeem', { token }, thief)).toMatchObject({
    status: 409,
    body: { code: 'signed_in_as_another' },
  })
  const { status, body, headers } = await redeem(token)
  expect(status).toBe(200)
  expect(Object.keys(body).toSorted()).toEqual(['accountId', 'accountName', 'email', 'signInUrl', 'status'])
  expect(headers.get('set-cookie')).toBeNull()
  expect((await get(scene.path, thief)).status).toBe(404)
  expect((await get(scene.path, email)).status).toBe(200)
})

test('What an account or an inviter writes goes into emails only as plain text, without links.', async () => {
  const scene = await account({ name: 'Acme <b>evil.example/a</b>' })
  const path = `${scene.path}/users/${userIdOf(scene.accountId, scene.admin)}`
  await patch(path, { name: 'Ada <i>Admin</i>' }, scene.admin)
  const email = somebody()
  await invite(scene, { email, message: '<a href="evil.example">win</a> at evil.example' })
  const [mail] = await mails(email)
  // To join, and to stop or report the emails.
  expect(mail?.body.html.match(/<a /g)).toHaveLength(2)
  expect(mail?.body.html.match(/<a [^>]*href="http:\/\/localhost:\d+\//g)).toHaveLength(2)
  expect(mail?.body.html).toContain('&lt;i&gt;')
  expect(`${mail?.subject} ${mail?.body.html} ${mail?.body.text}`).not.toMatch(/evil\.example|https:\/\/evil/)
})

test('A redeemed, expired, revoked or superseded token gets a clear answer and changes nothing; a forged one gets the same answer as one that never existed.', async () => {
  const scene = await account()
  const [used, expired, revoked, superseded] = await Promise.all([1, 2, 3, 4].map(() => invited(scene)))
  if (!used || !expired || !revoked || !superseded) throw new Error('Nobody was invited')
  await redeem(used.token)
  await set(userKey(scene.accountId, expired.userId), 'expiresAt', new Date(0).toISOString())
  await remove(`${scene.path}/users/${revoked.userId}`, scene.admin)
  await post(`${scene.path}/users/${superseded.userId}/resend`, {}, scene.admin)
  const state = async () => (await get(`${scene.path}/users`, scene.admin)).body.items.map(statusAndRoles)
  const statusAndRoles = ({ userId, status }: { userId: string; status: string }) => [userId, status]
  const before = await state()
  expect((await redeem(used.token)).body).toMatchObject({ status: 'active' })
  expect((await redeem(expired.token)).body).toMatchObject({ status: 410, code: 'invitation_expired' })
  expect((await redeem(revoked.token)).body).toMatchObject({ status: 410, code: 'invitation_revoked' })
  expect((await redeem(superseded.token)).body).toMatchObject({ status: 410, code: 'invitation_replaced' })
  const forged = await redeem(`${expired.token.slice(0, -4)}AAAA`)
  const never = await redeem('p.1.acc_never.usr_never.usr_never.never.never')
  expect({ ...forged.body, requestId: '' }).toEqual({ ...never.body, requestId: '' })
  expect(await state()).toEqual(before)
})

test('An email that should be sent is sent, normally once, even if the process dies between the write and the email.', async () => {
  const { accountId } = await account()
  const [email, now] = [somebody(), new Date()]
  const user = firstAdministrator({ accountId, email, name: 'Grace', now, nonce: 'n', by: 'bootstrap' })
  // All that's left by a process that dies right after its write.
  await putItem({
    ...userKey(accountId, user.userId),
    ...usersIndexKey(accountId, email),
    type: 'user',
    ...user,
  })
  expect((await redeem(await tokenInMail(email))).status).toBe(200)
  expect(await mails(email)).toHaveLength(1)
})

test('Nothing in one account is ever visible to, or changed by, another.', async () => {
  const [ours, theirs] = [await account(), await account({ name: 'Theirs' })]
  const email = await member(theirs.accountId, { name: 'Their Member' })
  const inBoth = await member(ours.accountId, { email: theirs.admin, roleIds: ['member'] })
  const path = `${theirs.path}/users/${userIdOf(theirs.accountId, email)}`
  const tries = [
    await get(theirs.path, ours.admin),
    await get(`${theirs.path}/users`, ours.admin),
    await get(`${theirs.path}/audit-events`, ours.admin),
    await patch(path, { name: 'Mine' }, ours.admin),
    await remove(path, ours.admin),
    await get(`${ours.path}/users/${userIdOf(theirs.accountId, email)}`, ours.admin),
  ]
  expect(statuses(tries)).toEqual(Array(6).fill(404))
  expect(JSON.stringify(tries)).not.toContain('Their')
  expect((await patch(`${ours.path}`, { name: 'Mine' }, inBoth)).status).toBe(403)
  expect((await get(theirs.path, theirs.admin)).body.name).toBe('Theirs')
})
