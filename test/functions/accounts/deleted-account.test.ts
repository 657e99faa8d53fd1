import { randomUUID } from 'node:crypto'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, inject, test, vi } from 'vitest'
import { deletionKey, domainClaimKey, domainKey } from '../../../functions/table/keys.ts'
import { call, get, operator, patch, post, preview, race, redeem, remove } from '../../support/api.ts'
import { added, proved, setRecord, verify } from '../../support/dns.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import {
  account,
  database,
  invite,
  invited,
  item,
  linkToken,
  mails,
  member,
  role,
  type Scene,
  set,
  somebody,
  tableName,
} from '../../support/scene.ts'

const { gateUrl } = inject('system')
const day = 86_400_000

/** Whatever follows a write takes longer on a busy machine. */
const suspended = { status: 403, body: { code: 'account_suspended' } }

const deleted = ({ path }: Scene, body?: object, as = operator) =>
  call('DELETE', path, { as, ...(body && { body }) })
const restore = ({ path }: Scene, as = operator) => post(`${path}/restore`, undefined, as)

const log = vi.spyOn(console, 'info')
beforeEach(() => {
  log.mockReset()
  log.mockReturnValue()
})

/** Runs as the schedule does, on the run's table; without `pages`, until everything is done. */
const sweep = async (now: Date, pages = Number.POSITIVE_INFINITY): Promise<void> => {
  deployHere(tableName, { gateUrl, functionId: functionId('SweepAccounts') })
  const { handler } = await import('../../../functions/accounts/sweep-accounts.ts')
  let left = pages
  const context = { getRemainingTimeInMillis: () => (left-- > 0 ? 60_000 : 0) }
  await handler({ time: now.toISOString() }, context)
}
const inDays = (days: number): Date => new Date(Date.now() + days * day)

/** The items that have the account's id anywhere in them. */
const everythingOf = async ({ accountId }: Scene): Promise<string[]> => {
  const keys: string[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await database.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    )
    for (const one of page.Items ?? [])
      if (JSON.stringify(one).includes(accountId)) keys.push(`${one.pk} ${one.sk}`)
    from = page.LastEvaluatedKey
  } while (from)
  return keys
}
/**
 * What the table keeps about an erased account: the record that it was erased, and the certificate. Counters expire by
 * themselves.
 */
const isKept = (key: string): boolean => /^(ERASED#|AUDIT#operator |TALLY#)/.test(key)
const left = async (scene: Scene) => (await everythingOf(scene)).filter((key) => !isKept(key))

const certificateOf = async ({ accountId }: Scene) => {
  const { body } = await get('/audit-events?limit=100', operator)
  return body.items.filter(({ subject }: { subject: { id: string } }) => subject.id === accountId)
}

test('a deleted account behaves as suspended at once, and is unchanged once an operator restores it', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const link = await linkToken(scene)
  const answer = await deleted(scene)
  expect(answer).toMatchObject({ status: 202, body: { deletedAt: expect.any(String) } })
  const { deletedAt, restorableUntil } = answer.body
  expect(Date.parse(restorableUntil) - Date.parse(deletedAt)).toBe(30 * day)
  expect(await get(`${scene.path}/users`, scene.admin)).toMatchObject(suspended)
  expect((await get('/me', scene.admin)).body.accounts).toEqual([])
  for (const one of [token, link]) expect(await preview(one)).toMatchObject(suspended)
  expect(await redeem(token)).toMatchObject(suspended)
  expect(await redeem(link, { email: somebody(), name: 'Some One' })).toMatchObject(suspended)
  expect((await get(`${scene.path}/users/${userId}`, operator)).body).toMatchObject({ status: 'invited' })
  expect((await deleted(scene)).body).toMatchObject({ deletedAt, restorableUntil })
  const restored = await restore(scene)
  expect(restored.status).toBe(200)
  expect(restored.body).not.toHaveProperty('deletedAt')
  expect((await restore(scene)).status).toBe(200)
  expect(await item(deletionKey(scene.accountId))).toBeUndefined()
  expect((await get('/me', scene.admin)).body.accounts).toHaveLength(1)
  expect(await redeem(token)).toMatchObject({ status: 200 })
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const actions = items.map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)
    expect(actions.filter((one: string) => /deleted|restored/.test(one))).toEqual([
      'account.restored operator',
      'account.deleted operator',
    ])
  })
})

