/** What somebody changes between another's read and write: a race with the same outcome every time. */
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { accountKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, patch, remove } from '../../support/api.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, member, type Scene, set, somebody, tableName, tokenOf } from '../../support/scene.ts'

/** Runs before the handler's next write, after all its reads. */
let meanwhile: (() => Promise<unknown>) | undefined

/** Runs before the handler's next read of the account with its roles, which is a query. */
let beforeAccount: (() => Promise<unknown>) | undefined

beforeAll(async () => {
  deployHere(tableName)
  const { putAround } = await import('../../../functions/table/table.ts')
  putAround('call', async ({ name }, go) => {
    if (/^(Update|Put|Transact)/.test(name)) {
      const before = meanwhile
      meanwhile = undefined
      await before?.()
    }
    if (name === 'Query') {
      const before = beforeAccount
      beforeAccount = undefined
      await before?.()
    }
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

test('nobody hands over to an administrator who leaves between the reads of a second attempt', async () => {
  const scene = await account()
  const leaving = await member(scene.accountId, { roleIds: ['admin'] })
  const third = await member(scene.accountId, { roleIds: ['admin'] })
  const [mine, theirs, hers] = [scene.admin, leaving, third].map((email) => userIdOf(scene.accountId, email))
  await set(accountKey(scene.accountId), 'admins', new Set([mine, theirs, hers]))
  // Their day's first visit is noted, so that handing over is the next write.
  await get(`/me${scene.path}`, scene.admin)
  // The first attempt finds the account changed. In the second, the successor is read, leaves, and then the account is
  // read.
  meanwhile = async () => {
    await remove(`${scene.path}/users/${hers}`, scene.admin)
    beforeAccount = async () => {
      await wait(200)
      await remove(`${scene.path}/users/${theirs}`, scene.admin)
    }
  }
  const handedOver = await answerOf('hand-over-account', {
    route: 'POST /v1/me/accounts/{accountId}/hand-over',
    path: `/me${scene.path}/hand-over`,
    as: scene.admin,
    body: { userId: theirs },
  })
  expect(handedOver).toMatchObject({ status: 404, body: { code: 'user_not_found' } })
  expect(beforeAccount).toBeUndefined()
  expect((await get(`/me${scene.path}`, scene.admin)).body).toMatchObject({ roleIds: ['admin'] })
})
