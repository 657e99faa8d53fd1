import { beforeAll, expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch } from '../../support/api.ts'
import { account, member, role, type Scene, set } from '../../support/scene.ts'

let scene: Scene
const addresses = Array.from(
  { length: 25 },
  (_, index) => `user${String(index).padStart(2, '0')}@list.example`,
)

beforeAll(async () => {
  scene = await account()
  await role(scene.accountId, 'editor', ['pages:edit'])
  for (const [index, email] of addresses.entries())
    await member(scene.accountId, {
      email,
      name: index % 2 ? `Öde Person ${index}` : `Person ${index}`,
      roleIds: index < 3 ? ['editor'] : ['member'],
      status: index < 5 ? 'suspended' : 'active',
    })
})

const list = async (query: string) => (await get(`${scene.path}/users?${query}`, scene.admin)).body
const emails = (page: { items: { email: string }[] }) => page.items.map(({ email }) => email)

test('a list is sorted by address, page by page, and every user is on one page', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(`limit=10${cursor ? `&cursor=${cursor}` : ''}`)
    expect(page.items.length).toBeLessThanOrEqual(10)
    seen.push(...emails(page))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual([scene.admin, ...addresses])
})

test('a page that ends with the last user has no cursor', async () => {
  const page = await list('limit=26')
  expect(page.items).toHaveLength(26)
  expect(page).not.toHaveProperty('nextCursor')
})

test('a list is filtered by status and by role, also across pages', async () => {
  expect(emails(await list('status=suspended'))).toEqual(addresses.slice(0, 5))
  expect(emails(await list('roleId=editor'))).toEqual(addresses.slice(0, 3))
  const first = await list('status=suspended&limit=2')
  expect(emails(first)).toEqual(addresses.slice(0, 2))
  expect(emails(await list(`status=suspended&limit=3&cursor=${first.nextCursor}`))).toEqual(
    addresses.slice(2, 5),
  )
})

test('an invitation past its expiry reads as expired, and is only found as that', async () => {
  const email = await member(scene.accountId, { email: 'zz-late@list.example', status: 'invited' })
  const key = userKey(scene.accountId, userIdOf(scene.accountId, email))
  await set(key, 'expiresAt', new Date(Date.now() - 1_000).toISOString())
  expect((await list('status=expired')).items).toMatchObject([{ email, status: 'expired' }])
  expect((await list('status=invited')).items).toEqual([])
})

test('search finds any part of an address or a name, in any letter case', async () => {
  expect(emails(await list('search=USER07'))).toEqual(['user07@list.example'])
  expect(emails(await list('search=er07@li'))).toEqual(['user07@list.example'])
  expect(emails(await list('search=user07@li'))).toEqual(['user07@list.example'])
  expect(emails(await list(`search=${encodeURIComponent('ÖDE person 1')}`))).toContain('user11@list.example')
})

test('invalid list queries are refused', async () => {
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'status=gone', 'colour=red', 'search='])
    expect(await get(`${scene.path}/users?${query}`, scene.admin), query).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [expect.anything()] },
    })
})

test('only people who may see users get a list', async () => {
  await role(scene.accountId, 'outsider', ['pages:edit'])
  const outsider = await member(scene.accountId, { email: 'outsider@list.example', roleIds: ['outsider'] })
  expect(await get(`${scene.path}/users`, outsider)).toMatchObject({
    status: 403,
    body: { code: 'permission_missing' },
  })
  expect(await get(`${scene.path}/users`)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } })
})

test.each([
  ['José García', ['jose', 'JOSE GARCIA', 'josé', 'jose\u0301', 'ＪＯＳＥ']],
  ['Siobhán O’Brien', ["o'brien", 'o’brien', 'oʼbrien', 'o`brien', 'siobhan o']],
  ['Łukasz Żółć', ['lukasz', 'łukasz zolc', 'LUKASZ']],
  ['Søren Großmann', ['soren', 'grossmann', 'GROẞMANN', 'GROSSMANN', 'søren']],
  ['Anna\u00a0Maria Kowalska\u2010Nowak', ['anna maria', 'kowalska-nowak', 'kowalska–nowak']],
  ['Ayşe Yıldız', ['ayse', 'yildiz', 'YILDIZ']],
  ['Σίσυφος Παπάς', ['σισυφοσ', 'ΣΊΣΥΦΟΣ', 'παπας']],
])('search finds %s by what people type', async (name, searches) => {
  const own = await account()
  const email = await member(own.accountId, { name })
  const old = await member(own.accountId, { name, searchKey: undefined })
  await member(own.accountId, { name: 'Grace Hopper' })
  await member(own.accountId, { name: 'Ada Lovelace', searchKey: undefined })
  for (const search of searches) {
    const { body } = await get(`${own.path}/users?search=${encodeURIComponent(search)}`, own.admin)
    expect(emails(body).toSorted(), search).toEqual([email, old].toSorted())
  }
})

test('a changed name is only found by its new spelling', async () => {
  const own = await account()
  const email = await member(own.accountId, { name: 'Renée Durand', searchKey: undefined })
  const userId = userIdOf(own.accountId, email)
  await patch(`${own.path}/users/${userId}`, { name: 'Zoë Durand' }, own.admin)
  for (const [search, found] of [
    ['zoe', [email]],
    ['renee', []],
  ] as const)
    expect(emails((await get(`${own.path}/users?search=${search}`, own.admin)).body)).toEqual(found)
})
