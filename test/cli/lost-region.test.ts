import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { expect, inject, test, vi } from 'vitest'
import { signedToken } from '../../functions/invitations/token.ts'
import { accountKey, auditKey } from '../../functions/table/keys.ts'
import { get, preview } from '../support/api.ts'
import { account, invited, member, query, remove } from '../support/scene.ts'
import { fileWith, untilSignedAlike, usher } from '../support/usher-command.ts'

const { dataDir } = inject('system')

/** This stack's secret, whose value is replaced by the replica of the lost region's secret. */
const secret = () => {
  const { cloudUrl, tokenKeySecret } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new SecretsManagerClient({ endpoint: cloudUrl, region: 'us-east-1', credentials })
  const id = { SecretId: tokenKeySecret }
  return {
    read: async () => JSON.parse((await client.send(new GetSecretValueCommand(id))).SecretString ?? ''),
    write: (value: object) =>
      client.send(new PutSecretValueCommand({ ...id, SecretString: JSON.stringify(value) })),
  }
}

// Functions may take 30 s to check the key, and each command starts a process of its own.
const drill = 240_000

test("people and open invitations come back from a lost region's export and signing key", {
  timeout: drill,
}, async () => {
  // The lost region, with a key of its own.
  const lost = await account()
  const ann = await member(lost.accountId, { name: 'Ann' })
  const { token, userId } = await invited(lost)
  const [, , accountId = '', , inviterId = '', nonce = ''] = token.split('.')
  const key = { id: `lost${Date.now()}`, secret: 'the key of the lost region' }
  const mailed = signedToken({ kind: 'personal', accountId, userId, inviterId, nonce }, { current: key })
  const users = async () => (await get(`${lost.path}/users`, lost.admin)).body
  const before = await users()
  const file = fileWith('')
  expect((await usher(['accounts', 'export', accountId, '--file', file])).code).toBe(0)
  for (const { pk } of [accountKey(accountId), auditKey(accountId, '')])
    for (const item of await query(pk)) await remove(item)
  expect((await get(lost.path, lost.admin)).status).toBe(404)

  // The new region: the export is loaded, and the key's replica becomes the value of its secret.
  expect((await usher(['accounts', 'load', file])).code).toBe(0)
  const { currentId, current } = await secret().read()
  await secret().write({ currentId: key.id, current: key.secret, previousId: currentId, previous: current })
  expect(await users()).toEqual(before)
  expect(before.items.map(({ email }: { email: string }) => email)).toContain(ann)
  // A warm function reads the secret again when a token names an unknown key, at most every 30 s.
  const opened = async () => expect((await preview(mailed)).status).toBe(200)
  await vi.waitFor(opened, { timeout: 120_000, interval: 1_000 })
  // What this stack's own key has signed stays valid too, for the tests that follow.
  await secret().write({ currentId, current, previousId: key.id, previous: key.secret })
  await untilSignedAlike()
})
