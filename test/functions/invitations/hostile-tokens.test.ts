/**
 * Invitation tokens that were changed, recombined or signed by somebody else: each is treated as one that never
 * existed.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { signedToken, type Token } from '../../../functions/invitations/token.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { call, get, post, preview, put, redeem } from '../../support/api.ts'
import { account, invited, linkToken, type Scene, somebody, tokenInMail } from '../../support/scene.ts'

let ours: Scene
let theirs: Scene
/** Of each kind, two from one account and one from another. */
let tokens: readonly string[]

beforeAll(async () => {
  ours = await account()
  theirs = await account()
  const joinToken = async (scene: Scene) => {
    const email = somebody()
    await redeem(await linkToken(scene), { email, name: 'Jo Ining' })
    return tokenInMail(email)
  }
  const of = async (scene: Scene) => [
    (await invited(scene)).token,
    (await invited(scene)).token,
    await joinToken(scene),
    await linkToken(scene),
  ]
  tokens = [...(await of(ours)), ...(await of(theirs))]
  for (const token of tokens) expect(await preview(token)).toMatchObject({ status: 200 })
})

/** The answer is the same as for a token that never existed. */
const expectUnknown = async (token: string) => {
  const reply = await preview(token)
  expect([404, 422], token).toContain(reply.status)
  if (reply.status === 404) expect(reply.body).toMatchObject({ code: 'unknown_token' })
}

test('a token with any bit changed, truncated anywhere, or with anything appended is unknown', async () => {
  const changed = fc
    .tuple(fc.nat(), fc.nat(), fc.nat({ max: 6 }), fc.constantFrom('bit', 'cut', 'more', 'twice'))
    .map(([which, where, bit, how]) => {
      const token = tokens[which % tokens.length] ?? ''
      const at = where % token.length
      const code = (token.codePointAt(at) ?? 0) ^ (1 << bit)
      if (how === 'bit') return token.slice(0, at) + String.fromCodePoint(code) + token.slice(at + 1)
      if (how === 'cut') return where % 2 ? token.slice(0, at) : token.slice(at + 1)
      return how === 'more' ? `${token}${String.fromCodePoint(code)}` : `${token}${token.slice(at)}`
    })
    .filter((text) => !tokens.includes(text))
  await fc.assert(fc.asyncProperty(changed, expectUnknown), { numRuns: 150, endOnFailure: true })
})

test('parts of two tokens never make a third, whatever their accounts, users and kinds', async () => {
  for (const one of tokens)
    for (const other of tokens)
      if (one !== other) {
        const [parts, others] = [one.split('.'), other.split('.')]
        for (const at of [0, 2, 3, parts.length - 2, parts.length - 1]) {
          const mixed = parts.with(at, others.at(at - parts.length) ?? '').join('.')
          if (!tokens.includes(mixed)) await expectUnknown(mixed)
        }
        await expectUnknown([...parts.slice(0, -1), ...others].join('.'))
      }
})

test('tokens signed with a foreign key are unknown, under every possible key id', async () => {
  const { accountId, admin } = ours
  const userId = userIdOf(accountId, admin)
  const wanted: readonly Token[] = [
    { kind: 'personal', accountId, userId, inviterId: userId, nonce: 'none' },
    { kind: 'join', accountId, userId, nonce: 'none' },
    { kind: 'link', accountId, linkVersion: 1 },
  ]
  for (const token of wanted)
    for (const id of ['', '0', '1', '2', '__proto__', 'undefined'])
      for (const secret of ['', 'undefined', 'secret'])
        await expectUnknown(signedToken(token, { current: { id, secret } }))
})

test("a token of one kind doesn't work where another kind is expected", async () => {
  const [personal = '', , join = '', link = ''] = tokens
  const email = somebody()
  expect((await redeem(link)).status).toBe(422)
  for (const token of [personal, join])
    expect(await post('/me/redeem', { token }, email)).toMatchObject({
      status: 409,
      body: { code: 'signed_in_as_another' },
    })
  expect((await get('/me', email)).body.accounts).toEqual([])
})

test("a link from before a rotation is refused as replaced, and isn't accepted as the new one", async () => {
  const scene = await account()
  const before = await linkToken(scene)
  await put(`${scene.path}/invite-link`, { rotate: true }, scene.admin)
  const after = await linkToken(scene)
  expect(await preview(before)).toMatchObject({ status: 410, body: { code: 'link_replaced' } })
  const forged = after.split('.').with(3, '1').join('.')
  await expectUnknown(forged)
  expect((await call('POST', '/me/redeem', { as: somebody(), body: { token: after } })).status).toBe(200)
})
