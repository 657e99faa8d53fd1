import { expect, inject, test } from 'vitest'
import { handler } from '../../../examples/permission-check.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { authorizer, keysOf } from '../../../local/gateway/authorizer.ts'
import { gatewayEvent, routeOf } from '../../../local/gateway/gateway-event.ts'
import { clientId } from '../../../local/sign-in/clients.ts'
import { accountsIn, accountsNow } from '../../../shared/client/account-access.ts'
import { usherClient } from '../../../shared/client/client.ts'
import { get, patch, redeem, remove, tokenFor } from '../../support/api.ts'
import { accountsInToken, type TokenClaims, tokensOf } from '../../support/cognito.ts'
import { account, invited, member, role, type Scene, somebody } from '../../support/scene.ts'

const { issuerUrl, portalUrl } = inject('system')

const permissionsIn = (claims: Readonly<Record<string, unknown>>, accountId: string): readonly string[] =>
  accountsIn(claims).get(accountId)?.permissions ?? []

/** An account with a role of the product's own, and somebody who has it together with one of Usher's. */
const reader = async () => {
  const scene = await account()
  const roleId = await role(scene.accountId, 'reader', ['reports:read', 'audit:read', 'notes:write'])
  const email = await member(scene.accountId, { roleIds: ['member', roleId] })
  return { ...scene, email, user: `${scene.path}/users/${userIdOf(scene.accountId, email)}` }
}

test("ID and access tokens name somebody's accounts, and their permissions in the product", async () => {
  const { accountId, email } = await reader()
  const { accountId: other } = await account()
  await member(other, { email })
  const { id, access } = await tokensOf(email)
  expect(access).toEqual(id)
  expect(Object.keys(id ?? {})).toEqual(['usher_accounts'])
  expect(JSON.parse(id?.usher_accounts ?? '')).toEqual({
    [accountId]: { roleIds: ['member', 'reader'], permissions: ['reports:read', 'notes:write'] },
    [other]: { roleIds: ['member'], permissions: [] },
  })
})

test("getting a token counts as being seen today, in all of one's accounts, and for nobody else", async () => {
  const { accountId, email, admin, path } = await reader()
  const { userId, email: invitee } = await invited({ accountId, admin, path })
  const user = async (id: string) => (await get(`${path}/users/${id}`, admin)).body
  const mine = userIdOf(accountId, email)
  expect(await user(mine)).not.toHaveProperty('lastSeenOn')
  await tokensOf(email)
  await tokensOf(invitee)
  expect((await user(mine)).lastSeenOn).toBe(new Date().toISOString().slice(0, 10))
  expect(await user(userId)).not.toHaveProperty('lastSeenOn')
})

test('a change of roles is in the next token', async () => {
  const { accountId, email, admin, path, user } = await reader()
  await patch(`${path}/roles/reader`, { permissions: ['reports:print'] }, admin)
  expect((await accountsInToken(email))[accountId].permissions).toEqual(['reports:print'])
  await patch(user, { roleIds: ['member'] }, admin)
  expect(await accountsInToken(email)).toEqual({ [accountId]: { roleIds: ['member'], permissions: [] } })
})

test("a suspended or removed user's next token lacks the account", async () => {
  const { accountId, email, admin, user } = await reader()
  const { accountId: other } = await account()
  await member(other, { email })
  const accounts = async () => Object.keys(await accountsInToken(email)).toSorted()
  expect(await accounts()).toEqual([accountId, other].toSorted())
  await patch(user, { status: 'suspended' }, admin)
  expect(await accounts()).toEqual([other])
  await patch(user, { status: 'active' }, admin)
  expect(await accounts()).toEqual([accountId, other].toSorted())
  await remove(user, admin)
  expect(await accounts()).toEqual([other])
})

test('a guest whose access has ended gets tokens without the account', async () => {
  const { accountId } = await account()
  const email = await member(accountId, { accessUntil: new Date(Date.now() + 60_000).toISOString() })
  expect(await accountsInToken(email)).toHaveProperty(accountId)
  await member(accountId, { email, accessUntil: new Date(Date.now() - 1_000).toISOString() })
  expect((await tokensOf(email)).id).toBeUndefined()
})

test('people who are in no account, or only invited, get no claim until they have joined', async () => {
  const { email, token } = await invited(await account())
  expect(await tokensOf(somebody())).toMatchObject({ id: undefined, access: undefined })
  expect(await tokensOf(email)).toMatchObject({ id: undefined, access: undefined })
  await redeem(token)
  expect((await tokensOf(email)).id).toHaveProperty('usher_accounts')
})

test("the spelling of the address doesn't matter, but whether it's verified does", async () => {
  const { accountId, email } = await reader()
  expect(await accountsInToken(email.toUpperCase())).toHaveProperty(accountId)
  for (const email_verified of ['false', '', 'True'])
    expect(await tokensOf(email, { email_verified })).toMatchObject({ id: undefined, access: undefined })
})

