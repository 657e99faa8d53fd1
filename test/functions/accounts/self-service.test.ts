import { randomUUID } from 'node:crypto'
import { beforeEach, expect, inject, test, vi } from 'vitest'
import { get, operator, post } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { somebody, tableName } from '../../support/scene.ts'

// Off in the run's stack, as by default. These tests turn it on for the function that they call in their own process.
const { gateUrl } = inject('system')
beforeEach(() => {
  deployHere(tableName, { gateUrl, functionId: functionId('CreateAccount') })
  process.env.ACCOUNTS_PER_PERSON = '3'
  vi.spyOn(console, 'info').mockReturnValue()
})

const create = (as: string, body: object = { name: 'Initech' }, key?: string) =>
  answerOf('create-account', {
    route: 'POST /v1/accounts',
    path: '/accounts',
    milliseconds: 60_000,
    body,
    as,
    ...(key && { key }),
  })

test('a person creates an account, administers it at once, and gets no email', async () => {
  const email = somebody('founder')
  const made = await create(email)
  expect(made).toMatchObject({
    status: 201,
    body: {
      name: 'Initech',
      seatsTaken: 1,
      admin: { email, status: 'active', roleIds: ['admin'], mail: { state: 'skipped' } },
    },
  })
  const path = `/accounts/${made.body.accountId}`
  const guest = { email: somebody(), name: 'Homer', roleIds: ['admin'] }
  expect((await post(`${path}/users`, guest, email)).status).toBe(201)
  const left = await post(`${path}/suspend`, undefined, email)
  expect(left).toMatchObject({ status: 403, body: { code: 'operator_only' } })
  await eventually(async () => {
    const { items } = (await get(`${path}/audit-events`, email)).body
    const told = items.map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)
    expect(told).toContain(`account.created ${made.body.admin.userId}`)
    expect(told).toContain(`user.joined ${made.body.admin.userId}`)
  })
})

test('of 20 requests at once, only as many create accounts as one person may create, under any of their addresses', async () => {
  const email = somebody('greedy')
  const [local, domain] = email.split('@')
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => create(index % 2 ? email : `${local}+${index}@${domain}`)),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  const refused = answers.filter(({ status }) => status !== 201)
  for (const { status, body, headers } of refused) {
    expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_requests' })
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  expect((await create(somebody())).status).toBe(201)
})

test('repeating a request creates no further account, even 20 at once, and keys of two people are separate', async () => {
  const [email, other] = [somebody(), somebody()]
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(email, undefined, key)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201))
  const [id, ...more] = new Set(answers.map(({ body }) => body.accountId))
  expect(more).toEqual([])
  expect((await create(other, undefined, key)).body.accountId).not.toBe(id)
  for (const _ of [1, 2]) expect((await create(email)).status).toBe(201)
  expect(await create(email)).toMatchObject({ status: 429 })
  expect((await create(email, undefined, key)).status).toBe(201)
})

test("a person can't name another administrator or a daily email limit", async () => {
  const admin = { email: somebody(), name: 'Hank' }
  expect(await create(somebody(), { name: 'Initech', admin })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'admin', code: 'only_for_operators' }] },
  })
  expect(await create(somebody(), { name: 'Initech', mailsPerDay: 10 })).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
})

test("if it's off, only operators create accounts, and an operator names an administrator", async () => {
  expect(await post('/accounts', { name: 'Initech' }, somebody())).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
  expect(await post('/accounts', { name: 'Initech' }, operator)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'admin', code: 'missing' }] },
  })
})
