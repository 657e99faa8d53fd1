import { beforeEach, expect, test, vi } from 'vitest'
import type { AttributeDeclarations } from '../../../shared/contract/attributes.ts'
import { get, operator } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, type Scene, somebody, tableName } from '../../support/scene.ts'

// The stack of the run declares none, as by default. Here some are, for the functions that these tests call in their own process.
const declared: AttributeDeclarations = {
  plan: { type: 'string', of: ['account'], inTokens: true },
  seats: { type: 'number', of: ['account'], inTokens: false },
  costCenter: { type: 'string', of: ['user'], inTokens: true },
  manager: { type: 'boolean', of: ['user', 'account'], inTokens: false },
  since: { type: 'date', of: ['user'], inTokens: false },
}
beforeEach(() => {
  deployHere(tableName)
  process.env.ATTRIBUTES = JSON.stringify(declared)
  vi.spyOn(console, 'info').mockReturnValue()
})

const invite = ({ path, admin }: Scene, attributes: object) =>
  answerOf('invite-user', {
    route: 'POST /v1/accounts/{accountId}/users',
    path: `${path}/users`,
    body: { email: somebody(), name: 'Grace', roleIds: ['member'], sendEmail: false, attributes },
    as: admin,
    milliseconds: 60_000,
  })
const change = ({ path, admin }: Scene, userId: string, attributes: object) =>
  answerOf('change-user', {
    route: 'PATCH /v1/accounts/{accountId}/users/{userId}',
    path: `${path}/users/${userId}`,
    body: { attributes },
    as: admin,
    milliseconds: 60_000,
  })

test('an invitation carries attributes of the declared types, which come with the user, their events and their trail', async () => {
  const scene = await account()
  const attributes = { costCenter: 'R&D', manager: true, since: '2026-01-31' }
  const { status, body } = await invite(scene, attributes)
  expect(status).toBe(201)
  expect(body.attributes).toEqual(attributes)
  const changed = await change(scene, body.userId, { manager: null, costCenter: 'Sales' })
  expect(changed.body.attributes).toEqual({ costCenter: 'Sales', since: '2026-01-31' })
  expect((await get(`${scene.path}/users/${body.userId}`, scene.admin)).body.attributes).toEqual(
    changed.body.attributes,
  )
  const none = await change(scene, body.userId, { costCenter: null, since: null })
  expect(none.body).not.toHaveProperty('attributes')
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events?userId=${body.userId}`, operator)).body
    expect(items.map(({ after }: { after: object }) => after)).toMatchObject([
      {},
      { attributes: { costCenter: 'Sales', since: '2026-01-31' } },
      { attributes },
    ])
  })
})

test('what is not declared for users, and a value of another type, are refused by name', async () => {
  const scene = await account()
  const { body } = await invite(scene, {
    plan: 'gold',
    constructor: 'x',
    costCenter: 7,
    manager: 'yes',
    since: '31.1.2026',
  })
  expect(body.code).toBe('invalid_request')
  const errors = body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
  expect(errors.toSorted()).toEqual([
    'attributes.constructor unknown_attribute',
    'attributes.costCenter wrong_type',
    'attributes.manager wrong_type',
    'attributes.plan unknown_attribute',
    'attributes.since not_a_date',
  ])
})

test('20 changes of different attributes at once all come to pass', async () => {
  const scene = await account()
  const { body } = await invite(scene, { since: '2026-01-31' })
  const changes = Array.from({ length: 20 }, (_, index) =>
    index % 2 ? { manager: true } : { costCenter: 'R&D' },
  )
  const answers = await Promise.all(changes.map((attributes) => change(scene, body.userId, attributes)))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect((await get(`${scene.path}/users/${body.userId}`, scene.admin)).body.attributes).toEqual({
    since: '2026-01-31',
    manager: true,
    costCenter: 'R&D',
  })
})
