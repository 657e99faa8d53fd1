import { expect, test } from 'vitest'
import { accountKey, domainClaimKey, domainKey, tallyKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { call, get, patch, post, put, race, remove } from '../../support/api.ts'
import { added, newDomain, proved, removeRecord, setRecord, verify } from '../../support/dns.ts'
import { account, item, member, put as putItem, role, type Scene, set } from '../../support/scene.ts'

const domains = ({ path }: Scene) => `${path}/domains`
const add = (scene: Scene, body: object, as = scene.admin) => post(domains(scene), body, as)
const change = (scene: Scene, domain: string, body: object, as = scene.admin) =>
  patch(`${domains(scene)}/${domain}`, body, as)
const listed = async (scene: Scene) => (await get(domains(scene), scene.admin)).body.items
const refused = (status: number, code: string) => ({ status, body: { code } })

/** Somebody who may change the account, and give these permissions. */
const settler = async (scene: Scene, permissions: readonly string[] = []) => {
  await role(scene.accountId, 'settler', ['account:write', 'users:read', 'roles:read', ...permissions])
  return member(scene.accountId, { roleIds: ['settler'] })
}

test('a domain is proved by its record, and is found again under any of its spellings', async () => {
  const scene = await account()
  const name = newDomain()
  const domain = await added(scene, { domain: ` @BÜCHER.${name.toUpperCase()}. `, joining: 'at-once' })
  expect(domain).toEqual({
    domain: `xn--bcher-kva.${name}`,
    state: 'unproved',
    record: {
      name: `_usher-challenge.xn--bcher-kva.${name}`,
      value: expect.stringMatching(/^usher-challenge=[\w-]{22}$/),
    },
    joining: 'at-once',
    joined: 0,
  })
  const spelled = encodeURIComponent(`Bücher.${name}.`)
  expect(await verify(scene, spelled)).toMatchObject({ status: 200, body: { state: 'unproved' } })
  setRecord({ ...domain.record, value: 'another=record' })
  expect((await verify(scene, spelled)).body.state).toBe('unproved')
  setRecord({ ...domain.record, value: `v=spf1 -all\n${domain.record.value}` })
  expect(await verify(scene, spelled)).toMatchObject({
    status: 200,
    body: { state: 'proved', checkedAt: expect.any(String), provedAt: expect.any(String) },
  })
  expect(await listed(scene)).toMatchObject([{ domain: domain.domain, state: 'proved' }])
  expect(await change(scene, spelled, { joining: 'off' })).toMatchObject({ body: { joining: 'off' } })
  expect(await remove(`${domains(scene)}/${spelled}`, scene.admin)).toMatchObject({ status: 204 })
  expect(await listed(scene)).toEqual([])
  expect(await item(domainKey(scene.accountId, domain.domain))).toBe(undefined)
  expect(await item(domainClaimKey(domain.domain))).toBe(undefined)
  const events = async () =>
    (await get(`${scene.path}/audit-events`, scene.admin)).body.items
      .filter(({ subject }: { subject: { kind: string } }) => subject.kind === 'domain')
      .map(({ action }: { action: string }) => action)
  await expect.poll(events).toEqual(['domain.removed', 'domain.changed', 'domain.proved', 'domain.added'])
})

test("a record that's missing for less than three days changes nothing, and one that's back is as before", async () => {
  const scene = await account()
  const { domain, record } = await proved(scene)
  removeRecord(record)
  expect(await verify(scene, domain)).toMatchObject({
    status: 200,
    body: { state: 'proved', missingSince: expect.any(String) },
  })
  setRecord(record)
  const { body } = await verify(scene, domain)
  expect(body).toMatchObject({ state: 'proved' })
  expect(body).not.toHaveProperty('missingSince')
  removeRecord(record)
  await verify(scene, domain)
  await set(domainKey(scene.accountId, domain), 'missingSince', new Date(0).toISOString())
  expect(await verify(scene, domain)).toMatchObject({ status: 200, body: { state: 'lost' } })
  expect(await item(domainClaimKey(domain))).toBe(undefined)
  setRecord(record)
  expect(await verify(scene, domain)).toMatchObject({ body: { state: 'proved' } })
})

test.each(['gmail.com', 'GMX.de', 't-online.de', 'mail.yahoo.co.uk', 'co.uk', 'github.io', 'com.'])(
  '%s is no account’s own',
  async (domain) => {
    const scene = await account()
    const { status, body } = await add(scene, { domain })
    expect(status).toBe(422)
    expect(['public_domain', 'invalid_request']).toContain(body.code)
    expect(await listed(scene)).toEqual([])
  },
)

test('subdomains are domains of their own, and one is added once, by the same key again and again', async () => {
  const scene = await account()
  const domain = newDomain()
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const first = await call('POST', domains(scene), { as: scene.admin, body: { domain }, headers })
  const again = await call('POST', domains(scene), { as: scene.admin, body: { domain }, headers })
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(await add(scene, { domain })).toMatchObject(refused(409, 'domain_exists'))
  expect(await add(scene, { domain: `mail.${domain}` })).toMatchObject({ status: 201 })
  for (const path of [`${domains(scene)}/never.example`, `${domains(scene)}/-`])
    expect(await remove(path, scene.admin)).toMatchObject(refused(404, 'domain_not_found'))
})

test('20 domains fit into an account, however many are added at once', async () => {
  const scene = await account()
  const replies = await race(
    () => get(domains(scene), scene.admin),
    () => add(scene, { domain: newDomain() }),
  )
  const made = replies.filter(({ status }) => status === 201).length
  for (let rest = made; rest < 20; rest++) await added(scene)
  expect(await add(scene, { domain: newDomain() })).toMatchObject(refused(409, 'too_many_domains'))
  expect(await listed(scene)).toHaveLength(20)
  const [{ domain }] = await listed(scene)
  await remove(`${domains(scene)}/${domain}`, scene.admin)
  expect(await add(scene, { domain })).toMatchObject({ status: 201 })
}, 120_000)

test('nobody lets people have what they lack, or roles that manage', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  await role(scene.accountId, 'host', ['users:invite'])
  const few = await settler(scene)
  const { domain } = await added(scene, { joining: 'off' }, few)
  for (const body of [
    { roleIds: ['reader'], joining: 'request' },
    { roleIds: ['reader'], joining: 'at-once' },
  ])
    expect(await change(scene, domain, body, few)).toMatchObject(refused(403, 'role_not_yours_to_give'))
  for (const roleIds of [['host'], ['admin']])
    expect(await change(scene, domain, { roleIds, joining: 'request' })).toMatchObject(
      refused(422, 'role_not_for_default'),
    )
  expect(await change(scene, domain, { roleIds: ['never'], joining: 'request' })).toMatchObject({
    status: 422,
  })
  await put(`${scene.path}/default-roles`, { roleIds: [] }, scene.admin)
  expect(await change(scene, domain, { joining: 'at-once' })).toMatchObject(refused(409, 'no_default_roles'))
  const given = await change(scene, domain, { roleIds: ['reader'], joining: 'at-once' })
  expect(given).toMatchObject({ status: 200, body: { roleIds: ['reader'], joining: 'at-once' } })
  expect(await change(scene, domain, { joining: 'off' }, few)).toMatchObject({ status: 200 })
  expect((await change(scene, domain, { roleIds: null })).body).not.toHaveProperty('roleIds')
})

