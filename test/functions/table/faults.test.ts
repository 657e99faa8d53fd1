/**
 * Faults that AWS's services have and the engines here don't: what callers are told, and that nothing is left half
 * done.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get } from '../../support/api.ts'
import { mocked } from '../../support/clean-process.ts'
import { answerOf, signingKey } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, item, member, type Scene, set, somebody, tableName } from '../../support/scene.ts'

let secrets: ReturnType<typeof mocked>

const table = () => import('../../../functions/table/table.ts')

/** The faults for each kind of call, in turn; undefined lets a call through. */
let faults: Record<string, (Error | undefined)[]> = {}

/** A new instance of every function, which has read nothing yet. */
beforeEach(async () => {
  vi.resetModules()
  faults = {}
  deployHere(tableName)
  secrets = mocked(SecretsManagerClient)
  secrets.on(GetSecretValueCommand).resolves(signingKey)
  for (const log of ['info', 'error'] as const) vi.spyOn(console, log).mockReturnValue()
  const { putAround } = await table()
  putAround('attempt', ({ name }, go) => {
    const fault = faults[name]?.shift()
    if (fault) throw fault
    return go()
  })
})

const batchGet = z.looseObject({
  RequestItems: z.optional(z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) }))),
})
const answered = z.object({ output: z.custom<object>() })

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more })
const forever = (error: Error) => Array(50).fill(error)

const invitation = ({ path, admin }: Scene, email: string, body: object = {}) => ({
  route: 'POST /v1/accounts/{accountId}/users',
  path: `${path}/users`,
  as: admin,
  body: { email, name: 'Grace', roleIds: ['member'], ...body },
})
const invite = (scene: Scene, email: string, body: object = {}) =>
  answerOf('invite-user', invitation(scene, email, body))

const unavailable = {
  status: 503,
  headers: { 'retry-after': '1' },
  body: { code: 'unavailable', detail: 'Try again in a moment' },
}

test.each([
  ['throttles', named('ThrottlingException', { $retryable: { throttling: true } })],
  ['has a fault of its own', named('InternalServerError', { $metadata: { httpStatusCode: 500 } })],
  ['does not answer', named('TimeoutError')],
  ['breaks connections', named('Error', { code: 'ECONNRESET' })],
])('while DynamoDB %s callers are told to retry, and nothing has been done', async (_, error) => {
  const scene = await account()
  const email = somebody()
  faults = { PutItem: forever(error) }
  expect(await invite(scene, email)).toMatchObject(unavailable)
  expect(await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))).toBeUndefined()
  faults = { PutItem: [error, error] }
  expect(await invite(scene, email)).toMatchObject({ status: 201 })
})

test('a permanent fault is reported as ours, without details', async () => {
  const scene = await account()
  faults = { PutItem: forever(named('AccessDeniedException', { message: 'usr_1 is not authorized' })) }
  const { status, body } = await invite(scene, somebody())
  expect([status, body.code]).toEqual([500, 'internal'])
  expect(JSON.stringify(body)).not.toContain('authorized')
})

test('a conflicting transaction is retried, and counts once', async () => {
  const scene = await account()
  await set(accountKey(scene.accountId), 'seatLimit', 5)
  await set(accountKey(scene.accountId), 'seatsTaken', 1)
  const CancellationReasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }]
  const conflict = new TransactionCanceledException({ message: '', $metadata: {}, CancellationReasons })
  faults = { TransactWriteItems: [conflict, conflict, conflict] }
  const { body } = await invite(scene, somebody(), { sendEmail: false })
  const route = 'POST /v1/invitations/redeem'
  const joining = { route, path: '/invitations/redeem', body: { token: body.invitationUrl.split('#')[1] } }
  expect(await answerOf('redeem-invitation', joining)).toMatchObject({ status: 200 })
  expect(faults.TransactWriteItems).toEqual([])
  expect((await item(accountKey(scene.accountId)))?.seatsTaken).toBe(2)
})

test('without the signing key a starting instance asks to retry, and works once the key is there', async () => {
  const scene = await account()
  const link = () =>
    answerOf('get-invite-link', {
      route: 'GET /v1/accounts/{accountId}/invite-link',
      path: `${scene.path}/invite-link`,
      as: scene.admin,
    })
  for (const error of [
    named('InternalServiceError', { $metadata: { httpStatusCode: 500 } }),
    named('TimeoutError'),
  ]) {
    secrets.on(GetSecretValueCommand).rejects(error)
    expect(await link()).toMatchObject(unavailable)
  }
  const email = somebody()
  expect(await invite(scene, email)).toMatchObject({ status: 201, body: { mail: { state: 'queued' } } })
  secrets.on(GetSecretValueCommand).resolves(signingKey)
  expect(await link()).toMatchObject({ status: 200 })
  expect((await get(`${scene.path}/users?search=${email}`, scene.admin)).body.items).toHaveLength(1)
})

