import { expect, inject, test, vi } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { get, patch, post, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { account, invited, item, type Scene, set, tableName } from '../../support/scene.ts'

const { gateUrl } = inject('system')
const day = 86_400_000

/** Runs as the schedule does, on the run's table. */
const sweep = async (now = new Date()): Promise<string> => {
  deployHere(tableName, { gateUrl, functionId: functionId('SweepInvitations') })
  const log = vi.spyOn(console, 'info').mockReturnValue()
  const { handler } = await import('../../../functions/invitations/sweep-invitations.ts')
  await handler({ time: now.toISOString() })
  const lines = JSON.stringify(log.mock.calls)
  log.mockRestore()
  return lines
}

/** Somebody whose invitation expired this many days ago. */
const expired = async (scene: Scene, days: number) => {
  const { userId, token, email } = await invited(scene, { name: 'Never Came', phone: '+4915112345678' })
  const key = userKey(scene.accountId, userId)
  const expiresAt = new Date(Date.now() - days * day).toISOString()
  await set(key, 'expiresAt', expiresAt)
  await set(key, 'gsi4sk', expiresAt)
  return { userId, token, email, key }
}

test('people who never joined are forgotten 30 days after their invitation expired; only ids are left in the trail', async () => {
  const scene = await account()
  const [long, short] = [await expired(scene, 31), await expired(scene, 29)]
  const log = await sweep()
  expect(log).not.toContain(long.email)
  const left = await item(long.key)
  expect(left).toMatchObject({ status: 'removed', updatedBy: 'usher' })
  expect(JSON.stringify(left)).not.toMatch(/Never|@|49151/)
  expect(await item(short.key)).toMatchObject({ status: 'invited', name: 'Never Came' })
  const trail = await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events?userId=${long.userId}`, scene.admin)).body
    expect(items).toHaveLength(3)
    return items
  })
  expect(trail[0]).toMatchObject({ action: 'user.invitation_revoked', actor: 'usher' })
  expect(await redeem(long.token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } })
})

test('people who were invited again or have joined are left alone, and 20 sweeps at once act as one', async () => {
  const scene = await account()
  const [again, joined, gone] = [await expired(scene, 40), await invited(scene), await expired(scene, 40)]
  expect((await post(`${scene.path}/users/${again.userId}/resend`, {}, scene.admin)).status).toBe(202)
  expect((await redeem(joined.token)).status).toBe(200)
  expect(await item(userKey(scene.accountId, joined.userId))).not.toHaveProperty('gsi4pk')
  await Promise.all(Array.from({ length: 20 }, () => sweep()))
  expect(await item(again.key)).toMatchObject({ status: 'invited' })
  expect(await item(userKey(scene.accountId, joined.userId))).toMatchObject({ status: 'active' })
  expect(await item(gone.key)).toMatchObject({ status: 'removed' })
})

test('a forgotten invitation gives its seat back', async () => {
  const scene = await account()
  await patch(scene.path, { invitationsTakeSeats: true }, scene.admin)
  await expired(scene, 31)
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatsTaken: 2 })
  await sweep()
  expect((await get(scene.path, scene.admin)).body).toMatchObject({ seatsTaken: 1 })
})
