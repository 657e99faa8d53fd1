import { expect, test } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { call, get, patch, post, race, remove, tokenFor } from '../../support/api.ts'
import { account, invited, item, member, role, type Scene, set, somebody } from '../../support/scene.ts'

const waiting = async (email: string) => (await get('/me/invitations', email)).body.items
const accept = ({ accountId }: Scene, email: string) =>
  post(`/me/invitations/${accountId}/accept`, undefined, email)
const decline = ({ accountId }: Scene, email: string) =>
  post(`/me/invitations/${accountId}/decline`, undefined, email)

const declinedUser = (scene: Scene, userId: string) => get(`${scene.path}/users/${userId}`, scene.admin)

test('a person sees the invitations waiting for them in all accounts, those that expire first on top', async () => {
  const [acme, globex] = [await account(), await account({ name: 'Globex' })]
  const email = somebody()
  await invited(acme, { email, expiresInHours: 48 })
  await invited(globex, { email, expiresInHours: 2 })
  await expect
    .poll(() => waiting(email))
    .toEqual([
      {
        accountId: globex.accountId,
        accountName: 'Globex',
        invitedBy: 'Ada Admin',
        roleNames: ['Member'],
        expiresAt: expect.any(String),
      },
      expect.objectContaining({ accountId: acme.accountId, accountName: 'Acme' }),
    ])
  expect(await waiting(acme.admin)).toEqual([])
})

test('invitations that could never be accepted are left out: expired, void, or of a suspended account', async () => {
  const email = somebody()
  const [expired, gone, suspended, good] = [
    await account(),
    await account(),
    await account(),
    await account({ name: 'Good' }),
  ]
  const first = await invited(expired, { email })
  await set(userKey(expired.accountId, first.userId), 'expiresAt', new Date(0).toISOString())
  const second = await invited(gone, {
    email,
    roleIds: [await role(gone.accountId, 'extra', ['pages:read'])],
  })
  await set(userKey(gone.accountId, second.userId), 'roleIds', ['no-more'])
  await invited(suspended, { email })
  await set(accountKey(suspended.accountId), 'suspendedAt', new Date().toISOString())
  await invited(good, { email })
  await expect
    .poll(async () => (await waiting(email)).map(({ accountName }: { accountName: string }) => accountName))
    .toEqual(['Good'])
})

test('accepting lets them in with their roles, and accepting again changes nothing', async () => {
  const scene = await account()
  const { email, userId } = await invited(scene)
  const answer = await accept(scene, email)
  expect(answer).toMatchObject({
    status: 200,
    body: { status: 'active', accountId: scene.accountId, accountName: 'Acme', email },
  })
  expect(answer.body.signInUrl).toContain('/sign-in')
  const before = await item(userKey(scene.accountId, userId))
  expect(await accept(scene, email)).toMatchObject({ status: 200 })
  expect(await item(userKey(scene.accountId, userId))).toEqual(before)
  expect(await waiting(email)).toEqual([])
})

test("accepting says so if the account is full, or doesn't exist", async () => {
  const scene = await account()
  const { email } = await invited(scene)
  await set(accountKey(scene.accountId), 'seatLimit', 1)
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  expect(await accept(scene, email)).toMatchObject({ status: 409, body: { code: 'account_full' } })
  expect(await waiting(email)).toHaveLength(1)
  const missing = { status: 404, body: { code: 'invitation_not_found' } }
  for (const act of [accept, decline]) {
    expect(await act(scene, somebody())).toMatchObject(missing)
    expect(await act({ ...scene, accountId: 'acc_notthereatall' }, email)).toMatchObject(missing)
  }
})

test('an unverified address sees and answers nothing', async () => {
  const scene = await account()
  const { email } = await invited(scene)
  const headers = { authorization: `Bearer ${await tokenFor(email, { email_verified: false })}` }
  for (const [method, path] of [
    ['GET', '/me/invitations'],
    ['POST', `/me/invitations/${scene.accountId}/accept`],
    ['POST', `/me/invitations/${scene.accountId}/decline`],
  ] as const)
    expect(await call(method, path, { headers })).toMatchObject({
      status: 403,
      body: { code: 'email_not_verified' },
    })
})

