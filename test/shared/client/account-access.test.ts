import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { authorizer } from '../../../examples/lambda-authorizer.ts'
import { reports } from '../../../examples/node-server.ts'
import { accountsNow, accountsReader, can } from '../../../shared/client/account-access.ts'
import { usherClient } from '../../../shared/client/client.ts'
import { defineProduct } from '../../../shared/product/define-product.ts'

const product = defineProduct({
  permissions: { 'reports:read': { label: 'View reports' }, 'reports:delete': { label: 'Delete reports' } },
})
const client = 'reports-client'
const accountId = 'acc_12345678'
const usher_accounts = JSON.stringify({
  [accountId]: { roleIds: ['analyst'], permissions: ['reports:read'] },
})

const servers: Server[] = []
const listening = async (server: Server): Promise<string> => {
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const keys = await generateKeyPair('RS256', { extractable: true })
const others = await generateKeyPair('RS256')
let issuer = ''
/** How often the issuer fails before it answers. */
let failures = 0
let discovered = 0

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  issuer = await listening(
    createServer(({ url }, response) => {
      if (url === '/keys') return void response.end(JSON.stringify({ keys: [jwk] }))
      discovered += 1
      if (failures-- > 0) return void response.writeHead(503).end()
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }))
    }),
  )
})
afterAll(() => {
  for (const server of servers) server.close()
})

type Made = { readonly by?: CryptoKey; readonly ends?: string; readonly payload?: JWTPayload }
const token = ({ by = keys.privateKey, ends = '5 minutes', payload = {} }: Made = {}): Promise<string> =>
  new SignJWT({ sub: 'grace', iss: issuer, aud: client, usher_accounts, ...payload })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuedAt()
    .setExpirationTime(ends)
    .sign(by)
const reader = () => accountsReader({ issuer, audience: [client], product })

test('a token gives the accounts that it names, and a permission is one of the product’s', async () => {
  const accounts = await reader()(await token())
  expect([...accounts]).toEqual([[accountId, { roleIds: ['analyst'], permissions: ['reports:read'] }]])
  const access = accounts.get(accountId)
  expect(can(access, 'reports:read')).toBe(true)
  expect(can(access, 'reports:delete')).toBe(false)
  expect(can(accounts.get('acc_87654321'), 'reports:read')).toBe(false)
  const check = (permission: 'reports:read' | 'reports:delete') => can(access, permission)
  expectTypeOf(check).parameter(0).toEqualTypeOf<'reports:read' | 'reports:delete'>()
  expectTypeOf(access).not.toBeAny()
  expectTypeOf<'report:read'>().not.toExtend<Parameters<typeof can<'reports:read'>>[1]>()
})

test('access tokens name their client elsewhere, and are good as well', async () => {
  const payload = { aud: undefined as never, client_id: client, token_use: 'access' }
  expect((await reader()(await token({ payload }))).size).toBe(1)
  await expect(reader()(await token({ payload: { ...payload, client_id: 'other' } }))).rejects.toThrow()
})

test('a token without the claim gives nothing, and one that says that it is cut off says so', async () => {
  const none = await reader()(await token({ payload: { usher_accounts: undefined } }))
  expect([none.size, none.truncated]).toEqual([0, false])
  expect((await reader()(await token({ payload: { usher_truncated: 'true' } }))).truncated).toBe(true)
})

test.each<[string, () => Promise<string> | string]>([
  ['by another key', () => token({ by: others.privateKey })],
  ['that has expired', () => token({ ends: '1 minute ago' })],
  ['of another issuer', () => token({ payload: { iss: 'https://issuer.example' } })],
  ['for another client', () => token({ payload: { aud: 'other' } })],
  ['for nobody', () => token({ payload: { aud: undefined as never } })],
  [
    'without a signature',
    () => new UnsecuredJWT({ usher_accounts, aud: client, iss: issuer, sub: 'x' }).encode(),
  ],
  [
    'signed with the public key as if it were a secret',
    async () =>
      new SignJWT({ usher_accounts })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .setIssuer(issuer)
        .setAudience(client)
        .setSubject('x')
        .setExpirationTime('5 minutes')
        .sign(new TextEncoder().encode(await exportSPKI(keys.publicKey))),
  ],
  ['that is none', () => 'none'],
  ['that is empty', () => ''],
])('a token %s is refused', async (_, made) => {
  await expect(reader()(await made())).rejects.toThrow()
})

test('the issuer is asked once for all tokens, and again where it did not answer', async () => {
  const accountsOf = reader()
  failures = 1
  await expect(accountsOf(await token())).rejects.toThrow('503')
  const before = discovered
  const all = await Promise.all(Array.from({ length: 20 }, async () => accountsOf(await token())))
  expect(all.every(({ size }) => size === 1)).toBe(true)
  expect(discovered).toBe(before + 1)
})

test('asked itself, Usher says what they may do now', async () => {
  const accounts = [
    { accountId, name: 'Acme', userId: 'usr_1', roleIds: ['admin'], permissions: ['users:write'] },
  ]
  const me = { email: 'grace@example.com', accounts, inactive: [] }
  const send = async () => Response.json(me)
  const now = await accountsNow(usherClient({ baseUrl: issuer, send }))
  expect(can(now.get(accountId), 'users:write')).toBe(true)
})

test('the example on Node says 401, 403 and 200', async () => {
  const url = await listening(reports(issuer, client))
  const statusOf = async (account: string, authorization = '') =>
    (await fetch(`${url}/accounts/${account}/reports`, { headers: { authorization } })).status
  expect(await statusOf(accountId)).toBe(401)
  expect(await statusOf(accountId, `Bearer ${await token()}`)).toBe(200)
  expect(await statusOf('acc_87654321', `Bearer ${await token()}`)).toBe(403)
})

test('the example of an authorizer lets in whoever has the permission of the route', async () => {
  const authorize = authorizer(issuer, [client])
  const asked = async (routeKey: string, bearer: string) =>
    authorize({ routeKey, headers: { authorization: `Bearer ${bearer}` }, pathParameters: { accountId } })
  const [read, remove] = ['GET /accounts/{accountId}/reports', 'DELETE /accounts/{accountId}/reports']
  expect(await asked(read ?? '', await token())).toEqual({
    isAuthorized: true,
    context: { roleIds: 'analyst' },
  })
  expect(await asked(remove ?? '', await token())).toEqual({ isAuthorized: false })
  expect(await asked('GET /elsewhere', await token())).toEqual({ isAuthorized: false })
  expect(await asked(read ?? '', await token({ by: others.privateKey }))).toEqual({ isAuthorized: false })
})
