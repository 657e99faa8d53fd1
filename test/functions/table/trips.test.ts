import { beforeAll, expect, inject, test, vi } from 'vitest'
import { accountKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get } from '../../support/api.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, invited, member, role, type Scene, set, somebody, tokenOf } from '../../support/scene.ts'

type Trip = { readonly name: string; readonly began: number; ended: number }
let trips: Trip[] = []
let scene: Scene
let clock = 0

beforeAll(async () => {
  scene = await account()
  deployHere(inject('system').tableName)
  vi.spyOn(console, 'info').mockReturnValue()
  const { putAround } = await import('../../../functions/table/table.ts')
  putAround('call', async ({ name }, go) => {
    const trip = { name, began: ++clock, ended: Number.POSITIVE_INFINITY }
    trips.push(trip)
    try {
      return await go()
    } finally {
      trip.ended = ++clock
    }
  })
})

/** How many round trips waited for one another: the length of the longest chain. */
const sequential = (): number => {
  const depths = trips.map(() => 1)
  for (const [index, trip] of trips.entries())
    for (const [earlier, other] of trips.entries())
      if (earlier < index && other.ended < trip.began)
        depths[index] = Math.max(depths[index] ?? 1, (depths[earlier] ?? 1) + 1)
  return Math.max(0, ...depths)
}

const run = (name: string, route: string, path: string, body?: object, as?: string) => {
  trips = []
  return answerOf(name, { route, path, body, as })
}

const users = '/v1/accounts/{accountId}/users'

/** The token of the account's invite link, as the function signs it here. */
const copiedLink = async (): Promise<string> => {
  const route = 'GET /v1/accounts/{accountId}/invite-link'
  const { body } = await run('get-invite-link', route, `${scene.path}/invite-link`, undefined, scene.admin)
  return tokenOf(body.url)
}

test('inviting takes two sequential round trips', async () => {
  const body = { email: somebody(), name: 'Grace', roleIds: ['member'] }
  const { status } = await run('invite-user', `POST ${users}`, `${scene.path}/users`, body, scene.admin)
  expect(status).toBe(201)
  expect(sequential()).toBe(2)
  expect(trips.map(({ name }) => name)).toEqual(['Query', 'GetItem', 'PutItem'])
})

test('a list takes one round trip: the caller and the page are read in parallel', async () => {
  const { status } = await run('list-users', `GET ${users}`, `${scene.path}/users`, undefined, scene.admin)
  expect(status).toBe(200)
  expect(sequential()).toBe(1)
})

test('redeeming a personal invitation takes two round trips', async () => {
  const body = { email: somebody(), name: 'Grace', roleIds: ['member'], sendEmail: false }
  const invited = await run('invite-user', `POST ${users}`, `${scene.path}/users`, body, scene.admin)
  const token = tokenOf(invited.body.invitationUrl)
  const { status } = await run('redeem-invitation', 'POST /v1/invitations/redeem', '/invitations/redeem', {
    token,
  })
  expect(status).toBe(200)
  expect(sequential()).toBe(2)
})

test('redeeming the link takes two round trips, with an email and with a sign-in', async () => {
  const token = await copiedLink()
  expect(sequential()).toBe(1)
  const person = { token, email: somebody(), name: 'Grace' }
  const asked = await run('redeem-invitation', 'POST /v1/invitations/redeem', '/invitations/redeem', person)
  expect(asked.status).toBe(202)
  expect(sequential()).toBe(2)
  const joined = await run('redeem-signed-in', 'POST /v1/me/redeem', '/me/redeem', { token }, somebody())
  expect(joined.status).toBe(200)
  expect(sequential()).toBe(2)
})

test('asking at the link takes the same round trips for everyone, so its timing reveals nothing about an address', async () => {
  const token = await copiedLink()
  const known = [
    scene.admin,
    await member(scene.accountId),
    await member(scene.accountId, { status: 'suspended' }),
    (await invited(scene)).email,
  ]
  const tripsOf = async (email: string) => {
    const body = { token, email, name: 'Grace' }
    const { status } = await run(
      'redeem-invitation',
      'POST /v1/invitations/redeem',
      '/invitations/redeem',
      body,
    )
    expect(status).toBe(202)
    return [sequential(), trips.map(({ name }) => name)]
  }
  const ofNobody = await tripsOf(somebody())
  for (const email of known) expect(await tripsOf(email)).toEqual(ofNobody)
})

