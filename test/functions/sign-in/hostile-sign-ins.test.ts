/** Sign-in tokens that nobody should accept, each tried at an operation where a valid one works. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose'
import { beforeAll, expect, inject, test } from 'vitest'
import { operator } from '../../../local/sign-in/clients.ts'
import { call, tokenFor } from '../../support/api.ts'
import { account, type Scene } from '../../support/scene.ts'

const { dataDir } = inject('system')

let scene: Scene
let good: string
beforeAll(async () => {
  scene = await account()
  good = await tokenFor(scene.admin)
})

const statusWith = async (authorization: string): Promise<number> =>
  (await call('GET', scene.path, { headers: { authorization } })).status

const [issuerKey] = JSON.parse(readFileSync(join(dataDir, 'issuer-keys.json'), 'utf8')).keys
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

test("a valid token works; with its signature truncated, changed or left out it doesn't", async () => {
  expect(await statusWith(`Bearer ${good}`)).toBe(200)
  const [header, payload, signature = ''] = good.split('.')
  const wrong = [
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}.${signature.slice(0, -2)}`,
    `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    `${header}.${part({ ...claimsOf(good), email: 'other@example.com' })}.${signature}`,
    `${good} ${good}`,
    '',
    'null',
  ]
  for (const token of wrong) expect(await statusWith(`Bearer ${token}`), token).toBe(401)
})

test('a token without a signature is refused, whatever it claims', async () => {
  for (const alg of ['none', 'None', 'NONE', 'nOnE'])
    for (const kid of [issuerKey.kid, undefined])
      expect(await statusWith(`Bearer ${part({ alg, kid })}.${part(claimsOf(good))}.`)).toBe(401)
})

test("the issuer's public key can't be used as a secret to sign with", async () => {
  const { kty, n, e, kid } = issuerKey
  const key = await importJWK({ kty, n, e, alg: 'RS256' }, 'RS256', { extractable: true })
  if (key instanceof Uint8Array) throw new Error('The issuer signs with a secret')
  for (const secret of [await exportSPKI(key), n, JSON.stringify({ kty, n, e })]) {
    const token = await new SignJWT(claimsOf(good))
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(new TextEncoder().encode(secret))
    expect(await statusWith(`Bearer ${token}`)).toBe(401)
  }
})

test("a foreign key is refused, both under the id of the issuer's key and when the token brings it along", async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  const headers = [
    { kid: issuerKey.kid },
    { kid: await calculateJwkThumbprint(jwk), jwk },
    { kid: 'own', jku: 'https://evil.example/keys' },
    {},
  ]
  for (const header of headers) {
    const token = await new SignJWT(claimsOf(good))
      .setProtectedHeader({ alg: 'RS256', ...header })
      .sign(privateKey)
    expect(await statusWith(`Bearer ${token}`)).toBe(401)
  }
})

test.each([
  [1, 403],
  ['1', 403],
  ['TRUE', 403],
  [' true', 403],
  ['yes', 403],
  [['true'], 403],
  [null, 403],
  [{ true: true }, 403],
  ['true', 200],
])('an address whose proof is %j is answered with %i', async (email_verified, status) => {
  expect(await statusWith(`Bearer ${await tokenFor(scene.admin, { email_verified })}`)).toBe(status)
})

test('another spelling of an address is the same one; an invalid address, or several, identify nobody', async () => {
  const { admin } = scene
  expect(await statusWith(`Bearer ${await tokenFor(admin, { email: ` ${admin.toUpperCase()} ` })}`)).toBe(200)
  const others = [
    [admin],
    [admin, 'x@example.com'],
    { email: admin },
    `${admin},x@example.com`,
    `<${admin}>`,
    7,
  ]
  for (const email of others)
    expect(await statusWith(`Bearer ${await tokenFor(admin, { email })}`), JSON.stringify(email)).toBe(401)
  for (const email of [`${admin}\u0000`, `${admin}.`, `x${admin}`])
    expect([401, 404]).toContain(await statusWith(`Bearer ${await tokenFor(admin, { email })}`))
})

const scope = 'usher/operator'
const machine = { email: undefined, email_verified: undefined, sub: operator.clientId }
const actsAsOperator = async (claims: object): Promise<number> => {
  const token = await tokenFor(scene.admin, { ...claims })
  return (await call('GET', '/accounts?limit=1', { headers: { authorization: `Bearer ${token}` } })).status
}

test.each([
  ['an ID token with the scope', { scope }],
  ['an ID token with the scope that says what it is', { scope, token_use: 'id' }],
  ['an ID token with the scope in a list', { scp: [scope], token_use: 'id' }],
  ['an access token with the scope', { scope, token_use: 'access' }],
  ['an access token of the portal’s client', { scope, client_id: 'usher-portal', azp: 'usher-portal' }],
  ['a token with an address, of the operator’s client', { scope, client_id: operator.clientId }],
  ['a token without an address, of no client', { ...machine, scope }],
  ['a token without an address, of an empty client', { ...machine, scope, client_id: '', azp: '' }],
  ['a token without an address, of the portal’s client', { ...machine, scope, client_id: 'usher-portal' }],
  ['a token of two clients', { ...machine, scope, client_id: operator.clientId, azp: 'usher-portal' }],
  [
    'a token of the operator’s client with another scope',
    { ...machine, scope: `${scope}s`, azp: operator.clientId },
  ],
  [
    'an ID token of the operator’s client',
    { ...machine, scope, token_use: 'id', client_id: operator.clientId },
  ],
])('%s does not act as an operator', async (_, claims) => {
  expect(await actsAsOperator(claims)).toBe(403)
})

test.each([
  ['as Cognito makes it', { ...machine, scope, token_use: 'access', client_id: operator.clientId }],
  ['as Auth0 makes it', { ...machine, scope, azp: operator.clientId }],
  ['as Okta makes it', { ...machine, scp: [scope], cid: operator.clientId, client_id: operator.clientId }],
])("a token of the operator's client %s acts as an operator", async (_, claims) => {
  expect(await actsAsOperator(claims)).toBe(200)
})
