import { expect, test } from 'vitest'
import { accountKey, domainKey, userKey, waitingKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, operator, patch, post, put, race, remove } from '../../support/api.ts'
import { added, newDomain, proved, setRecord, verify } from '../../support/dns.ts'
import { account, invite, item, mails, member, role, type Scene, set } from '../../support/scene.ts'

let people = 0
const at = (domain: string) => `person-${++people}@${domain}`
const join = ({ accountId }: Scene, as: string) =>
  post('/me/join-requests', { accountId, name: 'Grace Hopper' }, as)
const joinable = async (as: string) => (await get('/me/joinable', as)).body.items
const userOf = (scene: Scene, email: string) =>
  item(userKey(scene.accountId, userIdOf(scene.accountId, email)))
const change = ({ path, admin }: Scene, domain: string, body: object) =>
  patch(`${path}/domains/${domain}`, body, admin)
const refused = (status: number, code: string) => ({ status, body: { code } })

test('people at a proved domain see the account and join at once, with the roles of the domain', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const { domain } = await proved(scene, { joining: 'at-once', roleIds: ['reader'] })
  const email = at(domain)
  const { accountId } = scene
  expect(await joinable(email)).toEqual([{ accountId, accountName: 'Acme', joining: 'at-once' }])
  const joined = { status: 200, body: { status: 'active', accountId, accountName: 'Acme', email } }
  expect(await join(scene, email)).toMatchObject(joined)
  expect(await join(scene, email)).toMatchObject(joined)
  const user = await get(`${scene.path}/users/${userIdOf(accountId, email)}`, scene.admin)
  expect(user.body).toMatchObject({
    name: 'Grace Hopper',
    roleIds: ['reader'],
    source: 'domain',
    status: 'active',
  })
  expect(await joinable(email)).toEqual([])
  expect((await get(`${scene.path}/domains`, scene.admin)).body.items).toMatchObject([{ joined: 1 }])
  const [mail] = await mails(scene.admin)
  expect(mail?.body.text).toContain('at one of your verified domains')
})

test('nobody else learns of the account, or joins it', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'at-once' })
  const unproved = await account()
  await added(unproved, { domain, joining: 'at-once' })
  const off = await account()
  const { domain: quiet } = await proved(off, { joining: 'off' })
  const absent = { ...scene, accountId: 'acc_notthereatall' }
  for (const [where, email] of [
    [scene, at(`sub.${domain}`)],
    [scene, at(`x${domain}`)],
    [unproved, at(domain)],
    [off, at(quiet)],
    [absent, at(domain)],
  ] as const) {
    expect(await join(where, email)).toMatchObject(refused(404, 'account_not_found'))
    expect(await joinable(email)).toEqual(email.endsWith(`@${domain}`) ? [expect.anything()] : [])
  }
})

test('people ask, wait, and are approved with the roles that the domain gives then', async () => {
  const scene = await account()
  for (const name of ['reader', 'writer']) await role(scene.accountId, name, [`reports:${name}`])
  const { domain } = await proved(scene, { joining: 'request', roleIds: ['reader'] })
  const email = at(domain)
  expect(await joinable(email)).toMatchObject([{ joining: 'request' }])
  const requested = { status: 202, body: { status: 'requested', accountName: 'Acme', email } }
  expect(await join(scene, email)).toMatchObject(requested)
  expect(await join(scene, email)).toMatchObject(requested)
  expect(await joinable(email)).toEqual([])
  const requests = async () => (await get(`${scene.path}/join-requests`, scene.admin)).body.items
  await expect.poll(requests).toMatchObject([{ email, domain, name: 'Grace Hopper' }])
  await change(scene, domain, { roleIds: ['writer'] })
  const userId = userIdOf(scene.accountId, email)
  const approved = await post(`${scene.path}/join-requests/${userId}/approve`, {}, scene.admin)
  expect(approved.body).toMatchObject({ roleIds: ['writer'], source: 'domain', status: 'active' })
  expect((await get(`${scene.path}/domains`, scene.admin)).body.items).toMatchObject([{ joined: 1 }])
  const late = at(domain)
  await join(scene, late)
  await remove(`${scene.path}/domains/${domain}`, scene.admin)
  const lateId = userIdOf(scene.accountId, late)
  const after = await post(`${scene.path}/join-requests/${lateId}/approve`, {}, scene.admin)
  expect(after.body).toMatchObject({ roleIds: ['member'], source: 'domain' })
})

