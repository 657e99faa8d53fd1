import { expect, inject, test, vi } from 'vitest'
import { accountKey, deletionKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { get, operator } from '../support/api.ts'
import { deployHere, functionId } from '../support/in-process.ts'
import { account, item, member, type Scene, tableName } from '../support/scene.ts'
import { fileWith, usher } from '../support/usher-command.ts'

const { gateUrl } = inject('system')

const erase = async () => {
  deployHere(tableName, { gateUrl, functionId: functionId('SweepAccounts') })
  vi.spyOn(console, 'info').mockReturnValue()
  const { handler } = await import('../../functions/accounts/sweep-accounts.ts')
  const time = new Date(Date.now() + 31 * 86_400_000).toISOString()
  await handler({ time }, { getRemainingTimeInMillis: () => 60_000 })
}

/** An account with a member, and the file that it was exported to. */
const exported = async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const file = fileWith('')
  expect((await usher(['accounts', 'export', scene.accountId, '--file', file])).code).toBe(0)
  return {
    scene,
    file,
    keys: [accountKey(scene.accountId), userKey(scene.accountId, userIdOf(scene.accountId, email))],
  }
}
const deleteByCommand = ({ accountId }: Scene) => usher(['accounts', 'delete', accountId, '--yes'])

test("an old export doesn't bring back a deleted account, during its grace period or after, unless asked to", async () => {
  const { scene, file, keys } = await exported()
  expect((await deleteByCommand(scene)).out).toContain('It can be restored until')
  for (const words of [[], ['--overwrite']]) {
    const { code, error } = await usher(['accounts', 'load', file, ...words])
    expect(code, error).toBe(0)
    expect((await get(scene.path, operator)).body).toHaveProperty('deletedAt')
  }
  await erase()
  for (const words of [[], ['--overwrite']]) {
    const { out } = await usher(['accounts', 'load', file, ...words])
    expect(out).toMatch(
      /^0 items are put, 0 were there .* \d+ are of accounts that were deleted, and stay away/,
    )
    for (const key of keys) expect(await item(key)).toBeUndefined()
  }
  const asked = await usher(['accounts', 'load', file, '--deleted'])
  expect(asked.code, asked.error).toBe(0)
  for (const key of keys) expect(await item(key)).toMatchObject({ accountId: scene.accountId })
  expect((await get(scene.path, scene.admin)).status).toBe(200)
  expect(await item(deletionKey(scene.accountId))).toBeUndefined()
  await erase()
  expect((await get(scene.path, scene.admin)).status).toBe(200)
}, 180_000)

test('an account exported while it could be restored is still deleted when loaded, and is erased in time', async () => {
  const { scene } = await exported()
  await deleteByCommand(scene)
  const file = fileWith('')
  await usher(['accounts', 'export', scene.accountId, '--file', file])
  expect((await usher(['accounts', 'restore', scene.accountId])).out).toContain('is restored')
  await usher(['accounts', 'load', file, '--overwrite'])
  expect((await get(scene.path, operator)).body).toHaveProperty('deletedAt')
  await erase()
  expect((await get(scene.path, operator)).status).toBe(404)
  const { out } = await usher(['accounts', 'erased', '--json'])
  const ids = JSON.parse(out).map(({ subject }: { subject: { id: string } }) => subject.id)
  expect(ids).toContain(scene.accountId)
}, 180_000)
