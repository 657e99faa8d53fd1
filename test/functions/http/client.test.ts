import { expect, inject, test } from 'vitest'
import { usherClient } from '../../../shared/client/client.ts'
import { everyUser } from '../../../shared/client/every-item.ts'
import { tokenFor } from '../../support/api.ts'
import { account, member, somebody } from '../../support/scene.ts'

const { portalUrl: baseUrl } = inject('system')
const clientOf = (email: string) => usherClient({ baseUrl, token: () => tokenFor(email) })

test('the typed client invites, and returns a refusal as a value with its code', async () => {
  const scene = await account()
  const usher = clientOf(scene.admin)
  const { accountId } = scene
  const body = { email: somebody(), name: 'Grace Hopper', roleIds: ['member'] }
  const invited = await usher.inviteUser({ accountId, body })
  if (!invited.ok) throw new Error(invited.problem.code)
  expect(invited).toMatchObject({ status: 201, value: { email: body.email, status: 'invited' } })
  const { userId } = invited.value
  expect(await usher.inviteUser({ accountId, body })).toMatchObject({
    ok: false,
    problem: { code: 'user_exists', userId, userStatus: 'invited' },
  })
  expect(await usher.getUser({ accountId, userId })).toMatchObject({
    ok: true,
    value: { name: 'Grace Hopper' },
  })
  expect(await usher.previewInvitation({ body: { token: 'nonsense' } })).toMatchObject({
    ok: false,
    problem: { code: 'unknown_token', status: 404 },
  })
})

test('the iterator yields every user of a list, page after page', async () => {
  const { accountId, admin } = await account()
  const emails = [admin]
  for (let index = 0; index < 7; index++) emails.push(await member(accountId))
  const found: string[] = []
  for await (const { email } of everyUser(clientOf(admin), { accountId, query: { limit: '3' } }))
    found.push(email)
  expect(found).toEqual(emails.toSorted())
})

test("without a sign-in, the gateway's answer is a value too", async () => {
  expect(await usherClient({ baseUrl }).getMe({})).toEqual({
    ok: false,
    problem: { code: 'not_signed_in', status: 401, detail: 'The service answered 401' },
  })
})

/** A client whose requests get these answers in turn; a text stands for a network failure. */
const answeredBy = (...answers: readonly (Response | string)[]) => {
  const waits: number[] = []
  const left = [...answers]
  const usher = usherClient({
    send: async () => {
      const next = left.shift()
      if (next instanceof Response) return next
      throw new TypeError(next)
    },
    wait: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })
  return { usher, waits, left }
}
const good = () => Response.json({ email: 'ann@example.com', accounts: [], inactive: [] })
const body = { email: 'ann@example.com', name: 'Ann', roleIds: ['member'] }

test('repeatable requests are retried when the network or the service fails for a moment', async () => {
  const { usher, waits } = answeredBy(
    'reset',
    new Response('', { status: 503, headers: { 'retry-after': '1' } }),
    good(),
  )
  expect(await usher.getMe({})).toMatchObject({ ok: true })
  expect(waits).toEqual([400, 1_000])
})

test("requests that create something are retried with one key; those that send an email aren't retried", async () => {
  const keys: (string | null)[] = []
  const usher = usherClient({
    send: async (_, request) => {
      keys.push(new Headers(request?.headers).get('idempotency-key'))
      throw new TypeError('reset')
    },
    wait: async () => {},
  })
  await usher.inviteUser({ accountId: 'acc_12345678', body })
  expect(keys).toHaveLength(4)
  expect(new Set(keys).size).toBe(1)
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  for (const failure of ['reset', new Response('', { status: 503 })]) {
    const { usher: other, left } = answeredBy(failure, good())
    const input = { accountId: 'acc_12345678', userId: 'usr_1', body: {} }
    expect(await other.resendInvitation(input)).toMatchObject({ ok: false })
    expect(left).toHaveLength(1)
  }
})

test('a removal whose answer was lost counts as done', async () => {
  const gone = () => new Response('{}', { status: 404 })
  const input = { accountId: 'acc_12345678', userId: 'usr_1' }
  expect(await answeredBy('reset', gone()).usher.removeUser(input)).toMatchObject({ ok: true })
  expect(await answeredBy(gone()).usher.removeUser(input)).toMatchObject({ ok: false })
})

test('a wait longer than five seconds is left for a person to decide', async () => {
  const patience = () => new Response('', { status: 429, headers: { 'retry-after': '3600' } })
  const { usher, waits } = answeredBy(patience())
  expect(await usher.getMe({})).toMatchObject({ ok: false, problem: { status: 429 } })
  expect(waits).toEqual([])
})

test('a network that stays unavailable is a problem with the code `unreachable`', async () => {
  const { usher, waits } = answeredBy('reset', 'reset', 'reset', 'reset', good())
  expect(await usher.getMe({})).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
  expect(waits).toHaveLength(3)
})
