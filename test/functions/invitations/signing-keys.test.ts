import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { beforeEach, expect, test, vi } from 'vitest'
import { signedToken, type Token } from '../../../functions/invitations/token.ts'
import { mocked } from '../../support/clean-process.ts'
import { deployHere } from '../../support/in-process.ts'

const token: Token = { kind: 'link', accountId: 'acc_12345678', linkVersion: 1 }
const first = { id: '1', secret: 'the first key' }
const second = { id: '2', secret: 'the second key' }

let secrets: ReturnType<typeof mocked>
const secret = (value: object) =>
  secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify(value) })
const at = (seconds: number) => new Date(seconds * 1_000)

/** The code of a new instance, which has read nothing yet. */
const newInstance = () => import('../../../functions/invitations/signing-keys.ts')
beforeEach(() => {
  vi.resetModules()
  deployHere('unused')
  secrets = mocked(SecretsManagerClient)
})

test('after a rotation the new key is read once a token names it, at most every 30 seconds, and the old one stays valid', async () => {
  const { readToken } = await newInstance()
  secret({ currentId: '1', current: first.secret })
  expect(await readToken(signedToken(token, { current: first }), at(0))).toEqual(token)
  secret({ currentId: '2', current: second.secret, previousId: '1', previous: first.secret })
  const newer = signedToken(token, { current: second })
  await expect(readToken(newer, at(29))).rejects.toMatchObject({ code: 'unknown_token' })
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(1)
  expect(await readToken(newer, at(30))).toEqual(token)
  expect(await readToken(signedToken(token, { current: first }), at(31))).toEqual(token)
  const unknown = signedToken(token, { current: { id: '3', secret: 'nobody’s' } })
  for (let second = 31; second < 60; second++)
    await expect(readToken(unknown, at(second))).rejects.toMatchObject({ code: 'unknown_token' })
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(2)
})

test('a warm instance accepts a dropped key for five more minutes, and signs nothing with it', async () => {
  const { readToken, invitationUrl } = await newInstance()
  secret({ currentId: '1', current: first.secret })
  const dropped = signedToken(token, { current: first })
  expect(await readToken(dropped, at(0))).toEqual(token)
  secret({ currentId: '3', current: 'the third key', previousId: '2', previous: second.secret })
  expect(await readToken(dropped, at(299))).toEqual(token)
  await expect(readToken(dropped, at(300))).rejects.toMatchObject({ code: 'unknown_token' })
  expect(await invitationUrl(token, at(301))).toContain('#l.3.')
})

test('an email is signed with the current key at that moment, or not at all', async () => {
  const { currentSigner, readToken } = await newInstance()
  secret({ currentId: '1', current: first.secret })
  expect(await readToken(signedToken(token, { current: first }), at(0))).toEqual(token)
  // Two rotations at once, as for a leaked key.
  secret({ currentId: '3', current: 'the third key', previousId: '2', previous: second.secret })
  expect((await currentSigner(at(0))).urlOf(token)).toContain('#l.3.')
  secrets.on(GetSecretValueCommand).rejects(new Error('away'))
  await expect(currentSigner(at(1))).rejects.toThrow('away')
})

test('a link on a page is signed with a key read within the last five seconds', async () => {
  const { invitationUrl } = await newInstance()
  secret({ currentId: '1', current: first.secret })
  expect(await invitationUrl(token, at(0))).toContain('#l.1.')
  secret({ currentId: '3', current: 'the third key', previousId: '2', previous: second.secret })
  expect(await invitationUrl(token, at(5))).toContain('#l.3.')
})

test("while the keys can't be read, those read before stay in use", async () => {
  const { readToken } = await newInstance()
  const known = signedToken(token, { current: first })
  secrets.on(GetSecretValueCommand).rejects(new Error('away'))
  await expect(readToken(known, at(0))).rejects.toThrow('away')
  secret({ currentId: '1', current: first.secret })
  expect(await readToken(known, at(1))).toEqual(token)
  secrets.on(GetSecretValueCommand).rejects(new Error('away'))
  for (const seconds of [301, 302, 602]) expect(await readToken(known, at(seconds))).toEqual(token)
  expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(4)
})
