/** What somebody changes between another's read and write: a race with the same outcome every time. */
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { get, patch, remove } from '../../support/api.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, type Scene, somebody, tableName, tokenOf } from '../../support/scene.ts'

/** Runs before the handler's next write, after all its reads. */
let meanwhile: (() => Promise<unknown>) | undefined

beforeAll(async () => {
  deployHere(tableName)
  const { putAround } = await import('../../../functions/table/table.ts')
  putAround('call', async ({ name }, go) => {
    const before = /^(Update|Put|Transact)/.test(name) ? meanwhile : undefined
    if (before) meanwhile = undefined
    await before?.()
    return go()
  })
})
beforeEach(() => {
  for (const log of ['info', 'error'] as const) vi.spyOn(console, log).mockReturnValue()
})

/** An invitation with these roles, with its token as the functions sign it here. */
const invitedAs = async ({ path, admin }: Scene, roleIds: string[]) => {
  const { body } = await answerOf('invite-user', {
    route: 'POST /v1/accounts/{accountId}/users',
    path: `${path}/users`,
    as: admin,
    body: { email: somebody(), name: 'Grace', roleIds, sendEmail: false },
  })
  return { user: `${path}/users/${body.userId}`, token: tokenOf(body.invitationUrl) }
}
const resend = ({ admin }: Scene, user: string) =>
  answerOf('resend-invitation', {
    route: 'POST /v1/accounts/{accountId}/users/{userId}/resend',
    path: `${user}/resend`,
    as: admin,
    body: {},
  })
const redeem = (token: string) =>
  answerOf('redeem-invitation', {
    route: 'POST /v1/invitations/redeem',
    path: '/invitations/redeem',
    body: { token },
  })

test("a role removed from an invitation while it's resent doesn't come back", async () => {
  const scene = await account()
  const { user } = await invitedAs(scene, ['admin', 'member'])
  meanwhile = () => patch(user, { roleIds: ['member'] }, scene.admin)
  expect(await resend(scene, user)).toMatchObject({ status: 202, body: { roleIds: ['member'] } })
  expect((await get(user, scene.admin)).body).toMatchObject({
    roleIds: ['member'],
    mail: { state: expect.not.stringMatching('skipped') },
  })
})

test("a role removed from an invitation while it's redeemed isn't given", async () => {
  const scene = await account()
  const { user, token } = await invitedAs(scene, ['admin', 'member'])
  meanwhile = () => patch(user, { roleIds: ['member'] }, scene.admin)
  expect(await redeem(token)).toMatchObject({ status: 200 })
  expect((await get(user, scene.admin)).body).toMatchObject({ status: 'active', roleIds: ['member'] })
})

test("an invitation revoked while it's resent or redeemed stays revoked", async () => {
  const scene = await account()
  for (const act of [resend, (_: Scene, __: string, token: string) => redeem(token)]) {
    const { user, token } = await invitedAs(scene, ['member'])
    meanwhile = () => remove(user, scene.admin)
    expect((await act(scene, user, token)).status).toBeGreaterThanOrEqual(404)
    expect((await get(user, scene.admin)).status).toBe(404)
  }
})

test('a name changed while the roles are changed is kept', async () => {
  const scene = await account()
  const { user } = await invitedAs(scene, ['member'])
  meanwhile = () => patch(user, { name: 'Grace Hopper' }, scene.admin)
  const changed = await answerOf('change-user', {
    route: 'PATCH /v1/accounts/{accountId}/users/{userId}',
    path: user,
    as: scene.admin,
    body: { phone: '+4915112345678' },
  })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Grace Hopper', phone: '+4915112345678' } })
})

test("when two remove somebody at the same moment, both are told that they're gone", async () => {
  const scene = await account()
  const { user } = await invitedAs(scene, ['member'])
  meanwhile = () => remove(user, scene.admin)
  const path = { route: 'DELETE /v1/accounts/{accountId}/users/{userId}', path: user, as: scene.admin }
  expect((await answerOf('remove-user', path)).status).toBe(204)
})
