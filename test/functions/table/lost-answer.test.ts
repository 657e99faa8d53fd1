import { beforeAll, expect, inject, test, vi } from 'vitest'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, somebody } from '../../support/scene.ts'

beforeAll(() => {
  deployHere(inject('system').tableName)
  vi.spyOn(console, 'info').mockReturnValue()
})

test('a write whose answer was lost and that the SDK repeats gets the answer of the first', async () => {
  const scene = await account()
  const { putAround } = await import('../../../functions/table/table.ts')
  let puts = 0
  putAround('attempt', async ({ name }, go) => {
    const isFirst = name === 'PutItem' && ++puts === 1
    const result = await go()
    if (isFirst) throw Object.assign(new Error('The answer was lost'), { name: 'TimeoutError' })
    return result
  })
  const answer = await answerOf('invite-user', {
    route: 'POST /v1/accounts/{accountId}/users',
    path: `${scene.path}/users`,
    as: scene.admin,
    body: { email: somebody(), name: 'Grace', roleIds: ['member'], sendEmail: false },
  })
  expect(puts).toBe(2)
  expect(answer).toMatchObject({
    status: 201,
    body: { status: 'invited', invitationUrl: expect.any(String) },
  })
})
