import { beforeEach, expect, inject, test, vi } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { get, operator, patch, post, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { account, invite, item, mails, type Scene, set, tableName, tokenInMail } from '../../support/scene.ts'

const { gateUrl } = inject('system')
const day = 86_400_000

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue()
})

/** Runs as the schedule does, with the table of the run. */
const sweep = async (now: Date): Promise<void> => {
  deployHere(tableName, { gateUrl, functionId: functionId('SweepReminders') })
  const { handler } = await import('../../../functions/invitations/sweep-reminders.ts')
  await handler({ time: now.toISOString() })
}
const inDays = (days: number): Date => new Date(Date.now() + days * day)

const userOf = async (scene: Scene, userId: string) =>
  (await get(`${scene.path}/users/${userId}`, operator)).body

/** Somebody whose invitation of seven days was mailed, in an account that reminds two days before. */
const invitedPerson = async (reminderDays: number | null = 2) => {
  const scene = await account()
  if (reminderDays !== null)
    expect((await patch(scene.path, { reminderDays }, scene.admin)).body.reminderDays).toBe(reminderDays)
  const { body } = await invite(scene)
  await eventually(async () =>
    expect((await userOf(scene, body.userId)).mail.state).toMatch(/sent|delivered/),
  )
  return { scene, email: body.email, userId: body.userId, key: userKey(scene.accountId, body.userId) }
}

test('a pending invitation is mailed once more, with a link that is as good as the first, 20 sweeps at once as well', async () => {
  const { scene, email, userId } = await invitedPerson()
  const first = await tokenInMail(email)
  await sweep(inDays(4.9))
  expect((await userOf(scene, userId)).mail.state).toMatch(/sent|delivered/)
  // So many calls from one process may find no connection in time; such a run is one that did not come about.
  await Promise.allSettled(Array.from({ length: 20 }, () => sweep(inDays(5.1))))
  await sweep(inDays(5.1))
  const [, reminder] = await mails(email, 2)
  expect(reminder?.subject).toBe('Reminder: your invitation to Acme is about to expire')
  expect(reminder?.body.text).toContain('Ada Admin invited you to Acme, and you haven’t joined yet.')
  expect(await tokenInMail(email, 2)).toBe(first)
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events?userId=${userId}`, scene.admin)).body
    const told = items.map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)
    expect(told.filter((one: string) => one.includes('reminded'))).toEqual(['user.invitation_reminded usher'])
  })
  await sweep(inDays(5.5))
  await sweep(inDays(6.5))
  expect((await redeem(first)).status).toBe(200)
  expect(await mails(email, 2)).toHaveLength(2)
})

test('there is no reminder by default, for whom the mail never reached, who has joined, or where the account rests', async () => {
  const usual = await invitedPerson(null)
  const [bounced, joined, closed] = [await invitedPerson(), await invitedPerson(), await invitedPerson()]
  await set(bounced.key, 'mail', { state: 'bounced', at: new Date().toISOString() })
  expect((await redeem(await tokenInMail(joined.email))).status).toBe(200)
  await post(`${closed.scene.path}/suspend`, undefined, operator)
  await sweep(inDays(5.1))
  for (const { key } of [usual, bounced, joined, closed])
    expect(await item(key)).not.toHaveProperty('remindedAt')
  expect(await item(bounced.key)).not.toHaveProperty('remindAt')
  expect(await item(bounced.key)).toMatchObject({ gsi4pk: expect.stringMatching(/^INVITED#/) })
})

test('an invitation that is sent again is reminded of anew, and one that is shorter than the days not at all', async () => {
  const { scene, email, userId, key } = await invitedPerson()
  await sweep(inDays(5.1))
  await mails(email, 2)
  expect((await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)).status).toBe(202)
  expect(await item(key)).not.toHaveProperty('remindedAt')
  expect(await item(key)).toHaveProperty('remindAt')
  const short = await invite(scene, { expiresInHours: 24 })
  expect(await item(userKey(scene.accountId, short.body.userId))).not.toHaveProperty('remindAt')
  for (const reminderDays of [0, 30, 1.5])
    expect(await patch(scene.path, { reminderDays }, scene.admin)).toMatchObject({ status: 422 })
  expect((await patch(scene.path, { reminderDays: null }, scene.admin)).body).not.toHaveProperty(
    'reminderDays',
  )
})