test('an account suspended before it was deleted is still suspended when it is restored', async () => {
  const scene = await account()
  await post(`${scene.path}/suspend`, undefined, operator)
  await deleted(scene)
  await post(`${scene.path}/reactivate`, undefined, operator)
  expect(await get(scene.path, scene.admin)).toMatchObject(suspended)
  await post(`${scene.path}/suspend`, undefined, operator)
  expect((await restore(scene)).body).toMatchObject({ suspendedAt: expect.any(String) })
  expect(await get(scene.path, scene.admin)).toMatchObject(suspended)
})

test('an administrator deletes the account by giving its name, and nobody else can', async () => {
  const scene = await account({ name: 'Acme Corp' })
  await role(scene.accountId, 'manager', ['account:write', 'users:read'])
  const manager = await member(scene.accountId, { roleIds: ['manager'] })
  const refused = { status: 403, body: { code: 'permission_missing' } }
  expect(await deleted(scene, { name: 'Acme Corp' }, manager)).toMatchObject(refused)
  expect(await deleted(scene, { name: 'Acme Corp' }, await member(scene.accountId))).toMatchObject(refused)
  for (const body of [undefined, {}, { name: 'Acme' }])
    expect(await deleted(scene, body, scene.admin)).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [{ path: 'name' }] },
    })
  expect(await deleted(scene, { name: 'Acme' })).toMatchObject({ status: 422 })
  expect((await get(scene.path, scene.admin)).body).not.toHaveProperty('deletedAt')
  expect(await deleted(scene, { name: ' Acme Corp ' }, scene.admin)).toMatchObject({ status: 202 })
  expect(await restore(scene, scene.admin)).toMatchObject(suspended)
  await restore(scene)
  expect(await restore(scene, scene.admin)).toMatchObject({ status: 403, body: { code: 'operator_only' } })
})

test('emails wait while an account is deleted, and are sent when it is restored', async () => {
  const scene = await account()
  await deleted(scene)
  const { body } = await invite(scene, {}, operator)
  await eventually(async () => {
    const { mail } = (await get(`${scene.path}/users/${body.userId}`, operator)).body
    expect(mail).toMatchObject({ state: 'held', reason: 'account_suspended' })
  })
  await restore(scene)
  expect(await mails(body.email)).toHaveLength(1)
})

test('20 who redeem while the account is deleted either got in before, or find it closed', async () => {
  const scene = await account()
  const people = await Promise.all(Array.from({ length: 20 }, () => invited(scene)))
  const all = [
    ...people.slice(0, 10).map(({ token }) => redeem(token)),
    deleted(scene),
    ...people.slice(10).map(({ token }) => redeem(token)),
  ]
  const statuses = (await Promise.all(all)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 202)).toHaveLength(1)
  const joined = statuses.filter((status) => status === 200).length
  expect(statuses.filter((status) => status === 403)).toHaveLength(20 - joined)
  const stored = await Promise.all(
    people.map(({ userId }) => item({ pk: `ACCOUNT#${scene.accountId}`, sk: `USER#${userId}` })),
  )
  const { deletedAt, seatsTaken } = (await get(scene.path, operator)).body
  expect(deletedAt).toEqual(expect.any(String))
  expect(stored.filter((one) => one?.status === 'active')).toHaveLength(joined)
  expect(seatsTaken).toBe(joined)
  for (const { token } of people) expect(await redeem(token)).toMatchObject(suspended)
})

test('20 administrators who delete at once delete once, and 20 restores are one', async () => {
  const scene = await account()
  const replies = await race(
    () => deleted(scene, { name: 'Wrong' }, scene.admin),
    () => deleted(scene, { name: 'Acme' }, scene.admin),
  )
  const times = replies.filter(({ status }) => status === 202).map(({ body }) => body.deletedAt)
  expect(new Set(times).size).toBe(1)
  for (const { status } of replies) expect([202, 403]).toContain(status)
  const again = await race(
    () => restore(scene, scene.admin),
    () => restore(scene),
  )
  expect(again.map(({ status }) => status)).toEqual(Array(20).fill(200))
})

