import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { get, operator, patch, post, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invite, invited, linkToken, type Scene, set, somebody } from '../../support/scene.ts'

const change = ({ path, admin }: Scene, body: object, as = admin) => patch(path, body, as)

test('an administrator names the account, and sets how long its invitations are valid', async () => {
  const scene = await account()
  const changed = await change(scene, { name: ' Acme Inc. ', invitationDays: 30 })
  expect(changed).toMatchObject({ status: 200, body: { name: 'Acme Inc.', invitationDays: 30 } })
  expect((await get(scene.path, scene.admin)).body).toEqual(changed.body)
  const { body: user } = await invite(scene)
  expect(Date.parse(user.expiresAt) - Date.parse(user.invitedAt)).toBe(30 * 86_400_000)
  await set(userKey(scene.accountId, user.userId), 'expiresAt', new Date(0).toISOString())
  const { body: again } = await post(`${scene.path}/users/${user.userId}/resend`, {}, scene.admin)
  expect(Date.parse(again.expiresAt) - Date.parse(again.invitedAt)).toBe(30 * 86_400_000)
})

test("only addresses at the account's domains can be invited, or join with its link", async () => {
  const scene = await account()
  const { token: before } = await invited(scene)
  const token = await linkToken(scene)
  expect(await change(scene, { allowedDomains: ['Acme.test', 'bücher.example'] })).toMatchObject({
    status: 200,
    body: { allowedDomains: ['acme.test', 'xn--bcher-kva.example'] },
  })
  const refused = { status: 403, body: { code: 'address_not_allowed' } }
  expect(await invite(scene)).toMatchObject(refused)
  expect(await redeem(before)).toMatchObject(refused)
  expect(await redeem(token, { email: somebody(), name: 'A B' })).toMatchObject(refused)
  expect(await post('/me/redeem', { token }, somebody())).toMatchObject(refused)
  expect((await invite(scene, { email: `ann-${Date.now()}@Bücher.example` })).status).toBe(201)
  const { body } = await post(
    `${scene.path}/users/bulk`,
    { users: [{ email: somebody(), name: 'A', roleIds: ['member'] }] },
    scene.admin,
  )
  expect(body.results[0]).toMatchObject({ outcome: 'refused', code: 'address_not_allowed' })
  expect((await change(scene, { allowedDomains: null })).body).not.toHaveProperty('allowedDomains')
  expect((await redeem(before)).status).toBe(200)
})

test('only the operator can set the seat limit', async () => {
  const scene = await account()
  expect(await change(scene, { seatLimit: 5 })).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
  expect((await change(scene, { seatLimit: null })).status).toBe(403)
})

test('a name and a limit set by an operator in one request are one entry in the trail, with the operator as the actor', async () => {
  const scene = await account()
  expect((await change(scene, { name: 'Globex', seatLimit: 6 }, operator)).status).toBe(200)
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const told = items.filter(({ after }: { after: object }) => 'name' in after || 'seatLimit' in after)
    const byOperator = told.filter(({ actor }: { actor: string }) => actor === 'operator')
    expect(byOperator.map(({ after }: { after: object }) => after)).toEqual([
      { name: 'Globex', seatLimit: 6 },
    ])
  })
})