test('somebody who waits joins at once when the domain allows that by then', async () => {
  const scene = await account()
  const { domain } = await proved(scene)
  const email = at(domain)
  await join(scene, email)
  await change(scene, domain, { joining: 'at-once' })
  expect(await joinable(email)).toMatchObject([{ joining: 'at-once' }])
  expect(await join(scene, email)).toMatchObject({ status: 200 })
  expect(await item(waitingKey(scene.accountId, userIdOf(scene.accountId, email)))).toBe(undefined)
})

test('a declined person can’t ask again, or join at once', async () => {
  const scene = await account()
  const { domain } = await proved(scene)
  const email = at(domain)
  await join(scene, email)
  const userId = userIdOf(scene.accountId, email)
  await post(`${scene.path}/join-requests/${userId}/decline`, undefined, scene.admin)
  expect(await join(scene, email)).toMatchObject(refused(409, 'request_declined'))
  expect(await joinable(email)).toEqual([])
  await change(scene, domain, { joining: 'at-once' })
  expect(await join(scene, email)).toMatchObject(refused(409, 'request_declined'))
})

test('20 who join at once as one person are one user, and all are told', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'at-once' })
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  const email = at(domain)
  const replies = await race(
    () => get('/me/joinable', email),
    () => join(scene, email),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await item(accountKey(scene.accountId))).toMatchObject({ seatsTaken: 2 })
  expect(await item(domainKey(scene.accountId, domain))).toMatchObject({ joined: 1 })
})

test('of 20 people who join at once, no more get in than there are seats', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'at-once' })
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  await set(accountKey(scene.accountId), 'seatLimit', 4)
  const emails = Array.from({ length: 20 }, () => at(domain))
  await Promise.all(emails.map((email) => get('/me/joinable', email)))
  const replies = await Promise.all(emails.map((email) => join(scene, email)))
  for (const { status } of replies) expect([200, 409, 503]).toContain(status)
  for (const email of emails) await join(scene, email)
  expect(await item(accountKey(scene.accountId))).toMatchObject({ seatsTaken: 4 })
  expect(await item(domainKey(scene.accountId, domain))).toMatchObject({ joined: 3 })
  expect(await join(scene, at(domain))).toMatchObject(refused(409, 'account_full'))
}, 120_000)

test('while 20 join, joining is turned off: whoever was told that they joined is counted, and nobody else is in', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'at-once' })
  const emails = Array.from({ length: 20 }, () => at(domain))
  const [replies] = await Promise.all([
    Promise.all(emails.map((email) => join(scene, email))),
    change(scene, domain, { joining: 'off' }),
  ])
  const users = await Promise.all(emails.map((email) => userOf(scene, email)))
  const { joined } = (await item(domainKey(scene.accountId, domain))) ?? {}
  expect(users.filter((user) => user !== undefined)).toHaveLength(Number(joined))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(Number(joined))
}, 120_000)

test('suspended accounts, other allowed domains and removed people keep their rules', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'at-once' })
  const email = at(domain)
  const rules: readonly (readonly [() => Promise<unknown>, () => Promise<unknown>, number, string])[] = [
    [
      () => post(`${scene.path}/suspend`, undefined, operator),
      () => post(`${scene.path}/reactivate`, undefined, operator),
      403,
      'account_suspended',
    ],
    [
      () => patch(scene.path, { allowedDomains: ['elsewhere.example'] }, scene.admin),
      () => patch(scene.path, { allowedDomains: null }, scene.admin),
      403,
      'address_not_allowed',
    ],
  ]
  for (const [apply, undo, status, code] of rules) {
    await apply()
    expect(await join(scene, email)).toMatchObject(refused(status, code))
    expect(await joinable(email)).toEqual([])
    await undo()
  }
  await join(scene, email)
  const person = `${scene.path}/users/${userIdOf(scene.accountId, email)}`
  await patch(person, { status: 'suspended' }, scene.admin)
  expect(await join(scene, email)).toMatchObject(refused(410, 'user_suspended'))
  await remove(person, scene.admin)
  expect(await join(scene, email)).toMatchObject(refused(403, 'rejoin_not_allowed'))
  expect(await joinable(email)).toEqual([])
  await patch(scene.path, { removedMayRejoin: true }, scene.admin)
  expect(await joinable(email)).toHaveLength(1)
  expect(await join(scene, email)).toMatchObject({ status: 200 })
})

