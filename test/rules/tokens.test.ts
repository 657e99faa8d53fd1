import { expect, test } from 'vitest'
import { signedToken, type Token, verifiedToken } from '../../functions/invitations/token.ts'

const first = { id: '1', secret: 'first secret' }
const second = { id: '2', secret: 'second secret' }
const third = { id: '3', secret: 'third secret' }
const tokens: readonly Token[] = [
  { kind: 'personal', accountId: 'acc_a', userId: 'usr_u', inviterId: 'usr_i', nonce: 'n' },
  { kind: 'personal', accountId: 'acc_a', userId: 'usr_u', inviterId: '', nonce: 'n' },
  { kind: 'join', accountId: 'acc_a', userId: 'usr_u', nonce: 'n' },
  { kind: 'link', accountId: 'acc_a', linkVersion: 3 },
]

test.each(tokens)('a token of kind $kind contains what was signed', (token) => {
  expect(verifiedToken(signedToken(token, { current: first }), { current: first })).toEqual(token)
})

test.each(tokens)('a token of kind $kind with any one character changed is unknown', (token) => {
  const good = signedToken(token, { current: first })
  for (let at = 0; at < good.length; at++)
    for (const other of ['A', 'B', 'x', '1', '.', '-', '='])
      if (good[at] !== other)
        expect(
          verifiedToken(`${good.slice(0, at)}${other}${good.slice(at + 1)}`, { current: first }),
        ).toBeUndefined()
})

test('a truncated, padded or empty token is unknown', () => {
  const good = signedToken({ kind: 'link', accountId: 'acc_a', linkVersion: 1 }, { current: first })
  for (const text of ['', '.', good.slice(0, -1), `${good}=`, `${good} `, `.${good}`, good.slice(2)])
    expect(verifiedToken(text, { current: first })).toBeUndefined()
})

test("what the previous key signed is valid, and what the key before it signed isn't", () => {
  const token = { kind: 'link', accountId: 'acc_a', linkVersion: 1 } as const
  const old = signedToken(token, { current: first })
  expect(verifiedToken(old, { current: second, previous: first })).toEqual(token)
  expect(verifiedToken(old, { current: third, previous: second })).toBeUndefined()
})