test("looking up somebody's accounts takes two round trips", async () => {
  const { body } = await run('get-me', 'GET /v1/me', '/me', undefined, scene.admin)
  expect(body.accounts).toHaveLength(1)
  expect(sequential()).toBe(2)
  expect((await get('/me', scene.admin)).body).toEqual(body)
})

test('somebody’s 120 accounts are read in batches, and their answer is what each account says', async () => {
  const email = somebody('many')
  const [first, second, third, ...rest] = await Promise.all(
    Array.from({ length: 120 }, (_, index) => account({ name: `Account ${index}` })),
  )
  for (const one of [first, second]) await role(one?.accountId ?? '', 'reader', ['reports:read'])
  const [asked, suspended] = rest
  await Promise.all([
    member(first?.accountId ?? '', { email, roleIds: ['reader', 'never'] }),
    member(second?.accountId ?? '', { email, roleIds: ['admin'] }),
    member(third?.accountId ?? '', { email, roleIds: ['admin', 'member'] }),
    member(asked?.accountId ?? '', { email, status: 'invited', expiresAt: '2000-01-01T00:00:00Z' }),
    member(suspended?.accountId ?? '', { email, status: 'suspended' }),
    ...rest.slice(2).map(({ accountId }) => member(accountId, { email })),
  ])
  const [resting] = rest.slice(2)
  await set(accountKey(resting?.accountId ?? ''), 'suspendedAt', new Date().toISOString())
  const request = { route: 'GET /v1/me', path: '/me', as: email, at: new Date('2099-01-01') }
  await answerOf('get-me', request)
  trips = []
  const { body } = await answerOf('get-me', request)
  const count = (name: string) => trips.filter((trip) => trip.name === name).length
  expect(count('BatchGetItem')).toBe(4)
  // One finds the accounts; the other is for an administrator, who has what the account’s own roles permit.
  expect(count('Query') + count('GetItem')).toBe(2)
  type Access = { accountId: string; roleIds: string[]; permissions: string[] }
  const inAccount = (one: Scene | undefined): Access =>
    body.accounts.find(({ accountId }: Access) => accountId === one?.accountId)
  expect(body.accounts).toHaveLength(117)
  expect(inAccount(first)).toMatchObject({ roleIds: ['reader'], permissions: ['reports:read'] })
  expect(inAccount(second).permissions).toEqual(expect.arrayContaining(['account:write', 'reports:read']))
  expect(inAccount(third).permissions).toContain('account:write')
  expect(inAccount(third).permissions).not.toContain('reports:read')
  expect(body.inactive).toHaveLength(2)
  expect(body.inactive).toEqual(
    expect.arrayContaining([
      { accountId: asked?.accountId, name: 'Account 3', status: 'expired' },
      { accountId: suspended?.accountId, name: 'Account 4', status: 'suspended' },
    ]),
  )
  expect((await get('/me', email)).body).toEqual(body)
}, 120_000)

test('being seen is recorded once a day, in parallel with what is read anyway', async () => {
  const there = async (at: Date) => {
    trips = []
    const request = { route: 'GET /v1/me', path: '/me', as: scene.admin, at }
    expect(await answerOf('get-me', request)).toMatchObject({ status: 200 })
    return trips.filter(({ name }) => name === 'UpdateItem').length
  }
  const path = `${scene.path}/users/${userIdOf(scene.accountId, scene.admin)}`
  for (const [at, writes] of [
    ['2099-01-01T00:00:00Z', 1],
    ['2099-01-01T23:59:59Z', 0],
    ['2099-01-02T00:00:00Z', 1],
    ['2099-01-01T12:00:00Z', 0],
  ] as const) {
    expect(await there(new Date(at)), at).toBe(writes)
    expect(sequential()).toBe(2)
  }
  expect((await get(path, scene.admin)).body.lastSeenOn).toBe('2099-01-02')
})
