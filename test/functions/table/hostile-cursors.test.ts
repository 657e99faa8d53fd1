/**
 * Cursors that were truncated, changed, or come from another list: none shows anything outside the caller's own list.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { get } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invited, member, type Scene } from '../../support/scene.ts'

let ours: Scene
let theirs: Scene
const lists = ['users', 'audit-events'] as const

beforeAll(async () => {
  ours = await account()
  theirs = await account()
  for (const scene of [ours, theirs]) {
    for (let count = 0; count < 3; count++) await member(scene.accountId)
    await invited(scene)
    await eventually(async () => expect((await everyItem(scene, 'audit-events')).length).toBeGreaterThan(3))
  }
})

const everyItem = async ({ path, admin }: Scene, list: string) =>
  (await get(`${path}/${list}?limit=100`, admin)).body.items.map((item: object) => JSON.stringify(item))

const firstCursor = async ({ path, admin }: Scene, list: string): Promise<string> =>
  (await get(`${path}/${list}?limit=2`, admin)).body.nextCursor

/** A page with this cursor holds only the caller's own data, or there is no such page. */
const expectOwn = async (list: string, cursor: string, own: readonly string[]) => {
  const reply = await get(`${ours.path}/${list}?limit=2&cursor=${encodeURIComponent(cursor)}`, ours.admin)
  if (reply.status === 400) expect(reply.body.code).toBe('invalid_cursor')
  else for (const item of reply.body.items) expect(own).toContain(JSON.stringify(item))
}

test.each(lists)(
  'a truncated or changed cursor of %s gives a page of the same list, or none',
  async (list) => {
    const [good, own] = [await firstCursor(ours, list), await everyItem(ours, list)]
    const changed = fc
      .tuple(fc.nat(), fc.string({ maxLength: 3 }), fc.boolean())
      .map(([where, text, cut]) => {
        const at = where % good.length
        return cut ? good.slice(0, at) || '-' : good.slice(0, at) + text + good.slice(at + 1)
      })
    const madeUp = fc.string().map((text) => Buffer.from(text).toString('base64url') || '-')
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, madeUp), (cursor) => expectOwn(list, cursor, own)),
      { numRuns: 60, endOnFailure: true },
    )
  },
)

test.each(lists)("a cursor of another account's %s, or of the other list, reveals nothing", async (list) => {
  const own = await everyItem(ours, list)
  for (const scene of [ours, theirs])
    for (const other of lists) await expectOwn(list, await firstCursor(scene, other), own)
})

test.each([
  ['users?limit=2', 'users?limit=2&status=active'],
  ['users?limit=2&status=active', 'users?limit=2'],
  ['users?limit=2&status=active', 'users?limit=2&status=active&search=e'],
  ['users?limit=2&search=e', 'users?limit=2&search=ex'],
  ['audit-events?limit=2', 'audit-events?limit=2&userId=usr_0123456789012345678901'],
  ['audit-events?limit=2', 'users?limit=2'],
])('a cursor of %s is refused by %s', async (given, asked) => {
  const { body: page } = await get(`${ours.path}/${given}`, ours.admin)
  expect(page.nextCursor).toEqual(expect.any(String))
  const cursor = encodeURIComponent(page.nextCursor)
  expect((await get(`${ours.path}/${given}&cursor=${cursor}`, ours.admin)).status).toBe(200)
  expect(await get(`${ours.path}/${asked}&cursor=${cursor}`, ours.admin)).toMatchObject({
    status: 400,
    body: { code: 'invalid_cursor' },
  })
})
