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
import { fileWith, usher } from '../support/usher-command.ts'

const { dataDir } = inject('system')

/** The secret of this stack, whose value a replica of the lost region's secret replaces. */
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

test('from the export of a lost region and its signing key, people and open invitations come back', async () => {
  // The region that is lost, with a key of its own.
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

  // The new one: the export is loaded, and the key's replica becomes the value of its secret.
  expect((await usher(['accounts', 'load', file])).code).toBe(0)
  const { currentId, current } = await secret().read()
  await secret().write({ currentId: key.id, current: key.secret, previousId: currentId, previous: current })
  expect(await users()).toEqual(before)
  expect(before.items.map(({ email }: { email: string }) => email)).toContain(ann)
  // A function that is warm looks at the secret again when a token names a key that it does not know, every 30 s at most.
  const opened = async () => expect((await preview(mailed)).status).toBe(200)
  await vi.waitFor(opened, { timeout: 50_000, interval: 1_000 })
  // What this stack's own key has signed stays good too, for the tests that follow.
  await secret().write({ currentId, current, previousId: key.id, previous: key.secret })
})