test('somebody in 200 accounts gets a claim that fits into a token, and GET /v1/me has all of them', async () => {
  const email = somebody()
  const scenes = await Promise.all(Array.from({ length: 200 }, () => account()))
  await Promise.all(scenes.map(({ accountId }) => member(accountId, { email })))
  const { id = {} } = await tokensOf(email)
  expect(id.usher_truncated).toBe('true')
  expect(Object.keys(JSON.parse(id.usher_accounts ?? '')).length).toBeGreaterThan(20)
  expect(JSON.stringify(id.usher_accounts).length).toBeLessThanOrEqual(4_098)
  expect((await tokenFor(email, id)).length).toBeLessThan(7_000)
  const { body } = await get('/me', email)
  expect(body.accounts).toHaveLength(200)
})

test("an account that doesn't fit is left out completely, and the others stay", async () => {
  const { accountId, email } = await reader()
  const { accountId: large } = await account()
  const words = Array.from({ length: 100 }, (_, index) => `reports:${'x'.repeat(37)}${index}`)
  await member(large, { email, roleIds: [await role(large, 'large', words)] })
  const { id } = await tokensOf(email)
  expect(id?.usher_truncated).toBe('true')
  expect(Object.keys(JSON.parse(id?.usher_accounts ?? ''))).toEqual([accountId])
})

test.each([
  ['cannot be read', { table: 'usher-no-such-table' }],
  ['does not answer in time', { left: 0 }],
])('if the table %s, the sign-in continues with tokens that grant nothing', async (_, trial) => {
  const { accountId, email } = await reader()
  const { id, access, log } = await tokensOf(email, {}, trial)
  expect([id, access]).toEqual([undefined, undefined])
  expect(permissionsIn({}, accountId)).toEqual([])
  expect(log).toMatch(/ResourceNotFoundException|LateError/)
  expect(log).not.toContain(email)
})

/** The claims as another API gets them from its own authorizer for the same issuer. */
const authorized = async (email: string, claims: TokenClaims = {}) => {
  const authorize = authorizer({ issuer: issuerUrl, audience: [clientId], keys: await keysOf(issuerUrl) })
  return (await authorize(`Bearer ${await tokenFor(email, claims)}`)) ?? {}
}

test("another API reads an account's permissions from the token, and none of any other account", async () => {
  const { accountId, email } = await reader()
  const claims = await authorized(email, (await tokensOf(email)).id)
  expect(permissionsIn(claims, accountId)).toEqual(['reports:read', 'notes:write'])
  for (const other of [(await account()).accountId, '', 'constructor', '__proto__'])
    expect(permissionsIn(claims, other)).toEqual([])
})

test.each([
  undefined,
  'false',
  'true',
  'null',
  '',
  '[acc_12345678]',
  '{"acc_12345678":{"roleIds":["admin"],"permissions":["reports:re',
  '{"acc_12345678":{"roleIds":["admin"]}}',
  '{"acc_12345678":{"permissions":"reports:read"}}',
  '{"acc_12345678":null}',
  { acc_12345678: { permissions: ['reports:read'] } },
])('a claim of %j grants nothing', (usher_accounts) => {
  expect(permissionsIn({ usher_accounts, usher_truncated: 'true' }, 'acc_12345678')).toEqual([])
})

/** Calls the example's Lambda as an HTTP API with a JWT authorizer does. */
const callExample = async (method: string, { accountId }: Scene, email: string, claims: TokenClaims) => {
  const event = gatewayEvent(
    {
      method,
      url: `/accounts/${accountId}/reports`,
      headers: { authorization: `Bearer ${await tokenFor(email, claims)}` },
      body: Buffer.from(''),
      sourceIp: '',
      httpVersion: '1.1',
      requestId: 'test',
    },
    routeOf(`${method} /accounts/{accountId}/reports`),
    undefined,
    new Date(),
  )
  const jwt = { claims: { ...(await authorized(email, claims)) }, scopes: [] }
  const authorizer = { principalId: '', integrationLatency: 0, jwt }
  return (await handler({ ...event, requestContext: { ...event.requestContext, authorizer } })).statusCode
}

test('the example lets a token read for as long as it lives, and asks Usher before it deletes', async () => {
  process.env.USHER = portalUrl
  const scene = await account()
  await role(scene.accountId, 'editor', ['reports:read', 'reports:delete'])
  const email = await member(scene.accountId, { roleIds: ['editor'] })
  const { id = {} } = await tokensOf(email)
  expect(await callExample('GET', scene, email, id)).toBe(200)
  expect(await callExample('DELETE', scene, email, id)).toBe(200)
  expect(await callExample('GET', await account(), email, id)).toBe(403)

  await remove(`${scene.path}/users/${userIdOf(scene.accountId, email)}`, scene.admin)
  expect(await callExample('GET', scene, email, id)).toBe(200)
  expect(await callExample('DELETE', scene, email, id)).toBe(403)
  expect(await callExample('GET', scene, email, {})).toBe(403)
})

test("the example asks Usher if accounts were left out, and lets nobody in if Usher doesn't answer", async () => {
  const scene = await reader()
  const truncated = { usher_accounts: '{}', usher_truncated: 'true' }
  process.env.USHER = portalUrl
  expect(await callExample('GET', scene, scene.email, truncated)).toBe(200)
  const nowhere = usherClient({ baseUrl: 'http://127.0.0.1:9', wait: async () => {} })
  await expect(accountsNow(nowhere)).rejects.toThrow()
  expect(await callExample('DELETE', scene, somebody(), {})).toBe(403)
})
