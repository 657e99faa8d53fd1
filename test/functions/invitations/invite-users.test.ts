import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { call, get, post } from '../../support/api.ts'
import { account, mails, member, role, somebody } from '../../support/scene.ts'

const person = (more: object = {}) => ({
  email: somebody(),
  name: 'Grace Hopper',
  roleIds: ['member'],
  ...more,
})

test('rows succeed or fail independently, and the results come in order', async () => {
  const scene = await account()
  await role(scene.accountId, 'host', ['users:invite', 'users:read', 'roles:read'])
  const host = await member(scene.accountId, { roleIds: ['host'] })
  const twice = somebody('twice')
  const rows = [
    person({ email: ` ${twice.toUpperCase()} ` }),
    person({ email: 'no address', name: '' }),
    person({ email: twice }),
    person({ roleIds: ['admin'] }),
    person({ roleIds: ['nothing'] }),
    person({ colour: 'red' }),
    {},
    person({ sendEmail: false }),
    person({ email: host }),
  ]
  const { status, body } = await post(`${scene.path}/users/bulk`, { users: rows }, host)
  expect(status).toBe(200)
  expect(body.results).toMatchObject([
    { outcome: 'invited', email: twice, userId: expect.stringMatching(/^usr_/) },
    {
      outcome: 'refused',
      code: 'invalid_request',
      email: 'no address',
      errors: [{ path: 'email' }, { path: 'name' }],
    },
    { outcome: 'refused', code: 'user_exists', userId: body.results[0].userId, userStatus: 'invited' },
    { outcome: 'refused', code: 'role_not_yours_to_give', errors: [{ path: 'roleIds.0' }] },
    { outcome: 'refused', code: 'invalid_request', errors: [{ path: 'roleIds.0' }] },
    { outcome: 'refused', code: 'invalid_request' },
    { outcome: 'refused', code: 'invalid_request', email: '' },
    { outcome: 'invited', invitationUrl: expect.stringContaining('/join#') },
    { outcome: 'refused', code: 'user_exists', userStatus: 'active' },
  ])
  await mails(twice)
})

test('100 people are invited in one request; sending the same rows again invites only those still missing', async () => {
  const scene = await account()
  const rows = Array.from({ length: 100 }, () => person({ sendEmail: false }))
  const half = await post(`${scene.path}/users/bulk`, { users: rows.slice(0, 50) }, scene.admin)
  expect(half.body.results.every(({ outcome }: { outcome: string }) => outcome === 'invited')).toBe(true)
  const all = await post(`${scene.path}/users/bulk`, { users: rows }, scene.admin)
  const codes = all.body.results.map(({ code }: { code?: string }) => code ?? 'invited')
  expect(codes).toEqual([...Array(50).fill('user_exists'), ...Array(50).fill('invited')])
  const { items } = (await get(`${scene.path}/users?limit=100&status=invited`, scene.admin)).body
  expect(items).toHaveLength(100)
  expect(items[0].source).toBe('bulk')
})

test('repeating a request with its key gives the same answer, links included', async () => {
  const scene = await account()
  const twice = person({ sendEmail: false })
  const users = [twice, person({ sendEmail: false }), twice]
  const send = (key: string) =>
    call('POST', `${scene.path}/users/bulk`, {
      as: scene.admin,
      body: { users },
      headers: { 'idempotency-key': key },
    })
  const key = randomUUID()
  const first = await send(key)
  expect(first.body.results).toMatchObject([
    { outcome: 'invited', invitationUrl: expect.stringContaining('/join#') },
    { outcome: 'invited' },
    { outcome: 'refused', code: 'user_exists' },
  ])
  expect((await send(key)).body).toEqual(first.body)
  const other = (await send(randomUUID())).body.results
  expect(other.map(({ code }: { code?: string }) => code)).toEqual(Array(3).fill('user_exists'))
})

test("a row whose address isn't even text is the only one refused", async () => {
  const scene = await account()
  const good = { email: somebody(), name: 'Good', roleIds: ['member'], sendEmail: false }
  const users = [good, { ...good, email: { toString: 1 } }, { ...good, email: Array(50).fill([]) }, {}]
  const { status, body } = await post(`${scene.path}/users/bulk`, { users }, scene.admin)
  expect(status).toBe(200)
  expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'invited',
    'refused',
    'refused',
    'refused',
  ])
})

test('more than 100 rows, or none, are refused as a whole', async () => {
  const scene = await account()
  for (const users of [[], Array.from({ length: 101 }, () => person())])
    expect(await post(`${scene.path}/users/bulk`, { users }, scene.admin)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'users' }] },
    })
  expect((await get(`${scene.path}/users`, scene.admin)).body.items).toHaveLength(1)
})

test('20 requests with the same rows at once invite each person once', async () => {
  const scene = await account()
  const users = Array.from({ length: 10 }, () => person({ sendEmail: false }))
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => post(`${scene.path}/users/bulk`, { users }, scene.admin)),
  )
  const invited = replies.flatMap(({ body }) =>
    body.results.filter(({ outcome }: { outcome: string }) => outcome === 'invited'),
  )
  expect(invited).toHaveLength(10)
})
