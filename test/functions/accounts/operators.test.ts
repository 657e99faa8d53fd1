import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { operatorClient } from '../../../local/sign-in/clients.ts'
import { usherClient } from '../../../shared/client/client.ts'
import { clientCredentials } from '../../../shared/client/client-credentials.ts'
import { everyAccount } from '../../../shared/client/every-item.ts'
import { call, get, operator, patch, post, race, redeem, remove, tokenFor } from '../../support/api.ts'
import { account, invite, item, mails, member, somebody, tokenInMail, tokenOf } from '../../support/scene.ts'

const newAccount = () => ({ name: 'Globex', admin: { email: somebody('boss'), name: 'Hank Scorpio' } })

test("the product's own backend creates an account, whose administrator is invited, joins and invites others", async () => {
  const body = newAccount()
  const made = await post('/accounts', body, operator)
  expect(made).toMatchObject({
    status: 201,
    body: {
      name: 'Globex',
      defaultRoleIds: ['member'],
      invitationDays: 7,
      admin: { email: body.admin.email, status: 'invited', roleIds: ['admin'], source: 'bootstrap' },
    },
  })
  const path = `/accounts/${made.body.accountId}`
  expect(made.headers.get('location')).toBe(`/v1${path}`)
  const [mail] = await mails(body.admin.email)
  expect(mail?.subject).toBe('You’re invited to Globex')
  expect((await redeem(await tokenInMail(body.admin.email))).status).toBe(200)
  const guest = { email: somebody(), name: 'Homer', roleIds: ['member'] }
  expect((await post(`${path}/users`, guest, body.admin.email)).status).toBe(201)
})

test('creating an account repeatedly with one key creates one account and one email, even 20 at once', async () => {
  const body = newAccount()
  const headers = { 'idempotency-key': randomUUID() }
  const make = () => call('POST', '/accounts', { as: operator, body, headers })
  const replies = await race(() => call('POST', '/accounts', { as: operator, body: {} }), make)
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(201))
  expect(new Set(replies.map((reply) => reply.body.accountId)).size).toBe(1)
  expect(await mails(body.admin.email)).toHaveLength(1)
  const another = { ...body, admin: { ...body.admin, email: somebody() } }
  expect(await call('POST', '/accounts', { as: operator, body: another, headers })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  })
})

test('an operator lists all accounts, newest first, page by page', async () => {
  const made: string[] = []
  for (const _ of Array(3)) made.unshift((await post('/accounts', newAccount(), operator)).body.accountId)
  // Users are counted a moment after they're invited.
  const invited = async () => (await get(`/accounts/${made[0]}`, operator)).body.users.invited
  await expect.poll(invited).toBe(1)
  // Other tests make accounts at the same time.
  const listed: { accountId: string }[] = []
  for (let cursor = ''; !listed.some(({ accountId }) => accountId === made[2]); ) {
    const { body } = await get(`/accounts?limit=2${cursor}`, operator)
    expect(body.items).toHaveLength(2)
    listed.push(...body.items)
    cursor = `&cursor=${body.nextCursor}`
  }
  const mine = listed.filter(({ accountId }) => made.includes(accountId))
  expect(mine.map(({ accountId }) => accountId)).toEqual(made)
  expect(mine[0]).toEqual((await get(`/accounts/${made[0]}`, operator)).body)
  for (const cursor of ['nonsense', Buffer.from('2026#USER#x').toString('base64url')])
    expect(await get(`/accounts?cursor=${cursor}`, operator)).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    })
})

test('only operators create accounts, or see which ones exist', async () => {
  const { admin } = await account()
  for (const reply of [await post('/accounts', newAccount(), admin), await get('/accounts', admin)])
    expect(reply).toMatchObject({ status: 403, body: { code: 'operator_only' } })
  for (const reply of [await post('/accounts', newAccount()), await get('/accounts')])
    expect(reply.status).toBe(401)
})

