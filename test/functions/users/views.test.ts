import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invited, item, member, type Scene, set, somebody } from '../../support/scene.ts'

const past = new Date(Date.now() - 86_400_000).toISOString()
const future = new Date(Date.now() + 86_400_000).toISOString()
const delivered = { state: 'delivered', at: past }
const bounced = { state: 'bounced', at: past, detail: '550 no such mailbox' }

const emailsIn = async ({ path, admin }: Scene, query: string): Promise<string[]> => {
  const { body } = await get(`${path}/users?${query}`, admin)
  return body.items.map(({ email }: { email: string }) => email)
}

/** One user of each kind, stored directly, bypassing the rules. */
const team = async () => {
  const scene = await account()
  const { accountId } = scene
  return {
    scene,
    active: await member(accountId),
    suspended: await member(accountId, { status: 'suspended' }),
    ended: await member(accountId, { accessUntil: past }),
    guest: await member(accountId, { accessUntil: future }),
    pending: await member(accountId, { status: 'invited', mail: delivered, expiresAt: future }),
    expired: await member(accountId, { status: 'invited', mail: delivered, expiresAt: past }),
    bounced: await member(accountId, { status: 'invited', mail: bounced, expiresAt: future }),
  }
}

/** The index of users who need attention follows the stream. */

test('each view has exactly its users', async () => {
  const { scene, ...one } = await team()
  const members = [scene.admin, one.active, one.suspended, one.ended, one.guest]
  expect((await emailsIn(scene, 'view=members')).toSorted()).toEqual(members.toSorted())
  const pending = [one.pending, one.expired, one.bounced]
  expect((await emailsIn(scene, 'view=pending')).toSorted()).toEqual(pending.toSorted())
  await eventually(async () =>
    expect((await emailsIn(scene, 'view=attention')).toSorted()).toEqual(
      [one.ended, one.expired, one.bounced].toSorted(),
    ),
  )
})

test('a view combines with every other filter', async () => {
  const { scene, ...one } = await team()
  expect(await emailsIn(scene, 'view=pending&status=expired')).toEqual([one.expired])
  expect(await emailsIn(scene, 'view=members&status=invited')).toEqual([])
  expect(await emailsIn(scene, 'view=members&roleId=admin')).toEqual([scene.admin])
  await eventually(async () => expect(await emailsIn(scene, 'view=attention')).toHaveLength(3))
  expect(await emailsIn(scene, `view=attention&search=${one.bounced.slice(0, 12)}`)).toEqual([one.bounced])
  expect(await emailsIn(scene, 'view=attention&status=invited&roleId=member')).toEqual([one.bounced])
  expect(await emailsIn(scene, 'view=attention&roleId=admin')).toEqual([])
})

test('a user no longer needs attention once an administrator has fixed it, or removed them', async () => {
  const { scene, ...one } = await team()
  await eventually(async () => expect(await emailsIn(scene, 'view=attention')).toHaveLength(3))
  const path = (email: string) => `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  await patch(path(one.ended), { accessUntil: null }, scene.admin)
  await remove(path(one.expired), scene.admin)
  await eventually(async () => expect(await emailsIn(scene, 'view=attention')).toEqual([one.bounced]))
  const noted = { pk: `CARE#${scene.accountId}`, sk: `USER#${userIdOf(scene.accountId, one.ended)}` }
  await eventually(async () => expect(await item(noted)).toBe(undefined))
})

test('an invitation needs attention from its expiry on, although nothing happens then', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene)
  const soonest = new Date(Date.now() + 3_000).toISOString()
  await set(userKey(scene.accountId, userId), 'expiresAt', soonest)
  await eventually(async () => expect(await emailsIn(scene, 'view=attention')).toEqual([email]))
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soonest))
})

test('users who need attention come page by page, the longest waiting first', async () => {
  const scene = await account()
  const waiting = Array.from({ length: 7 }, (_, index) => ({
    email: somebody(),
    expiresAt: new Date(Date.now() - (index + 1) * 3_600_000).toISOString(),
  }))
  for (const { email, expiresAt } of waiting)
    await member(scene.accountId, { email, status: 'invited', mail: delivered, expiresAt })
  await eventually(async () => expect(await emailsIn(scene, 'view=attention')).toHaveLength(7))
  const paged: string[] = []
  let cursor: string | undefined
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await get(`${scene.path}/users?view=attention&limit=3${next}`, scene.admin)
    paged.push(...body.items.map(({ email }: { email: string }) => email))
    cursor = body.nextCursor
  } while (cursor !== undefined)
  expect(paged).toEqual(waiting.map(({ email }) => email).reverse())
})

test('a list sorts by address both ways, with every page and filter', async () => {
  const scene = await account()
  const emails = Array.from({ length: 9 }, (_, index) => `sort-${index}@example.com`)
  for (const email of emails) await member(scene.accountId, { email })
  const down: string[] = []
  let cursor: string | undefined
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await get(
      `${scene.path}/users?sort=-email&search=sort-&roleId=member&limit=4${next}`,
      scene.admin,
    )
    down.push(...body.items.map(({ email }: { email: string }) => email))
    cursor = body.nextCursor
  } while (cursor !== undefined)
  expect(down).toEqual(emails.toReversed())
  expect(await emailsIn(scene, 'sort=email&search=sort-')).toEqual(emails)
})
