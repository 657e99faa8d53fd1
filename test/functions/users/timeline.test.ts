import { expect, test } from 'vitest'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, post, preview, race, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import {
  account,
  invite,
  invited,
  member,
  role,
  type Scene,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

type Event = {
  readonly action: string
  readonly actor?: string
  readonly actorName?: string
  readonly before?: object
  readonly after?: object
}

const eventsOf = async ({ path, admin }: Scene, userId: string, query = ''): Promise<Event[]> =>
  (await get(`${path}/users/${userId}/events${query}`, admin)).body.items

/** The actions, oldest first, once there are this many: the stream follows a moment later. */
const actionsOf = (scene: Scene, userId: string, count: number): Promise<string[]> =>
  eventually(async () => {
    const actions = (await eventsOf(scene, userId)).map(({ action }) => action).reverse()
    expect(actions.length).toBeGreaterThanOrEqual(count)
    return actions
  })

test("a user's timeline shows each step from the invitation to the change of a role", async () => {
  const scene = await account()
  await role(scene.accountId, 'viewer', ['pages:read'])
  const email = somebody()
  const { body: user } = await invite(scene, { email })
  const token = await tokenInMail(email)
  await preview(token)
  await redeem(token)
  await patch(`${scene.path}/users/${user.userId}`, { roleIds: ['viewer'] }, scene.admin)
  const actions = await actionsOf(scene, user.userId, 5)
  expect(actions).toEqual(['user.invited', 'mail.sent', 'invitation.opened', 'user.joined', 'user.changed'])
  const [changed, , , , first] = await eventsOf(scene, user.userId)
  expect(changed).toMatchObject({
    actorName: 'Ada Admin',
    before: { roleIds: ['member'] },
    after: { roleIds: ['viewer'] },
  })
  expect(first).toMatchObject({ action: 'user.invited', actor: userIdOf(scene.accountId, scene.admin) })
})

test('opening an invitation is recorded once, however often and however many at once, and uses nothing up', async () => {
  const scene = await account()
  const { userId, token } = await invited(scene)
  const previews = await race(
    () => preview('nothing'),
    () => preview(token),
  )
  expect(previews.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(await actionsOf(scene, userId, 2)).toEqual(['user.invited', 'invitation.opened'])
  expect(await redeem(token)).toMatchObject({ status: 200, body: { status: 'active' } })
  expect(await actionsOf(scene, userId, 3)).toEqual(['user.invited', 'invitation.opened', 'user.joined'])
})

test('a resent invitation that is opened has an entry of its own', async () => {
  const scene = await account()
  const email = somebody()
  const { body: user } = await invite(scene, { email })
  await preview(await tokenInMail(email))
  await post(`${scene.path}/users/${user.userId}/resend`, {}, scene.admin)
  await preview(await tokenInMail(email, 2))
  const actions = await actionsOf(scene, user.userId, 6)
  expect(actions.filter((action) => action === 'invitation.opened')).toHaveLength(2)
})

test('a timeline is paged without gaps or repeats', async () => {
  const scene = await account()
  const { userId, token } = await invited(scene)
  await preview(token)
  await redeem(token)
  const all = await actionsOf(scene, userId, 3)
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await get(`${scene.path}/users/${userId}/events?limit=1${next}`, scene.admin)
    paged.push(...body.items.map(({ action }: Event) => action))
    cursor = body.nextCursor
  } while (cursor !== undefined)
  expect(paged.reverse()).toEqual(all)
})

test('a timeline has neither names nor addresses, and an unknown user has none', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene, { name: 'Grace Hopper' })
  await actionsOf(scene, userId, 1)
  const { body } = await get(`${scene.path}/users/${userId}/events`, scene.admin)
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`Grace|${email}`))
  const nobody = userIdOf(scene.accountId, somebody())
  expect(await get(`${scene.path}/users/${nobody}/events`, scene.admin)).toMatchObject({
    status: 404,
    body: { code: 'user_not_found' },
  })
  const stranger = await member((await account()).accountId)
  expect(await get(`${scene.path}/users/${userId}/events`, stranger)).toMatchObject({ status: 404 })
})