test('of 20 accounts that prove a domain at once to let people join, one has it', async () => {
  const domain = newDomain()
  const scenes = await Promise.all(Array.from({ length: 20 }, () => account()))
  const made = await Promise.all(scenes.map((scene) => added(scene, { domain, joining: 'at-once' })))
  setRecord({
    name: made[0].record.name,
    value: made.map(({ record }) => record.value).join('\n'),
  })
  const replies = await Promise.all(scenes.map((scene) => verify(scene, domain)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const { status, body } of replies)
    if (status !== 200) expect([status, body.code]).toEqual([409, 'domain_taken'])
  const winner = scenes[replies.findIndex(({ status }) => status === 200)]
  expect(await item(domainClaimKey(domain))).toMatchObject({ atOnce: winner?.accountId })
}, 120_000)

test('accounts share a domain while none lets people join at once; removing it frees it', async () => {
  const [one, other] = [await account(), await account()]
  const { domain } = await proved(one, { joining: 'request' })
  const second = await added(other, { domain, joining: 'at-once' })
  setRecord(second.record)
  expect(await verify(other, domain)).toMatchObject(refused(409, 'domain_taken'))
  await change(other, domain, { joining: 'off' })
  expect(await verify(other, domain)).toMatchObject({ status: 200, body: { state: 'proved' } })
  for (const scene of [one, other])
    expect(await change(scene, domain, { joining: 'at-once' })).toMatchObject(refused(409, 'domain_taken'))
  await remove(`${domains(one)}/${domain}`, one.admin)
  expect(await change(other, domain, { joining: 'at-once' })).toMatchObject({ status: 200 })
  expect(await change(other, domain, { joining: 'request' })).toMatchObject({ status: 200 })
  await remove(`${domains(other)}/${domain}`, other.admin)
  expect(await item(domainClaimKey(domain))).toBe(undefined)
  const stored = await item(accountKey(other.accountId))
  expect(stored).not.toHaveProperty('domains')
})

test('a domain that nobody vouches for any more is marked, until somebody who may give its roles changes it', async () => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['reports:read'])
  const giver = await settler(scene, ['reports:read'])
  const { domain } = await added(scene, { roleIds: ['reader'], joining: 'at-once' }, giver)
  const unvouched = async () => (await listed(scene))[0].unvouched
  expect(await unvouched()).toBe(undefined)
  await remove(`${scene.path}/users/${userIdOf(scene.accountId, giver)}`, scene.admin)
  expect(await unvouched()).toBe(true)
  expect((await change(scene, domain, { joining: 'at-once' })).body).not.toHaveProperty('unvouched')
})

test('an account’s domains are looked up 60 times an hour at most, however many ask at once; others aren’t held up', async () => {
  const [scene, other] = [await account(), await account()]
  const [one, another] = [await added(scene), await added(scene)]
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
  await putItem({ ...tallyKey(`LOOKUPS#${scene.accountId}`, hour), count: 40 })
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, index) => verify(scene, (index % 2 ? one : another).domain)),
  )
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(20)
  for (const { status, body, headers } of replies.filter((reply) => reply.status !== 200)) {
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_requests' })
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(3_600)
  }
  expect(await proved(other)).toMatchObject({ state: 'proved' })
}, 120_000)