test('a function at its time limit says so in time, and repeating the request creates nothing twice', async () => {
  const scene = await account()
  const email = somebody()
  const { putAround } = await table()
  let puts = 0
  putAround('attempt', async ({ name }, go) => {
    const result = await go()
    // The first one stores the request's key, and the second one the user.
    if (name === 'PutItem') puts += 1
    return puts === 2 ? new Promise<never>(() => {}) : result
  })
  const request = { ...invitation(scene, email), key: crypto.randomUUID() }
  expect(await answerOf('invite-user', { ...request, milliseconds: 1_500 })).toMatchObject(unavailable)
  const written = await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))
  expect(written).toMatchObject({ status: 'invited' })
  putAround('attempt')
  expect(await answerOf('invite-user', request)).toMatchObject({ status: 201 })
  expect(await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))).toMatchObject({
    nonce: written?.nonce,
  })
})

test('a function that answered because its time was up writes nothing afterwards', async () => {
  const scene = await account()
  const email = somebody()
  const thawed = Promise.withResolvers<void>()
  const { putAround } = await table()
  putAround('call', async ({ name }, go) => {
    if (name === 'Query') await thawed.promise
    return go()
  })
  expect(await answerOf('invite-user', { ...invitation(scene, email), milliseconds: 1_000 })).toMatchObject(
    unavailable,
  )
  const late = vi.fn()
  putAround('attempt', async ({ name }, go) => {
    const result = await go()
    late(name)
    return result
  })
  thawed.resolve()
  await new Promise((resume) => setTimeout(resume, 200))
  expect(late).not.toHaveBeenCalled()
  expect(await item(userKey(scene.accountId, userIdOf(scene.accountId, email)))).toBeUndefined()
  putAround('call')
  expect(await answerOf('invite-user', invitation(scene, email))).toMatchObject({ status: 201 })
})

test('requests whose clocks differ by five minutes are answered as usual', async () => {
  const scene = await account()
  const [behind, ahead] = [new Date(Date.now() - 150_000), new Date(Date.now() + 150_000)]
  const invited = async (at: Date) =>
    (await answerOf('invite-user', { ...invitation(scene, somebody(), { sendEmail: false }), at })).body
  const redeemed = ({ invitationUrl }: { invitationUrl: string }, at: Date) =>
    answerOf('redeem-invitation', {
      route: 'POST /v1/invitations/redeem',
      path: '/invitations/redeem',
      body: { token: invitationUrl.split('#')[1] },
      at,
    })
  const early = await invited(ahead)
  for (const at of [behind, ahead, behind]) expect(await redeemed(early, at)).toMatchObject({ status: 200 })

  const replaced = await invited(ahead)
  const { status } = await answerOf('resend-invitation', {
    route: 'POST /v1/accounts/{accountId}/users/{userId}/resend',
    path: `${scene.path}/users/${replaced.userId}/resend`,
    body: {},
    as: scene.admin,
    at: behind,
  })
  expect(status).toBe(202)
  for (const at of [behind, ahead])
    expect(await redeemed(replaced, at)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
})

test('what DynamoDB leaves out of a batch is asked for again', async () => {
  const email = somebody()
  const scenes = await Promise.all(Array.from({ length: 20 }, () => account()))
  await Promise.all(scenes.map(({ accountId }) => member(accountId, { email })))
  const { putAround } = await table()
  const asked: number[] = []
  putAround('call', async ({ name, input }, go) => {
    const { RequestItems: { [tableName]: batch } = {} } = z.parse(batchGet, input)
    if (name !== 'BatchGetItem' || !batch) return go()
    const { Keys: keys } = batch
    asked.push(keys.length)
    Object.assign(input, { RequestItems: { [tableName]: { ...batch, Keys: keys.slice(0, 8) } } })
    const result = await go()
    const left = keys.slice(8)
    if (left.length > 0)
      Object.assign(z.parse(answered, result).output, { UnprocessedKeys: { [tableName]: { Keys: left } } })
    return result
  })
  const { body } = await answerOf('get-me', { route: 'GET /v1/me', path: '/me', as: email })
  expect(asked).toEqual([20, 12, 4])
  expect(body.accounts.map(({ accountId }: Scene) => accountId)).toEqual(
    scenes.map(({ accountId }) => accountId).toSorted(),
  )
})