test('somebody who is invited takes their own invitation, with its roles', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const { domain } = await proved(scene, { joining: 'at-once' })
  const email = at(domain)
  await invite(scene, { email, roleIds: ['reader'], sendEmail: false })
  expect(await joinable(email)).toEqual([])
  expect(await join(scene, email)).toMatchObject({ status: 200 })
  expect(await userOf(scene, email)).toMatchObject({ roleIds: ['reader'], source: 'manual' })
})

test('people ask where nobody vouches for the roles any more, and a role that came to manage isn’t given', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  await role(scene.accountId, 'settler', ['account:write', 'users:read', 'reports:read'])
  const giver = await member(scene.accountId, { roleIds: ['settler'] })
  const body = { domain: newDomain(), joining: 'at-once', roleIds: ['reader'] }
  const { domain, record } = await added(scene, body, giver)
  setRecord(record)
  await verify(scene, domain)
  expect(await join(scene, at(domain))).toMatchObject({ status: 200 })
  const person = `${scene.path}/users/${userIdOf(scene.accountId, giver)}`
  await patch(person, { status: 'suspended' }, scene.admin)
  expect(await joinable(at(domain))).toMatchObject([{ joining: 'request' }])
  expect(await join(scene, at(domain))).toMatchObject({ status: 202 })
  await patch(person, { status: 'active' }, scene.admin)
  expect(await joinable(at(domain))).toMatchObject([{ joining: 'at-once' }])
  await patch(`${scene.path}/roles/reader`, { permissions: ['users:invite'] }, scene.admin)
  expect(await join(scene, at(domain))).toMatchObject({ status: 202 })
  await change(scene, domain, { roleIds: null })
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  expect(await join(scene, at(domain))).toMatchObject({ status: 202 })
})

test('people by a guest’s domain have access no longer than the guest', async () => {
  const scene = await account()
  await role(scene.accountId, 'settler', ['account:write', 'users:read', 'roles:read'])
  const accessUntil = new Date(Date.now() + 86_400_000).toISOString()
  const guest = await member(scene.accountId, { roleIds: ['settler'], accessUntil })
  const { domain, record } = await added(scene, { joining: 'at-once' }, guest)
  setRecord(record)
  await verify(scene, domain)
  const email = at(domain)
  await join(scene, email)
  expect(await userOf(scene, email)).toMatchObject({ accessUntil })
})

test('20 requests to as many accounts at once leave five open, and one more is possible once one is answered', async () => {
  const domain = newDomain()
  const scenes = await Promise.all(Array.from({ length: 20 }, () => account()))
  const made = await Promise.all(scenes.map((scene) => added(scene, { domain })))
  setRecord({ name: made[0].record.name, value: made.map(({ record }) => record.value).join('\n') })
  for (const scene of scenes) expect(await verify(scene, domain)).toMatchObject({ status: 200 })
  const email = at(domain)
  expect(await joinable(email)).toHaveLength(20)
  const replies = await Promise.all(scenes.map((scene) => join(scene, email)))
  for (const { status, body } of replies)
    if (status !== 202) expect([status, body.code]).toEqual([409, 'too_many_join_requests'])
  const waiting = await Promise.all(
    scenes.map(({ accountId }) => item(waitingKey(accountId, userIdOf(accountId, email)))),
  )
  expect(waiting.filter((one) => one !== undefined)).toHaveLength(5)
  expect(replies.filter(({ status }) => status === 202)).toHaveLength(5)
}, 120_000)
