import { gzipSync } from 'node:zlib'
import { beforeAll, expect, inject, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { problemsOf } from '../../../shared/contract/openapi.ts'
import type { Operation } from '../../../shared/contract/operation.ts'
import { operations } from '../../../shared/contract/operations.ts'
import { problemBody } from '../../../shared/contract/problems.ts'
import { call, get, operator, tokenFor } from '../../support/api.ts'
import {
  account,
  invited,
  linkToken,
  member,
  role,
  type Scene,
  somebody,
  stateOf,
} from '../../support/scene.ts'

let ours: Scene
let theirs: Scene
let crowded: Scene
let token: string
beforeAll(async () => {
  ours = await account()
  theirs = await account()
  crowded = await account()
  token = await linkToken(ours)
})

const validBodies: Readonly<Record<string, () => object>> = {
  createAccount: () => ({ name: 'Globex', admin: { email: somebody(), name: 'Hank' } }),
  exportPerson: () => ({ email: somebody() }),
  erasePerson: () => ({ email: somebody() }),
  signAccessReview: () => ({
    decisions: [{ userId: userIdOf(ours.accountId, ours.admin), decision: 'keep', reason: 'Needed' }],
  }),
  deleteAccount: () => ({ name: 'Another name' }),
  changeAccount: () => ({ name: 'Acme', invitationDays: 7, allowedDomains: ['example.com'] }),
  inviteUser: () => ({ email: somebody(), name: 'Grace', roleIds: ['member'] }),
  inviteUsers: () => ({ users: [{ email: somebody(), name: 'Grace', roleIds: ['member'] }] }),
  handOverAccount: () => ({ userId: userIdOf(ours.accountId, ours.admin) }),
  changeMyUser: () => ({ name: 'Grace', phone: '+4915112345678' }),
  correctAddress: () => ({ email: somebody(), name: 'Grace' }),
  lookUpUsers: () => ({ emails: [somebody()] }),
  changeUser: () => ({ name: 'Grace', phone: '+4915112345678', roleIds: ['member'] }),
  resendInvitation: () => ({ expiresInHours: 1 }),
  createRole: () => ({ name: `Role ${somebody()}`, permissions: ['pages:read'] }),
  changeRole: () => ({ name: 'Some name', permissions: ['pages:read'] }),
  putDefaultRoles: () => ({ roleIds: ['member'] }),
  addDomain: () => ({ domain: `${somebody('d').split('@')[0]}.example` }),
  changeDomain: () => ({ joining: 'off' }),
  joinByDomain: () => ({ accountId: ours.accountId }),
  approveJoinRequest: () => ({ roleIds: ['member'] }),
  createInviteLink: () => ({ name: 'Contractors' }),
  changeInviteLink: () => ({ enabled: true }),
  putInviteLink: () => ({ allowedDomains: ['example.com'] }),
  previewInvitation: () => ({ token }),
  redeemInvitation: () => ({ token, email: somebody(), name: 'Grace' }),
  redeemSignedIn: () => ({ token }),
  declineInvitation: () => ({ token }),
  findInvitation: () => ({ email: somebody(), code: '7K3QF-9XW2M' }),
  askForInvitation: () => ({ token }),
  proveAddress: () => ({ code: '7K3QF-9XW2M' }),
  previewMailPreferences: () => ({ token }),
  putMailPreferences: () => ({ token, blocked: true }),
}

const pathIn = (path: string, scene: Scene): string =>
  path
    .replace('/v1', '')
    .replace('{accountId}', scene.accountId)
    .replace('{roleId}', 'member')
    .replace('{linkId}', 'first')
    .replace('{domain}', 'acme.example')
    .replace('{userId}', userIdOf(scene.accountId, scene.admin))

const inAccounts = operations.filter(
  ({ path, access }) => path.includes('{accountId}') && access !== 'signed-in',
)
const withBody = operations.filter(({ body }) => body)

test.concurrent.each(inAccounts.map((operation) => [operation.id, operation] as const))(
  "%s answers 404 for another's account, as for one that doesn't exist",
  async (id, { method, path }) => {
    const options = { as: ours.admin, ...(validBodies[id] ? { body: validBodies[id]() } : {}) }
    const foreign = await call(method, pathIn(path, theirs), options)
    const absent = await call(method, pathIn(path, { ...theirs, accountId: 'acc_notthereatall' }), options)
    const impossible = await call(method, pathIn(path, { ...theirs, accountId: 'nonsense' }), options)
    expect(foreign).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
    expect({ ...absent.body, requestId: '' }).toEqual({ ...foreign.body, requestId: '' })
    expect(impossible).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
  },
)

test('a user and a role of another account are a 404', async () => {
  await role(theirs.accountId, 'secret', ['pages:read'])
  const path = `${ours.path}/users/${userIdOf(theirs.accountId, theirs.admin)}`
  expect(await get(path, ours.admin)).toMatchObject({ status: 404, body: { code: 'user_not_found' } })
  const body = { email: somebody(), name: 'Grace', roleIds: ['secret'] }
  expect(await call('POST', `${ours.path}/users`, { as: ours.admin, body })).toMatchObject({ status: 422 })
})

test.concurrent.each(inAccounts.map((operation) => [operation.id, operation] as const))(
  '%s is refused to users who are suspended, only invited, or lack its permission',
  async (id, { method, path, access }) => {
    await role(crowded.accountId, 'nothing', ['pages:read'])
    const suspended = await member(crowded.accountId, { status: 'suspended', roleIds: ['admin'] })
    const { email } = await invited(crowded, { roleIds: ['admin'] })
    const powerless = await member(crowded.accountId, { roleIds: ['nothing'] })
    const body = validBodies[id]?.()
    const status = async (as: string) =>
      (await call(method, pathIn(path, crowded), { as, ...(body ? { body } : {}) })).status
    expect(await status(suspended)).toBe(404)
    expect(await status(email)).toBe(404)
    expect(await status(powerless)).toBe(access !== 'member' ? 403 : method === 'DELETE' ? 204 : 200)
  },
)

test.concurrent.each(
  operations
    .filter(
      ({ access }) => access !== 'public' && !['operator', 'self-service', 'any-sign-in'].includes(access),
    )
    .map((operation) => [operation.id, operation] as const),
)('%s is refused without a sign-in, and with an unverified address', async (id, { method, path }) => {
  const body = validBodies[id]?.()
  const options = body ? { body } : {}
  expect(await call(method, pathIn(path, ours), options)).toMatchObject({ status: 401 })
  for (const email_verified of [false, 'false', undefined]) {
    const authorization = `Bearer ${await tokenFor(ours.admin, { email_verified })}`
    expect(await call(method, pathIn(path, ours), { ...options, headers: { authorization } })).toMatchObject({
      status: 403,
      body: { code: 'email_not_verified' },
    })
  }
})

type Bad = readonly [name: string, status: number, code: string, options: (body: object) => object]
const badBodies: readonly Bad[] = [
  ['a field that is not known', 422, 'invalid_request', (body) => ({ body: { ...body, admin: true } })],
  ['no field at all', 422, 'invalid_request', () => ({ body: {} })],
  ['a list instead of an object', 422, 'invalid_request', () => ({ body: [] })],
  ['null', 422, 'invalid_request', () => ({ body: null })],
  [
    'every field of the wrong type',
    422,
    'invalid_request',
    (body) => ({ body: changed(body, () => ({ seven: 7 })) }),
  ],
  ['every field too long', 422, 'invalid_request', (body) => ({ body: changed(body, tooLong) })],
  [
    'control characters in every field',
    422,
    'invalid_request',
    (body) => ({ body: changed(body, withControl) }),
  ],
  ['no JSON', 400, 'malformed_json', () => ({ raw: '{"a":' })],
  ['nothing', 400, 'malformed_json', () => ({ raw: '' })],
  [
    'bytes that are not UTF-8',
    415,
    'not_plain_utf8',
    () => ({ raw: Buffer.from([0x7b, 0xff, 0x7d]), headers: { 'content-encoding': 'identity' } }),
  ],
  [
    'another charset',
    415,
    'not_plain_utf8',
    (body) => ({
      raw: Buffer.from(JSON.stringify(body), 'latin1'),
      headers: { 'content-type': 'application/json; charset=ISO-8859-1' },
    }),
  ],
  [
    'a compressed body',
    415,
    'not_plain_utf8',
    (body) => ({ raw: gzipSync(JSON.stringify(body)), headers: { 'content-encoding': 'gzip' } }),
  ],
  [
    'another content type',
    415,
    'not_json',
    (body) => ({ raw: JSON.stringify(body), headers: { 'content-type': 'text/plain' } }),
  ],
  [
    'a form',
    415,
    'not_json',
    () => ({ raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  ],
  [
    'more than 256 KiB',
    413,
    'body_too_large',
    () => ({ raw: JSON.stringify({ name: 'x'.repeat(256 * 1_024) }) }),
  ],
]
/** If all fields of an operation are optional, an empty body is valid; some operations take no body at all. */
const isBadFor = ({ body }: Operation, [name]: Bad): boolean =>
  !(
    (name === 'no field at all' && body?.safeParse({}).success) ||
    (name === 'nothing' && body?.safeParse(undefined).success)
  )
const changed = (body: object, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, change(value)]))
const tooLong = (value: unknown) => (Array.isArray(value) ? Array(11).fill('member') : 'x'.repeat(2_000))
const withControl = (value: unknown) => (Array.isArray(value) ? ['mem\u0000ber'] : `\u0007${String(value)}`)

test.concurrent.each(
  withBody.flatMap((operation) =>
    badBodies
      .filter((bad) => isBadFor(operation, bad))
      .map((bad) => [operation.id, bad[0], operation, bad] as const),
  ),
)('%s refuses %s', async (id, _, operation, [, status, code, options]) => {
  const { method, path, access } = operation
  // A token of another length or with other characters is treated as one that never existed.
  const expected =
    id.match(/preview|redeem|find|ask|prove|decline/) && code === 'invalid_request' ? [422, 404] : [status]
  const before = await stateOf(ours)
  const reply = await call(method, pathIn(path, ours), {
    ...(access === 'public' ? {} : { as: /operator|self-service/.test(access) ? operator : ours.admin }),
    ...options(validBodies[id]?.() ?? {}),
  })
  expect(expected, JSON.stringify(reply.body)).toContain(reply.status)
  if (reply.status === status) expect(reply.body.code).toBe(code)
  expect(problemBody.safeParse(reply.body).success).toBe(true)
  expect(problemsOf(operation)).toContain(reply.body.code)
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(await stateOf(ours)).toEqual(before)
})

test('a base64 body works like any other', async () => {
  const raw = Buffer.from(JSON.stringify({ token }))
  const reply = await call('POST', '/invitations/preview', {
    raw,
    headers: { 'content-type': 'application/vnd.usher+json; charset=utf-8', 'content-encoding': 'identity' },
  })
  expect(reply.status).toBe(200)
})

test('errors are reported field by field', async () => {
  const body = { email: 'nobody', name: '', roleIds: [], phone: '0151', expiresInHours: 721, colour: 'red' }
  const reply = await call('POST', `${ours.path}/users`, { as: ours.admin, body })
  expect(reply.body.errors).toEqual(
    expect.arrayContaining([
      { path: 'email', code: 'not_an_email', message: 'must be an email address, like ann@example.com' },
      { path: 'name', code: 'empty', message: 'must not be empty' },
      { path: 'roleIds', code: 'too_few', minimum: 1, message: 'must have at least 1 entry' },
      { path: 'phone', code: 'not_a_phone_number', message: 'must be a phone number like +4915112345678' },
      { path: 'expiresInHours', code: 'too_large', maximum: 720, message: 'must be at most 720' },
      { path: '', code: 'unknown_fields', names: ['colour'], message: 'has unknown fields: "colour"' },
    ]),
  )
})

test('the gateway refuses tokens from another issuer, for another audience, or not valid now', async () => {
  const { issuerUrl } = inject('system')
  const seconds = Math.floor(Date.now() / 1_000)
  const claims = [
    { iss: 'http://localhost:1' },
    { aud: 'another' },
    { exp: seconds - 60 },
    { nbf: seconds + 600 },
    { exp: undefined },
  ]
  for (const claim of claims) {
    const authorization = `Bearer ${await tokenFor(ours.admin, claim)}`
    expect(await call('GET', '/me', { headers: { authorization } }), JSON.stringify(claim)).toMatchObject({
      status: 401,
    })
  }
  const authorization = `Bearer ${await tokenFor(ours.admin, { iss: issuerUrl })}`
  expect(await call('GET', '/me', { headers: { authorization } })).toMatchObject({ status: 200 })
})
