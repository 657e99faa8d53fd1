import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { call, get, operator, post } from '../support/api.ts'
import { eventually } from '../support/eventually.ts'
import { account, invited, item, member, role, type Scene, set, somebody } from '../support/scene.ts'
import { fileWith, usher } from '../support/usher-command.ts'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

const candidates = async (scene: Scene, query = '', as = scene.admin): Promise<Record<string, string[]>> => {
  const { items } = (await get(`${scene.path}/access-review?limit=100${query}`, as)).body
  return Object.fromEntries(
    items.map(({ user, findings }: { user: { userId: string }; findings: string[] }) => [
      user.userId,
      findings,
    ]),
  )
}
const idOf = ({ accountId }: Scene, email: string) => userIdOf(accountId, email)

/** An account with somebody of each kind. */
const mixed = async () => {
  const scene = await account()
  const today = daysAgo(0).toISOString().slice(0, 10)
  const idle = await member(scene.accountId, { lastSeenOn: daysAgo(100).toISOString().slice(0, 10) })
  const lively = await member(scene.accountId, { lastSeenOn: today })
  const outside = await member(scene.accountId, {
    email: somebody('guest').replace('example.com', 'agency.test'),
    lastSeenOn: today,
  })
  const pending = await invited(scene)
  await set(userKey(scene.accountId, pending.userId), 'invitedAt', daysAgo(120).toISOString())
  const fresh = await invited(scene)
  return { scene, idle, lively, outside, pending, fresh }
}

test('a review shows administrators, whom nobody has seen, guests without an end and who is pending for long', async () => {
  const { scene, idle, outside, pending } = await mixed()
  const expected = {
    [idOf(scene, scene.admin)]: ['administrator'],
    [idOf(scene, idle)]: ['not_seen'],
    [idOf(scene, outside)]: ['guest_without_end'],
    [pending.userId]: ['pending'],
  }
  expect(await candidates(scene)).toEqual(expected)
  const { [idOf(scene, idle)]: _, [pending.userId]: __, ...recent } = expected
  expect(await candidates(scene, '&days=365')).toEqual(recent)
  expect((await get(`${scene.path}/access-review`, await member(scene.accountId))).status).toBe(403)
  expect((await get(`${scene.path}/access-review?days=0`, scene.admin)).status).toBe(422)
})

test('what is decided is carried out under the usual rules, signed, and told by the trail without a name', async () => {
  const { scene, idle, lively, outside, pending } = await mixed()
  await role(scene.accountId, 'manager', ['users:read', 'users:write', 'roles:read'])
  const manager = await member(scene.accountId, { roleIds: ['manager'] })
  const decide = (email: string, decision: string) => ({
    userId: idOf(scene, email),
    decision,
    reason: 'Quarterly',
  })
  const decisions = [
    decide(idle, 'suspend'),
    decide(lively, 'keep'),
    decide(outside, 'remove'),
    decide(pending.email, 'remove'),
    decide(scene.admin, 'suspend'),
    decide(somebody(), 'keep'),
  ]
  const signed = await post(`${scene.path}/access-reviews`, { decisions }, manager)
  expect(signed.status).toBe(201)
  expect(
    signed.body.decisions.map(({ outcome, code }: { outcome: string; code?: string }) => code ?? outcome),
  ).toEqual(['done', 'done', 'done', 'done', 'user_not_yours_to_manage', 'user_not_found'])
  const statusOf = async (email: string) => (await item(userKey(scene.accountId, idOf(scene, email))))?.status
  expect(await Promise.all([idle, lively, outside, scene.admin].map(statusOf))).toEqual([
    'suspended',
    'active',
    'removed',
    'active',
  ])
  const listed = await get(`${scene.path}/access-reviews`, scene.admin)
  expect(listed.body.items).toEqual([signed.body])
  expect(signed.body.signedBy).toBe(idOf(scene, manager))
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const told = items.find(({ action }: { action: string }) => action === 'access_review.signed')
    expect(told).toMatchObject({
      actor: idOf(scene, manager),
      subject: { kind: 'review', id: signed.body.reviewId },
      after: { kept: 1, suspended: 1, removed: 2, refused: 2 },
    })
    expect(JSON.stringify(told)).not.toContain('Quarterly')
  })
})

test('the last administrator stays, 20 reviews that suspend both administrators at once leave one, and a repeat is the same review', async () => {
  const scene = await account()
  const others = await Promise.all([1].map(() => member(scene.accountId)))
  const administrators = [scene.admin]
  for (const email of others) {
    await call('PATCH', `${scene.path}/users/${idOf(scene, email)}`, {
      as: scene.admin,
      body: { roleIds: ['admin'] },
    })
    administrators.push(email)
  }
  const decisions = administrators.map((email) => ({
    userId: idOf(scene, email),
    decision: 'suspend',
    reason: 'All of them',
  }))
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(`${scene.path}/access-reviews`, { decisions }, operator)),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
  const left = await Promise.all(
    administrators.map(async (email) => (await item(userKey(scene.accountId, idOf(scene, email))))?.status),
  )
  expect(left.filter((status) => status === 'active')).toHaveLength(1)
  const headers = { 'idempotency-key': randomUUID() }
  const once = { decisions: [{ userId: idOf(scene, others[0] ?? ''), decision: 'remove', reason: 'Gone' }] }
  const sign = () => call('POST', `${scene.path}/access-reviews`, { as: operator, body: once, headers })
  const [first, again] = [await sign(), await sign()]
  expect(again.body).toEqual(first.body)
})

test('npx usher review lists, writes a CSV file, and signs it once it is filled in', async () => {
  const { scene, idle } = await mixed()
  const file = fileWith('')
  const listed = await usher(['review', scene.accountId])
  expect(listed.out).toContain(idle)
  expect((await usher(['review', scene.accountId, '--csv', file])).code).toBe(0)
  const text = readFileSync(file, 'utf8')
  const lines = text
    .split('\r\n')
    .map((line) => (line.includes(idle) ? line.replace(/,,$/, ',suspend,Left us') : line))
  writeFileSync(file, lines.join('\r\n'))
  const signed = await usher(['review', scene.accountId, '--decisions', file])
  expect(signed.out).toContain('1 decision is carried out and signed.')
  expect(await item(userKey(scene.accountId, idOf(scene, idle)))).toMatchObject({ status: 'suspended' })
  writeFileSync(file, 'userId,decision,reason\nusr_x,suspend,\n')
  const wrong = await usher(['review', scene.accountId, '--decisions', file])
  expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('line 2') })
}, 120_000)