test('the inviter sees that it was declined: in the list, under what needs attention, and in the timeline', async () => {
  const scene = await account()
  const { email, userId } = await invited(scene, { message: 'Come in' })
  expect(await decline(scene, email)).toMatchObject({ status: 204 })
  expect(await decline(scene, email)).toMatchObject({ status: 204 })
  const { body: user } = await declinedUser(scene, userId)
  expect(user).toMatchObject({ status: 'declined', declinedAt: expect.any(String) })
  expect((await item(userKey(scene.accountId, userId)))?.message).toBe(undefined)
  const ids = async (query: string) =>
    (await get(`${scene.path}/users?${query}`, scene.admin)).body.items.map(
      (one: { userId: string }) => one.userId,
    )
  await expect.poll(() => ids('status=declined')).toEqual([userId])
  await expect.poll(() => ids('view=attention')).toEqual([userId])
  expect(await ids('view=pending')).toEqual([])
  const steps = async () =>
    (await get(`${scene.path}/users/${userId}/events`, scene.admin)).body.items.filter(
      ({ action }: { action: string }) => action === 'user.invitation_declined',
    )
  await expect.poll(steps).toMatchObject([{ actor: userId }])
  expect((await get('/me', email)).body).toMatchObject({ accounts: [], inactive: [] })
  const counts = async () => (await get(scene.path, scene.admin)).body.users.invited
  await expect.poll(counts).toBe(0)
})

test('a declined invitation can no longer be accepted, and gives back its seat', async () => {
  const scene = await account()
  await patch(scene.path, { invitationsTakeSeats: true }, scene.admin)
  const { email } = await invited(scene)
  const taken = async () => (await get(scene.path, scene.admin)).body.seatsTaken
  expect(await taken()).toBe(2)
  await decline(scene, email)
  expect(await taken()).toBe(1)
  expect(await accept(scene, email)).toMatchObject({ status: 410, body: { code: 'invitation_declined' } })
  expect(await taken()).toBe(1)
})

test('people who declined can be invited again, or their invitation resent, and then accept', async () => {
  const scene = await account()
  for (const again of ['invite', 'resend'] as const) {
    const { email, userId } = await invited(scene)
    await decline(scene, email)
    const path = `${scene.path}/users`
    const answer =
      again === 'invite'
        ? await post(path, { email, name: 'Grace', roleIds: ['member'] }, scene.admin)
        : await post(`${path}/${userId}/resend`, {}, scene.admin)
    expect(answer.status, again).toBe(again === 'invite' ? 201 : 202)
    expect(answer.body).toMatchObject({ userId, status: 'invited' })
    expect(answer.body.declinedAt).toBe(undefined)
    expect(await accept(scene, email)).toMatchObject({ status: 200 })
  }
})

test('nobody suspends or reactivates people who declined, and their address can be removed', async () => {
  const scene = await account()
  const { email, userId } = await invited(scene)
  await decline(scene, email)
  const path = `${scene.path}/users/${userId}`
  for (const status of ['active', 'suspended'])
    expect(await patch(path, { status }, scene.admin)).toMatchObject({
      status: 409,
      body: { code: 'user_not_joined' },
    })
  expect(await remove(path, scene.admin)).toMatchObject({ status: 204 })
  expect(await declinedUser(scene, userId)).toMatchObject({ status: 404 })
})

test('people who have joined have nothing to decline', async () => {
  const scene = await account()
  const email = await member(scene.accountId)
  expect(await decline(scene, email)).toMatchObject({ status: 409, body: { code: 'user_not_invited' } })
  expect((await get('/me', email)).body.accounts).toHaveLength(1)
})

test('of 20 who accept and 20 who decline one invitation at once, all are told the same outcome', async () => {
  const scene = await account()
  await patch(scene.path, { invitationsTakeSeats: true }, scene.admin)
  const { email, userId } = await invited(scene)
  const replies = await race(
    () => waiting(email),
    () => Promise.all([accept(scene, email), decline(scene, email)]),
  )
  const [accepted, declined] = [replies.map(([one]) => one), replies.map(([, one]) => one)]
  const { body: user } = await declinedUser(scene, userId)
  const [won, lost] = user.status === 'active' ? [accepted, declined] : [declined, accepted]
  expect(['active', 'declined']).toContain(user.status)
  expect(new Set(won.map(({ status }) => status))).toEqual(new Set([user.status === 'active' ? 200 : 204]))
  expect(new Set(lost.map(({ body }) => body.code))).toEqual(
    new Set([user.status === 'active' ? 'user_not_invited' : 'invitation_declined']),
  )
  expect((await get(scene.path, scene.admin)).body.seatsTaken).toBe(user.status === 'active' ? 2 : 1)
  expect(userIdOf(scene.accountId, email)).toBe(userId)
})
