import { expect, test } from 'vitest'
import { get, operator, patch, post, preview, redeem } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invite, invited, linkToken, mails, member, type Scene } from '../../support/scene.ts'

/** Whatever follows a write takes longer on a busy machine. */
const suspend = ({ path }: Scene, as = operator) => post(`${path}/suspend`, undefined, as)
const reactivate = ({ path }: Scene, as = operator) => post(`${path}/reactivate`, undefined, as)
const suspended = { status: 403, body: { code: 'account_suspended' } }

test('suspending an account blocks users, invitations and links; reactivating it restores everything', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  const link = await linkToken(scene)
  expect(await suspend(scene)).toMatchObject({ status: 200, body: { suspendedAt: expect.any(String) } })
  expect(await get(`${scene.path}/users`, scene.admin)).toMatchObject(suspended)
  expect(await patch(scene.path, { name: 'Mine' }, scene.admin)).toMatchObject(suspended)
  expect((await get('/me', scene.admin)).body.accounts).toEqual([])
  for (const one of [token, link]) expect(await preview(one)).toMatchObject(suspended)
  expect(await redeem(token)).toMatchObject(suspended)
  expect(await redeem(link, { email: 'someone@example.com', name: 'Some One' })).toMatchObject(suspended)
  expect((await get(`${scene.path}/users/${userId}`, operator)).body).toMatchObject({ status: 'invited' })
  expect(await reactivate(scene)).toMatchObject({ status: 200 })
  expect((await get(scene.path, scene.admin)).body).not.toHaveProperty('suspendedAt')
  expect((await get('/me', scene.admin)).body.accounts).toHaveLength(1)
  expect(await redeem(token)).toMatchObject({ status: 200 })
})

test('outsiders still get a 404 for a suspended account', async () => {
  const [scene, other] = [await account(), await account()]
  await suspend(scene)
  expect(await get(scene.path, other.admin)).toMatchObject({
    status: 404,
    body: { code: 'account_not_found' },
  })
})

test('only operators suspend and reactivate accounts; repeating it changes nothing', async () => {
  const scene = await account()
  for (const change of [suspend, reactivate]) {
    expect(await change(scene, scene.admin)).toMatchObject({ status: 403, body: { code: 'operator_only' } })
    expect(await change(scene, await member(scene.accountId))).toMatchObject({ status: 403 })
  }
  const first = await suspend(scene)
  expect((await suspend(scene)).body.suspendedAt).toBe(first.body.suspendedAt)
  await reactivate(scene)
  expect(await reactivate(scene)).toMatchObject({ status: 200 })
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    const actions = items.map(({ action, actor }: { action: string; actor: string }) => `${action} ${actor}`)
    expect(actions.filter((one: string) => /suspended|reactivated/.test(one))).toEqual([
      'account.reactivated operator',
      'account.suspended operator',
    ])
  })
})

test("emails wait while an account is suspended, and are sent when it's reactivated", async () => {
  const scene = await account()
  await suspend(scene)
  const { body } = await invite(scene, {}, operator)
  const mailOf = async () => (await get(`${scene.path}/users/${body.userId}`, operator)).body.mail
  await eventually(async () =>
    expect(await mailOf()).toMatchObject({ state: 'held', reason: 'account_suspended' }),
  )
  await reactivate(scene)
  expect(await mails(body.email)).toHaveLength(1)
})

test('an operator sets how many emails an account may send in a day, and its language', async () => {
  const scene = await account()
  expect(await patch(scene.path, { mailsPerDay: 5 }, scene.admin)).toMatchObject({
    status: 403,
    body: { code: 'operator_only' },
  })
  expect((await patch(scene.path, { mailsPerDay: 1 }, operator)).body.mailsPerDay).toBe(1)
  expect((await patch(scene.path, { language: 'de' }, scene.admin)).body.language).toBe('de')
  const one = await invite(scene)
  const [german] = await mails(one.body.email)
  expect(german?.subject).toBe('Ada Admin hat Sie zu Acme eingeladen')
  const other = await invite(scene, { language: 'en' })
  await eventually(async () => {
    const { body } = await get(`${scene.path}/users/${other.body.userId}`, scene.admin)
    expect(body.mail).toMatchObject({ state: 'held', reason: 'account_limit' })
  })
  await patch(scene.path, { mailsPerDay: null }, operator)
  const [english] = await mails(other.body.email)
  expect(english?.subject).toBe('Ada Admin invited you to Acme')
})
