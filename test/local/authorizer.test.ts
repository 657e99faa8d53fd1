import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { authorizer } from '../../local/gateway/authorizer.ts'

const { publicKey, privateKey } = await generateKeyPair('RS256')
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] })
const authorize = authorizer({ issuer: 'https://issuer.test', audience: ['portal'], keys })

const now = Math.floor(Date.now() / 1_000)
const good = { iss: 'https://issuer.test', aud: 'portal', email: 'ann@example.com', exp: now + 600 }
const token = (claims: object, header: object = { kid: 'one' }) =>
  new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey)

test.each([
  ['nothing but what is needed', {}],
  ['issued this second, good from this second', { iat: now, nbf: now }],
  ['client_id in place of an audience', { aud: undefined, client_id: 'portal' }],
  ['several audiences', { aud: ['other', 'portal'] }],
])('a token with %s is let through', async (_, claims) => {
  expect(await authorize(`Bearer ${await token(claims)}`)).toMatchObject({ email: 'ann@example.com' })
  expect(await authorize(await token(claims))).toMatchObject({ email: 'ann@example.com' })
})

test.each([
  ['issued in the future', { iat: now + 600 }],
  ['whose time of issue is no number', { iat: 'yesterday' }],
  ['not good yet', { nbf: now + 600 }],
  ['that has expired', { exp: now - 1 }],
  ['without an end', { exp: undefined }],
  ['of another issuer', { iss: 'https://issuer.test/' }],
  ['for another audience, whatever its client', { aud: 'other', client_id: 'portal' }],
])('a token %s is refused', async (_, claims) => {
  expect(await authorize(`Bearer ${await token(claims)}`)).toBeUndefined()
})

test('a token that names no key, or an unknown one, is refused', async () => {
  expect(await authorize(await token({}, {}))).toBeUndefined()
  expect(await authorize(await token({}, { kid: 'two' }))).toBeUndefined()
})
