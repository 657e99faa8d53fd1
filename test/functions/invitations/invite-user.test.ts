import { expect, test } from 'vitest'
import { call, get, post, race, redeem, tokenFor } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  linkToken,
  mails,
  member,
  role,
  somebody,
  tokenOf,
} from '../../support/scene.ts'

test('an address in five spellings is one user', async () => {
  const scene = await account()
  const local = `jane.${Date.now()}`
  const spellings = [
    `${local}@bücher.example`,
    ` ${local.toUpperCase()}@BÜCHER.example `,
    `${local}@bu\u0308cher.example`,
    `${local}@xn--bcher-kva.example`,
    `${local}@XN--BCHER-KVA.EXAMPLE`,
  ]
  const replies = []
  for (const email of spellings) replies.push(await invite(scene, { email, sendEmail: false }))
  expect(replies.map(({ status }) => status)).toEqual([201, 409, 409, 409, 409])
  const [{ body: first } = { body: undefined }, ...others] = replies
  for (const { body } of others)
    expect(body).toMatchObject({ code: 'user_exists', userId: first.userId, userStatus: 'invited' })
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(2)
})

test("an address that SES can't email can be invited without an email, but can't ask for one at the link", async () => {
  const scene = await account()
  const email = somebody('zoë')
  const unmailable = { errors: [{ path: 'email', message: expect.stringContaining('before the @') }] }
  expect(await invite(scene, { email })).toMatchObject({ status: 422, body: unmailable })
  const token = await linkToken(scene)
  expect(await redeem(token, { email, name: 'Zoë' })).toMatchObject({ status: 422, body: unmailable })
  const { userId, token: own } = await invited(scene, { email })
  const resent = await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)
  expect(resent).toMatchObject({ status: 422, body: unmailable })
  expect(await redeem(own)).toMatchObject({ status: 200, body: { email } })
})

test('20 invite one address at once: one user, one email, and 19 are told that it exists', async () => {
  const scene = await account()
  const email = somebody('raced')
  const headers = { authorization: `Bearer ${await tokenFor(scene.admin)}` }
  const body = { email, name: 'Grace Hopper', roleIds: ['member'] }
  const replies = await race(
    () => call('POST', `${scene.path}/users`, { body: {}, headers }),
    () => call('POST', `${scene.path}/users`, { body, headers }),
  )
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
  await mails(email)
  await mails(await invite(scene).then(({ body }) => body.email))
  expect(await mails(email)).toHaveLength(1)
  expect((await get(`${scene.path}/users?search=raced`, scene.admin)).body.items).toHaveLength(1)
})

test("callers who turn off the email get the invitation's URL instead", async () => {
  const scene = await account()
  const { body } = await invite(scene, { sendEmail: false })
  expect(body.mail.state).toBe('skipped')
  const joined = await post('/invitations/redeem', { token: tokenOf(body.invitationUrl) })
  expect(joined).toMatchObject({ status: 200, body: { email: body.email } })
})

test('nobody grants a permission that they lack', async () => {
  const scene = await account()
  await role(scene.accountId, 'inviter', ['users:read', 'users:invite'])
  await role(scene.accountId, 'billing', ['invoices:pay'])
  const inviter = await member(scene.accountId, { roleIds: ['inviter'] })
  for (const roleIds of [['admin'], ['billing'], ['inviter', 'billing']])
    expect(await invite(scene, { roleIds }, inviter)).toMatchObject({
      status: 403,
      body: { code: 'role_not_yours_to_give', errors: [{ path: `roleIds.${roleIds.length - 1}` }] },
    })
  expect(await invite(scene, { roleIds: ['inviter'] }, inviter)).toMatchObject({ status: 201 })
  expect(await invite(scene, { roleIds: ['billing'] })).toMatchObject({ status: 201 })
})

test("a role that isn't in the account is refused, with its index in the list", async () => {
  const scene = await account()
  expect(await invite(scene, { roleIds: ['member', 'ghost'] })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ path: 'roleIds.1', code: 'unknown_role' }] },
  })
})

test('an invitation is valid for as long as requested', async () => {
  const scene = await account()
  const { body } = await invite(scene, { expiresInHours: 720, sendEmail: false })
  expect(Date.parse(body.expiresAt) - Date.parse(body.invitedAt)).toBe(720 * 3_600_000)
  const { body: usual } = await invite(scene, { sendEmail: false })
  expect(Date.parse(usual.expiresAt) - Date.parse(usual.invitedAt)).toBe(7 * 24 * 3_600_000)
})

test('an email shows what people wrote as plain text, without their links', async () => {
  const scene = await account()
  const { body } = await invite(scene, {
    name: 'Zoë <b>',
    message: 'See evil.example/login\nor evil.example <a href="x">now</a>',
  })
  const [mail] = await mails(body.email)
  expect(mail?.body.html).not.toMatch(/<a href="x"|evil\.example/)
  expect(mail?.body.html).toContain('evil.\u2060example')
  expect(mail?.body.html.match(/<a [^>]*href="/g)).toHaveLength(2)
  expect(mail?.body.text).toContain('evil.\u2060example')
  expect(mail?.from).toBe('"Usher" <no-reply@usher.test>')
})

test('a link in a message is refused while it can still be reworded', async () => {
  const scene = await account()
  for (const message of ['See https://evil.example/login', 'or www.evil.example'])
    expect(await invite(scene, { message })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'message', code: 'link' }] },
    })
})

test("real people's names are accepted; a web address isn't a name", async () => {
  const scene = await account()
  for (const name of ['Ngô Thị Ánh', "Seán O'Brien-Núñez", '王秀英', 'محمد', 'José 3rd', 'X Æ A-12'])
    expect(await invite(scene, { name, sendEmail: false })).toMatchObject({
      status: 201,
      body: { name: name.normalize('NFC') },
    })
  for (const name of ['evil.com', 'Win at https://x', '\u202Eevil', '   '])
    expect(await invite(scene, { name, sendEmail: false })).toMatchObject({ status: 422 })
})
