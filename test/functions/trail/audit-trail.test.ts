import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import type { AuditEvent } from '../../../shared/contract/audit.ts'
import { get, patch, post, put, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  invited,
  linkToken,
  member,
  role,
  type Scene,
  somebody,
  remove as wipe,
} from '../../support/scene.ts'

const trail = async ({ path, admin }: Scene, query = ''): Promise<AuditEvent[]> =>
  (await get(`${path}/audit-events?limit=100${query}`, admin)).body.items

/** The trail once it has this many changes; the stream brings them a moment later. */
const told = (scene: Scene, count: number, query = ''): Promise<AuditEvent[]> =>
  eventually(async () => {
    const events = await trail(scene, query)
    expect(events.length).toBeGreaterThanOrEqual(count)
    return events
  })

test('every change of a user is in the trail with who, what, when, before and after', async () => {
  const scene = await account()
  const by = userIdOf(scene.accountId, scene.admin)
  const { userId, token, email } = await invited(scene)
  const path = `${scene.path}/users/${userId}`
  await redeem(token)
  await patch(path, { name: 'Another Name', phone: '+4915112345678' }, scene.admin)
  await patch(path, { roleIds: ['admin'] }, scene.admin)
  await patch(path, { status: 'suspended' }, scene.admin)
  await patch(path, { status: 'active' }, scene.admin)
  await remove(path, scene.admin)
  const events = await told(scene, 7, `&userId=${userId}`)
  expect(
    events.map(({ action, actor, before, after, personal }) => [action, actor, before, after, personal]),
  ).toEqual([
    ['user.removed', by, expect.objectContaining({ status: 'active', roleIds: ['admin'] }), {}, []],
    ['user.reinstated', by, { status: 'suspended' }, { status: 'active' }, []],
    ['user.suspended', by, { status: 'active' }, { status: 'suspended' }, []],
    ['user.changed', by, { roleIds: ['member'] }, { roleIds: ['admin'] }, []],
    ['user.changed', by, {}, {}, ['name', 'phone']],
    ['user.joined', userId, expect.objectContaining({ status: 'invited' }), { status: 'active' }, []],
    ['user.invited', by, {}, expect.objectContaining({ status: 'invited', roleIds: ['member'] }), []],
  ])
  expect(JSON.stringify(events)).not.toMatch(/Another Name|Grace|4915112345678/)
  expect(JSON.stringify(events)).not.toContain(email)
  const times = events.map(({ at }) => at)
  expect(times).toEqual(times.toSorted().reverse())
})

test('the trail distinguishes resent and revoked invitations, and joining through the link', async () => {
  const scene = await account()
  const { userId } = await invited(scene)
  await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)
  await remove(`${scene.path}/users/${userId}`, scene.admin)
  const joiner = somebody()
  await post('/me/redeem', { token: await linkToken(scene) }, joiner)
  const ofInvited = await told(scene, 3, `&userId=${userId}`)
  expect(ofInvited.map(({ action }) => action)).toEqual([
    'user.invitation_revoked',
    'user.invitation_sent_again',
    'user.invited',
  ])
  const joinerId = userIdOf(scene.accountId, joiner)
  expect(await told(scene, 1, `&userId=${joinerId}`)).toMatchObject([
    { action: 'user.joined', actor: joinerId, after: { source: 'link', roleIds: ['member'] } },
  ])
})

test('roles, default roles and the invite link are in the trail, with who deleted what', async () => {
  const scene = await account()
  const by = userIdOf(scene.accountId, scene.admin)
  const { roleId } = (await post(`${scene.path}/roles`, { name: 'Reader', permissions: [] }, scene.admin))
    .body
  await patch(`${scene.path}/roles/${roleId}`, { permissions: ['reports:read'] }, scene.admin)
  await put(`${scene.path}/default-roles`, { roleIds: ['member', roleId] }, scene.admin)
  await put(`${scene.path}/default-roles`, { roleIds: ['member'] }, scene.admin)
  await remove(`${scene.path}/roles/${roleId}`, scene.admin)
  await put(`${scene.path}/invite-link`, { maxUses: 3 }, scene.admin)
  await put(`${scene.path}/invite-link`, { rotate: true }, scene.admin)
  const events = (await told(scene, 9)).filter(({ actor }) => actor === by)
  expect(events.map(({ action, subject }) => [action, subject.id])).toEqual([
    ['invite_link.replaced', 'link'],
    ['invite_link.changed', 'link'],
    ['role.deleted', roleId],
    ['default_roles.changed', scene.accountId],
    ['default_roles.changed', scene.accountId],
    ['role.changed', roleId],
    ['role.created', roleId],
  ])
  expect(events[5]).toMatchObject({ before: { permissions: [] }, after: { permissions: ['reports:read'] } })
})

test('changes made outside the API are in the trail too', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  const userId = userIdOf(scene.accountId, email)
  await wipe(userKey(scene.accountId, userId))
  expect((await told(scene, 2, `&userId=${userId}`)).map(({ action, actor }) => [action, actor])).toEqual([
    ['user.removed', 'unknown'],
    ['user.joined', 'bootstrap'],
  ])
})

