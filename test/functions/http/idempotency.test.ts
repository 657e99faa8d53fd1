import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { call, get } from '../../support/api.ts'
import { account, mails, member, role, type Scene, somebody } from '../../support/scene.ts'

const create = ({ path, admin }: Scene, what: string, body: object, key: string, as = admin) =>
  call('POST', `${path}/${what}`, { as, body, headers: { 'idempotency-key': key } })

test('the same key gives the same answer and creates nothing twice, even with 50 at once', async () => {
  const scene = await account()
  const body = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'], sendEmail: false }
  const key = randomUUID()
  const replies = await Promise.all(Array.from({ length: 50 }, () => create(scene, 'users', body, key)))
  for (const reply of replies)
    expect(reply).toMatchObject({ status: 201, body: { email: body.email, status: 'invited' } })
  // The link without its signature: right after a rotation some instances still sign with the previous key.
  const answers = replies.map(({ body: { invitationUrl, ...user } }) => [
    user,
    invitationUrl.split('.').slice(2, -1),
  ])
  expect([...new Set(answers.map((answer) => JSON.stringify(answer)))]).toHaveLength(1)
  expect(new Set(replies.map(({ headers }) => headers.get('location'))).size).toBe(1)
  expect((await create(scene, 'users', body, key.toUpperCase())).status).toBe(201)
})

test('an invitation requested twice with one key sends one email', async () => {
  const scene = await account()
  const body = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'] }
  const key = randomUUID()
  await create(scene, 'users', body, key)
  await create(scene, 'users', body, key)
  const { body: other } = await create(scene, 'users', { ...body, email: somebody() }, randomUUID())
  await mails(other.email)
  expect(await mails(body.email)).toHaveLength(1)
})

test('with another key, or from another caller, the address already belongs to the account', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:invite'])
  const host = await member(scene.accountId, { roleIds: ['host', 'member'] })
  const body = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'], sendEmail: false }
  const key = randomUUID()
  await create(scene, 'users', body, key)
  const refused = { status: 409, body: { code: 'user_exists' } }
  expect(await create(scene, 'users', body, randomUUID())).toMatchObject(refused)
  expect(await create(scene, 'users', body, key, host)).toMatchObject(refused)
})

test('a role is created once per key, even with 20 at once', async () => {
  const scene = await account()
  const key = randomUUID()
  const body = { name: 'Reader', permissions: ['reports:read'] }
  const replies = await Promise.all(Array.from({ length: 20 }, () => create(scene, 'roles', body, key)))
  for (const { status } of replies) expect(status).toBe(201)
  expect(new Set(replies.map((reply) => reply.body.roleId)).size).toBe(1)
  expect((await get(`${scene.path}/roles`, scene.admin)).body.items).toHaveLength(3)
  expect(await create(scene, 'roles', body, randomUUID())).toMatchObject({ status: 409 })
})

test('a key used for one request is refused for another, even with 20 at once', async () => {
  const scene = await account()
  const key = randomUUID()
  const body = (index: number) => ({
    email: `p${index}-${somebody()}`,
    name: 'Grace Hopper',
    roleIds: ['member'],
    sendEmail: false,
  })
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, index) => create(scene, 'users', body(index), key)),
  )
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
  for (const reply of replies.filter(({ status }) => status !== 201))
    expect(reply).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  const others = [
    ['roles', { name: 'Reader', permissions: [] }],
    ['users/bulk', { users: [body(30)] }],
  ] as const
  for (const [what, other] of others)
    expect(await create(scene, what, other, key)).toMatchObject({ body: { code: 'idempotency_key_reused' } })
})

test('the same address with the same key but another name, role or end is a different request', async () => {
  const scene = await account()
  const key = randomUUID()
  const first = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'], sendEmail: false }
  await create(scene, 'users', first, key)
  for (const other of [
    { name: 'Grace Brewster Hopper' },
    { roleIds: ['admin'] },
    { expiresInHours: 1 },
    { sendEmail: true },
  ])
    expect(await create(scene, 'users', { ...first, ...other }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  // The same request in another spelling is the same request.
  const spelled = { ...first, email: ` ${first.email.toUpperCase()} ` }
  expect((await create(scene, 'users', spelled, key)).status).toBe(201)
})

test("a key that isn't a UUID is refused", async () => {
  const scene = await account()
  const body = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'] }
  expect(await create(scene, 'users', body, 'again')).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'Idempotency-Key', code: 'not_a_uuid' }] },
  })
})
