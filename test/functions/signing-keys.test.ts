import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { signedToken, type Token } from '../../shared/model/tokens.ts'
import { deployHere } from '../support/in-process.ts'

const token: Token = { kind: 'link', accountId: 'acc_12345678', linkVersion: 1 }
const first = { id: '1', secret: 'the first key' }
const second = { id: '2', secret: 'the second key' }

test('after a change of keys the new one is read once a token names it, at most every 30 seconds, and the old stays good', async () => {
  deployHere('unused')
  const secrets = mockClient(SecretsManagerClient)
  const secret = (value: object) =>
    secrets.on(GetSecretValueCommand).resolves({ SecretString: JSON.stringify(value) })
  const { readToken } = await import('../../shared/store/signing-keys.ts')
  const at = (seconds: number) => new Date(seconds * 1_000)

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
