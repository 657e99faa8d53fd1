import { expect, test } from 'vitest'
import { usherClient } from '../../../shared/client/client.ts'
import { operations } from '../../../shared/contract/operations.ts'

const accountId = 'acc_any'

test('a client that only reads asks what reads, and refuses all else before a request is made', async () => {
  const asked: string[] = []
  const send: typeof fetch = async (url) => {
    asked.push(new URL(String(url)).pathname)
    return new Response('{}', { status: 404 })
  }
  const usher = usherClient({ baseUrl: 'https://users.example.com', readOnly: true, send })
  const refused = [
    await usher.removeUser({ accountId, userId: 'usr_any' }),
    await usher.putInviteLink({ accountId, body: { rotate: true } }),
    await usher.redeemInvitation({ body: { token: 'any' } }),
  ]
  expect(refused).toEqual(
    refused.map(() => ({ ok: false, problem: expect.objectContaining({ code: 'read_only' }) })),
  )
  expect(asked).toEqual([])
  await usher.listUsers({ accountId })
  await usher.lookUpUsers({ accountId, body: { emails: ['ann@example.com'] } })
  expect(asked).toEqual([`/v1/accounts/${accountId}/users`, `/v1/accounts/${accountId}/users/lookup`])
})

test('what needs no more than a right to read changes nothing', () => {
  const reading = operations.filter(({ method, access }) => method !== 'GET' && access.endsWith(':read'))
  expect(reading.map(({ id }) => id)).toEqual(['lookUpUsers'])
})