test('an operator may act on any account, and is `operator` in the trail', async () => {
  const scene = await account()
  const { status, body: user } = await invite(scene, { sendEmail: false }, operator)
  expect(status).toBe(201)
  expect(user).not.toHaveProperty('invitedBy')
  expect((await redeem(tokenOf(user.invitationUrl))).status).toBe(200)
  const path = `${scene.path}/users/${user.userId}`
  expect((await patch(path, { roleIds: ['admin'] }, operator)).status).toBe(200)
  expect((await patch(path, { roleIds: ['member'] }, operator)).status).toBe(200)
  expect((await remove(path, operator)).status).toBe(204)
  const stored = await item({ pk: `ACCOUNT#${scene.accountId}`, sk: `USER#${user.userId}` })
  expect(stored).toMatchObject({ status: 'removed', updatedBy: 'operator' })
})

test("operators can't remove the last administrator either", async () => {
  const { path, accountId, admin } = await account()
  expect(await remove(`${path}/users/${userIdOf(accountId, admin)}`, operator)).toMatchObject({
    status: 409,
    body: { code: 'last_administrator' },
  })
})

test("an operator has no accounts of their own, and can't join one", async () => {
  expect(await get('/me', operator)).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  expect((await post('/me/redeem', { token: 'any' }, operator)).status).toBe(401)
})

test("an account that doesn't exist is a 404 for operators too", async () => {
  expect(await get('/accounts/acc_notthereatall', operator)).toMatchObject({
    status: 404,
    body: { code: 'account_not_found' },
  })
})

/** Tokens of the issuer that aren't an operator's, whoever they name. */
const impostors: readonly (readonly [string, object])[] = [
  ['the operator’s audience without the scope', { aud: 'usher-operator' }],
  ['an ID token with the scope', { aud: 'usher-operator', scope: 'usher/operator', token_use: 'id' }],
  ['another scope that begins like it', { aud: 'usher-operator', scope: 'usher/operators' }],
  ['another scope that ends like it', { aud: 'usher-operator', scope: 'not-usher/operator' }],
]
test.each(impostors)('%s makes nobody an operator', async (_, claims) => {
  const { path } = await account()
  const authorization = `Bearer ${await tokenFor(somebody(), { ...claims })}`
  expect(await call('GET', path, { headers: { authorization } })).toMatchObject({ status: 404 })
  const made = await call('POST', '/accounts', { headers: { authorization }, body: newAccount() })
  expect(made).toMatchObject({ status: 403, body: { code: 'operator_only' } })
})

const machine = { email: undefined, aud: 'usher-operator', client_id: 'usher-operator' }

test('a scope among several, as Cognito and others write them, makes an operator', async () => {
  const { path } = await account()
  for (const claims of [{ scope: 'a usher/operator b' }, { scp: ['a', 'usher/operator'] }]) {
    const authorization = `Bearer ${await tokenFor('', { ...claims, ...machine })}`
    expect(await call('GET', path, { headers: { authorization } })).toMatchObject({ status: 200 })
  }
})

test('the typed client creates an account with a token that it gets and caches by itself', async () => {
  const { issuerUrl, portalUrl } = inject('system')
  let asked = 0
  const send: typeof fetch = (...request) => {
    asked += 1
    return fetch(...request)
  }
  const token = clientCredentials({ ...operatorClient(issuerUrl), send })
  const usher = usherClient({ baseUrl: portalUrl, token })
  const made = await usher.createAccount({ body: newAccount() })
  if (!made.ok) throw new Error(made.problem.detail)
  const { accountId } = made.value
  await member(accountId)
  expect(await usher.listUsers({ accountId })).toMatchObject({ ok: true, value: { items: [{}, {}] } })
  const names: string[] = []
  for await (const one of everyAccount(usher)) {
    if (one.accountId === accountId) names.push(one.name)
    if (names.length > 0) break
  }
  expect(names).toEqual(['Globex'])
  expect(asked).toBe(1)
  const wrong = clientCredentials({ ...operatorClient(issuerUrl), clientSecret: 'wrong' })
  await expect(wrong()).rejects.toThrow('gave no token: it answered 401')
})