/** An account with something of each kind, deleted. */
const fullAccount = async (people: number) => {
  const scene = await account()
  await role(scene.accountId, 'reader', ['pages:read'])
  await call('POST', `${scene.path}/users`, {
    as: scene.admin,
    headers: { 'idempotency-key': randomUUID() },
    body: { email: somebody(), name: 'With Key', roleIds: ['member'] },
  })
  const link = await linkToken(scene)
  await redeem(link, { email: somebody(), name: 'Asked' })
  const gone = await invited(scene)
  await remove(`${scene.path}/users/${gone.userId}`, scene.admin)
  await post('/invitations/ask', { token: gone.token, email: gone.email })
  await patch(scene.path, { mailsPerDay: 100 }, operator)
  await Promise.all(Array.from({ length: people }, () => invited(scene)))
  await eventually(async () => {
    const { users } = (await get(scene.path, scene.admin)).body
    expect(users.invited).toBe(people + 1)
  })
  await deleted(scene)
  return scene
}

test('after 30 days nothing is left of the account but its certificate, which counts what was erased', async () => {
  const scene = await fullAccount(3)
  await sweep(inDays(29))
  expect((await everythingOf(scene)).length).toBeGreaterThan(15)
  expect((await restore(scene)).status).toBe(200)
  await sweep(inDays(31))
  expect(JSON.stringify(log.mock.calls)).not.toContain(scene.accountId)
  expect((await get('/me', scene.admin)).body.accounts).toHaveLength(1)
  await deleted(scene)
  await sweep(inDays(31))
  // What the stream says about earlier changes arrives a moment later, and is erased in the last pass.
  await eventually(async () => {
    await sweep(inDays(40))
    expect(await left(scene)).toEqual([])
  })
  expect(await get(scene.path, operator)).toMatchObject({ status: 404, body: { code: 'account_not_found' } })
  const [certificate, ...more] = await certificateOf(scene)
  expect(more).toEqual([])
  expect(certificate).toMatchObject({
    action: 'account.erased',
    actor: 'usher',
    before: { deletedBy: 'operator', deletedAt: expect.any(String) },
    after: { erased: { account: 1, role: 1, user: 5, 'removed-user': 1, request: 1 } },
  })
  expect(JSON.stringify(certificate)).not.toMatch(/@|Acme|Ada/)
  expect(await get('/audit-events', scene.admin)).toMatchObject({ status: 403 })
})

test('a run that ends early continues in the next, and 20 runs at once count everything once', async () => {
  const scene = await fullAccount(60)
  for (const pages of [3, 4]) await sweep(inDays(31), pages)
  expect((await left(scene)).length).toBeGreaterThan(20)
  expect(await restore(scene)).toMatchObject({ status: 409, body: { code: 'account_not_restorable' } })
  await Promise.all(Array.from({ length: 20 }, () => sweep(inDays(31))))
  await eventually(async () => {
    await sweep(inDays(40))
    expect(await left(scene)).toEqual([])
  })
  const [certificate] = await certificateOf(scene)
  expect(certificate.after.erased).toMatchObject({ account: 1, user: 62, role: 1 })
}, 180_000)

test("an account whose grace period has ended can't be restored, even before the sweep", async () => {
  const scene = await account()
  await deleted(scene)
  await set(
    { pk: `ACCOUNT#${scene.accountId}`, sk: 'ACCOUNT' },
    'restorableUntil',
    new Date(Date.now() - 1).toISOString(),
  )
  expect(await restore(scene)).toMatchObject({ status: 409, body: { code: 'account_not_restorable' } })
})

test('an erased account frees its domains for others', async () => {
  const [scene, other] = [await account(), await account()]
  const { domain } = await proved(scene, { joining: 'at-once' })
  const shared = await proved(scene)
  setRecord((await added(other, { domain: shared.domain })).record)
  expect(await verify(other, shared.domain)).toMatchObject({ status: 200 })
  await deleted(scene)
  expect(await item(domainClaimKey(domain))).toMatchObject({ atOnce: scene.accountId })
  await sweep(inDays(31))
  expect(await item(domainKey(scene.accountId, domain))).toBe(undefined)
  expect(await item(domainClaimKey(domain))).toBe(undefined)
  expect(await item(domainClaimKey(shared.domain))).toMatchObject({ accounts: new Set([other.accountId]) })
})
