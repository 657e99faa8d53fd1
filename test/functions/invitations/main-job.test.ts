import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { call, get, post, preview, redeem } from '../../support/api.ts'
import { account, invite, mails, somebody, tokenInMail, tokenOf } from '../../support/scene.ts'

test('an administrator invites a person by email, who joins through the email and is active with the invited roles', async () => {
  const scene = await account()
  const {
    status,
    body: user,
    headers,
  } = await invite(scene, { roleIds: ['member'], phone: '+4915112345678', message: 'Welcome!' })
  expect(status).toBe(201)
  expect(user).toMatchObject({
    status: 'invited',
    roleIds: ['member'],
    phone: '+4915112345678',
    source: 'manual',
    mail: { state: 'queued' },
  })
  expect(user).not.toHaveProperty('invitationUrl')
  expect(headers.get('location')).toBe(`/v1${scene.path}/users/${user.userId}`)

  const token = await tokenInMail(user.email)
  expect((await preview(token)).body).toMatchObject({
    kind: 'personal',
    status: 'invited',
    accountName: 'Acme',
    invitedBy: 'Ada Admin',
    roleNames: ['Member'],
    email: 'p•••@example.com',
    expiresAt: user.expiresAt,
  })
  expect((await redeem(token)).body).toMatchObject({
    status: 'active',
    accountId: scene.accountId,
    accountName: 'Acme',
    email: user.email,
  })

  const { body: page } = await get(`${scene.path}/users`, scene.admin)
  expect(page.items).toHaveLength(2)
  expect(page.items[1]).toMatchObject({ userId: user.userId, status: 'active', mail: { state: 'sent' } })
  expect(page.items[1]).not.toHaveProperty('expiresAt')
  expect((await get('/me', user.email)).body.accounts).toEqual([
    {
      accountId: scene.accountId,
      name: 'Acme',
      userId: user.userId,
      roleIds: ['member'],
      permissions: ['users:read', 'roles:read'],
    },
  ])
})

test('a stranger uses the invite link, confirms by email, and joins with the default roles', async () => {
  const scene = await account()
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  expect(link).toMatchObject({ enabled: true, defaultRoleIds: ['member'] })
  const token = tokenOf(link.url)
  expect((await preview(token)).body).toEqual({ kind: 'link', accountName: 'Acme', roleNames: ['Member'] })

  const email = somebody('stranger')
  const asked = await redeem(token, { email })
  expect(asked).toMatchObject({ status: 202, body: { status: 'confirmation_sent' } })
  expect((await get('/me', email)).body.accounts).toEqual([])

  const confirmation = await tokenInMail(email)
  expect((await preview(confirmation)).body).toMatchObject({
    kind: 'personal',
    status: 'invited',
    roleNames: ['Member'],
  })
  expect((await redeem(confirmation, { name: 'Str Anger' })).body).toMatchObject({ status: 'active', email })
  const { body: me } = await get('/me', email)
  expect(me.accounts).toMatchObject([{ accountId: scene.accountId, roleIds: ['member'] }])
  const { body: user } = await get(`${scene.path}/users/${me.accounts[0].userId}`, scene.admin)
  expect(user).toMatchObject({ status: 'active', source: 'link', name: 'Str Anger' })
})

test('a person signed in with a verified address joins through the link at once, without an email', async () => {
  const scene = await account()
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  const email = somebody('verified')
  const joined = await post('/me/redeem', { token: tokenOf(link.url), name: 'Veri Fied' }, email)
  expect(joined).toMatchObject({ status: 200, body: { status: 'active', accountId: scene.accountId } })
  expect((await get('/me', email)).body.accounts).toMatchObject([{ roleIds: ['member'] }])
})

test('an active user who uses the link gets an email that says so, and the same answer', async () => {
  const scene = await account()
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  const asked = await redeem(tokenOf(link.url), { email: scene.admin, name: 'Somebody Else' })
  expect(asked).toMatchObject({ status: 202, body: { status: 'confirmation_sent' } })
  const [mail] = await mails(scene.admin)
  expect(mail?.subject).toBe('You already have access to Acme')
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toMatchObject([
    { name: 'Ada Admin', roleIds: ['admin'] },
  ])
})

test('an invited address that uses the link gets its own invitation again, and keeps its roles', async () => {
  const scene = await account()
  const { body: user } = await invite(scene, { roleIds: ['admin'], sendEmail: false })
  const { body: link } = await get(`${scene.path}/invite-link`, scene.admin)
  const joined = await post('/me/redeem', { token: tokenOf(link.url) }, user.email)
  expect(joined.status).toBe(200)
  expect((await get(`${scene.path}/users/${user.userId}`, scene.admin)).body).toMatchObject({
    status: 'active',
    roleIds: ['admin'],
    source: 'manual',
  })
})

test('a request that matches no route is answered like every other problem', async () => {
  expect(await call('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'route_not_found' } })
})

test("the README's line takes the token of the invitation from the mailbox", async () => {
  const [, pattern = ''] = /grep -o '(join#[^']+)'/.exec(readFileSync('README.md', 'utf8')) ?? []
  const { body: user } = await invite(await account())
  const token = await tokenInMail(user.email)
  const [mail] = await mails(user.email)
  expect(JSON.stringify(mail).match(new RegExp(pattern, 'g'))?.at(-1)).toBe(`join#${token}`)
})
