/** Tokens of a sign-in that nobody should take, each at an operation that a good one gets through. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose'
import { beforeAll, expect, inject, test } from 'vitest'
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

test('a good token gets through, and with its signature cut, changed or left out it does not', async () => {
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

test('a token without a signature, whatever it says of itself, is none', async () => {
  for (const alg of ['none', 'None', 'NONE', 'nOnE'])
    for (const kid of [issuerKey.kid, undefined])
      expect(await statusWith(`Bearer ${part({ alg, kid })}.${part(claimsOf(good))}.`)).toBe(401)
})

test('the public key of the issuer is no secret to sign with', async () => {
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

test('a key of one’s own is none, neither under the id of the issuer’s key nor brought along', async () => {
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

test('an address in another spelling is the same, and what is no address, or several, is nobody', async () => {
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

test('what a person’s token says of scopes makes nobody an operator', async () => {
  for (const claims of [
    { scope: 'usher/operator' },
    { scope: 'usher/operator', token_use: 'id' },
    { scp: ['usher/operator'], token_use: 'id' },
    { token_use: 'access', scope: 'usher/operators' },
  ]) {
    const token = await tokenFor(scene.admin, { token_use: 'id', ...claims })
    const body = { name: 'Mine', admin: { email: scene.admin, name: 'Ada' } }
    const reply = await call('POST', '/accounts', { body, headers: { authorization: `Bearer ${token}` } })
    expect(reply).toMatchObject({ status: 403, body: { code: 'operator_only' } })
  }
})
