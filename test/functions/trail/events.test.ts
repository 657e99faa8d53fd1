import { readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { auditActions } from '../../../shared/contract/audit.ts'
import { accountEvent } from '../../../shared/contract/events.ts'
import { operator, patch, post, put, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invited, linkToken, type Scene, somebody } from '../../support/scene.ts'

/** What was published about an account, from the log, where each event is a line. */
const onBus = ({ accountId }: Scene) =>
  readFileSync(inject('system').logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('ChangesBus') && line.includes(accountId))
    .map((line) => JSON.parse(line.slice(line.indexOf(' '))))

/** The events once there are this many; the stream brings them a moment later. */
const told = (scene: Scene, count: number) =>
  eventually(() => {
    const events = onBus(scene)
    expect(events.length).toBeGreaterThanOrEqual(count)
    return events
  })

/** Kinds of change that need a scene of their own; the tests of their operations find them in the trail. */
const toldElsewhere: readonly string[] = [
  'access_review.signed',
  'account.deleted',
  'account.erased',
  'account.restored',
  'domain.added',
  'domain.changed',
  'domain.lost',
  'domain.proved',
  'domain.removed',
  'invite_link.created',
  'invite_link.deleted',
  'user.invitation_declined',
  'user.invitation_reminded',
  'user.request_declined',
  'user.requested',
]

test('every kind of change is on the bus, matches the schema, and has no personal data', async () => {
  const scene = await account()
  const { userId, email, token } = await invited(scene)
  const person = `${scene.path}/users/${userId}`
  await redeem(token)
  await patch(person, { name: 'Another Name', phone: '+4915112345678' }, scene.admin)
  await patch(person, { status: 'suspended' }, scene.admin)
  await patch(person, { status: 'active' }, scene.admin)
  await remove(person, scene.admin)
  const other = await invited(scene, { message: 'Welcome aboard' })
  await post(`${scene.path}/users/${other.userId}/invitation-url`, undefined, scene.admin)
  const again = await post(`${scene.path}/users/${other.userId}/resend`, {}, scene.admin)
  expect(again.status).toBe(202)
  await remove(`${scene.path}/users/${other.userId}`, scene.admin)
  const joiner = somebody('joiner')
  await post('/me/redeem', { token: await linkToken(scene), name: 'Jo Iner' }, joiner)
  const { roleId } = (await post(`${scene.path}/roles`, { name: 'Reader', permissions: [] }, scene.admin))
    .body
  await patch(`${scene.path}/roles/${roleId}`, { permissions: ['reports:read'] }, scene.admin)
  await remove(`${scene.path}/roles/${roleId}`, scene.admin)
  await put(`${scene.path}/invite-link`, { maxUses: 3 }, scene.admin)
  await put(`${scene.path}/invite-link`, { rotate: true }, scene.admin)
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  await patch(scene.path, { name: 'Acme Labs' }, scene.admin)
  await patch(scene.path, { mailsPaused: true }, operator)
  await patch(scene.path, { mailsPaused: false }, operator)
  await post(`${scene.path}/suspend`, undefined, operator)
  await post(`${scene.path}/reactivate`, undefined, operator)

  const events = await told(scene, 24)
  for (const { source, detail, time, 'detail-type': type } of events) {
    expect(accountEvent.parse(detail)).toEqual(detail)
    expect([source, type]).toEqual(['usher', detail.action])
    expect(Math.abs(Date.parse(time) - Date.parse(detail.at))).toBeLessThan(1_000)
  }
  const expected = auditActions.filter((action) => !toldElsewhere.includes(action))
  expect(new Set(events.map(({ detail }) => detail.action))).toEqual(new Set(expected))
  expect(events.map(({ detail }) => detail)).toContainEqual({
    version: 1,
    eventId: expect.stringMatching(/^2\d{3}-[\dT:.-]+Z#\d+$/),
    accountId: scene.accountId,
    at: expect.any(String),
    action: 'user.changed',
    actor: userIdOf(scene.accountId, scene.admin),
    subject: { kind: 'user', id: userId },
    before: {},
    after: {},
    personal: ['name', 'phone'],
  })
  const text = JSON.stringify(events)
  for (const one of [email, other.email, joiner, scene.admin, '@'].map((address) => address.split('@')[0]))
    if (one) expect(text).not.toContain(one)
  for (const word of ['@', 'Grace', 'Another', 'Jo Iner', 'Ada', '4915112345678', 'Welcome aboard'])
    expect(text).not.toContain(word)
  for (const part of [token, other.token].flatMap((one) => one.split('.').slice(-2)))
    expect(text).not.toContain(part)
})

test('what happens in an account is published only under that account', async () => {
  const [scene, other] = [await account(), await account()]
  await invited(scene)
  await told(scene, 3)
  await told(other, 2)
  expect(onBus(other).map(({ detail }) => detail.action)).not.toContain('user.invited')
})