test("emails and counters aren't changes that the trail records", async () => {
  const scene = await account()
  await put(`${scene.path}/invite-link`, { maxUses: 3 }, scene.admin)
  await post('/me/redeem', { token: await linkToken(scene) }, somebody())
  await told(scene, 4)
  const actions = (await trail(scene)).map(({ action }) => action)
  expect(actions.filter((action) => action.startsWith('invite_link'))).toEqual(['invite_link.changed'])
})

test('pages and cursors go through the trail without a gap, newest first', async () => {
  const scene = await account()
  for (let index = 0; index < 5; index++)
    await put(`${scene.path}/default-roles`, { roleIds: index % 2 === 0 ? [] : ['member'] }, scene.admin)
  const all = await told(scene, 7)
  const seen: AuditEvent[] = []
  let cursor: string | undefined
  do {
    const query = `limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`
    const { body } = await get(`${scene.path}/audit-events?${query}`, scene.admin)
    expect(body.items.length).toBeLessThanOrEqual(2)
    seen.push(...body.items)
    cursor = body.nextCursor
  } while (cursor !== undefined)
  expect(seen).toEqual(all)
  expect(await get(`${scene.path}/audit-events?cursor=nonsense`, scene.admin)).toMatchObject({ status: 400 })
})

test('only people with the permission read the trail, and it reveals nothing about other accounts', async () => {
  const [scene, other] = [await account(), await account()]
  const email = await member(scene.accountId)
  expect(await get(`${scene.path}/audit-events`, email)).toMatchObject({
    status: 403,
    body: { code: 'permission_missing' },
  })
  await told(other, 2)
  const foreign = userIdOf(other.accountId, other.admin)
  expect(await trail(scene, `&userId=${foreign}`)).toEqual([])
})

test('the trail is filtered by actor, action and time, and its pages together are all that match', async () => {
  const scene = await account()
  const other = await member(scene.accountId, { roleIds: ['admin'], name: 'Other Admin' })
  const people = [await invited(scene), await invited(scene), await invited(scene)]
  for (const [index, { userId }] of people.entries())
    await patch(`${scene.path}/users/${userId}`, { name: `Name ${index}` }, index === 1 ? other : scene.admin)
  const all = await told(scene, 9)
  const [ada, second] = [scene.admin, other].map((email) => userIdOf(scene.accountId, email))
  const filters: readonly (readonly [string, (event: AuditEvent) => boolean])[] = [
    [`&actor=${ada}`, ({ actor }) => actor === ada],
    [
      `&actor=${second}&action=user.changed`,
      ({ actor, action }) => actor === second && action === 'user.changed',
    ],
    ['&action=user.invited', ({ action }) => action === 'user.invited'],
    ['&actor=unknown', ({ actor }) => actor === 'unknown'],
    [
      `&userId=${people[0]?.userId}&action=user.changed`,
      ({ subject, action }) => subject.id === people[0]?.userId && action === 'user.changed',
    ],
    [`&from=${all[2]?.at}`, ({ at }) => at >= String(all[2]?.at)],
    [`&before=${all[2]?.at}`, ({ at }) => at < String(all[2]?.at)],
    [
      `&from=${all[5]?.at}&before=${all[1]?.at}&actor=${ada}`,
      ({ at, actor }) => at >= String(all[5]?.at) && at < String(all[1]?.at) && actor === ada,
    ],
  ]
  for (const [query, passes] of filters) {
    const pages: AuditEvent[] = []
    let cursor = ''
    do {
      const { status, body } = await get(`${scene.path}/audit-events?limit=1${query}${cursor}`, scene.admin)
      expect(status).toBe(200)
      expect(body.items.length).toBeLessThanOrEqual(1)
      pages.push(...body.items)
      cursor = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(pages, query).toEqual(all.filter(passes))
    expect(pages.length, query).toBeGreaterThan(0)
  }
  expect((await get(`${scene.path}/audit-events?actor=nobody`, scene.admin)).status).toBe(422)
  expect((await get(`${scene.path}/audit-events?action=user.eaten`, scene.admin)).status).toBe(422)
  expect((await get(`${scene.path}/audit-events?from=yesterday`, scene.admin)).status).toBe(422)
})

test("users' names come along for callers who may see users, and disappear when a user is removed", async () => {
  const scene = await account()
  const { userId } = await invited(scene, { name: 'In Vited' })
  await role(scene.accountId, 'watcher', ['audit:read'])
  const watcher = await member(scene.accountId, { roleIds: ['watcher'] })
  await told(scene, 3)
  const admin = userIdOf(scene.accountId, scene.admin)
  const names = async (as: string) => (await get(`${scene.path}/audit-events`, as)).body.names
  expect(await names(scene.admin)).toMatchObject({ [userId]: 'In Vited', [admin]: 'Ada Admin' })
  expect(await names(watcher)).toEqual({})
  await remove(`${scene.path}/users/${userId}`, scene.admin)
  expect(await names(scene.admin)).not.toHaveProperty(userId)
})
