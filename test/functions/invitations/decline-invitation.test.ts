import { expect, test } from 'vitest'
import { joinRequestKey, userKey } from '../../../functions/table/keys.ts'
import { userIdOf } from '../../../functions/users/user.ts'
import { get, post, postFrom, preview, race, redeem } from '../../support/api.ts'
import {
  account,
  invite,
  invited,
  item,
  linkToken,
  mails,
  set,
  somebody,
  tokenInMail,
} from '../../support/scene.ts'

const decline = (token: string) => post('/invitations/decline', { token })

test('an invitation can be declined with its token, without a sign-in, repeatedly', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  expect(await decline(token)).toMatchObject({ status: 204 })
  expect(await decline(token)).toMatchObject({ status: 204 })
  const gone = { status: 410, body: { code: 'invitation_declined' } }
  expect(await preview(token)).toMatchObject(gone)
  expect(await redeem(token)).toMatchObject(gone)
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).body.status).toBe('declined')
})

test('people who declined can ask for a new invitation', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  await decline(token)
  expect(await post('/invitations/ask', { token })).toMatchObject({ status: 202 })
  const subjects = (await mails(scene.admin, 2)).map(({ subject }) => subject)
  expect(subjects.toSorted()).toEqual([
    'Grace Hopper asks for a new invitation to Acme',
    'Grace Hopper declined your invitation to Acme',
  ])
})

test('an invite link invites nobody in particular, so there is nothing to decline', async () => {
  const scene = await account()
  expect(await decline(await linkToken(scene))).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ path: 'token' }] },
  })
})

test('a replaced, revoked or used invitation can no longer be declined', async () => {
  const scene = await account()
  const [replaced, revoked, used] = [await invited(scene), await invited(scene), await invited(scene)]
  await post(`${scene.path}/users/${replaced.userId}/resend`, {}, scene.admin)
  expect(await decline(replaced.token)).toMatchObject({ status: 410, body: { code: 'invitation_replaced' } })
  await set(userKey(scene.accountId, revoked.userId), 'status', 'removed')
  expect(await decline(revoked.token)).toMatchObject({ status: 410, body: { code: 'invitation_revoked' } })
  await redeem(used.token)
  expect(await decline(used.token)).toMatchObject({ status: 409, body: { code: 'user_not_invited' } })
})

test('an expired invitation can still be declined, so that its sender knows', async () => {
  const scene = await account()
  const { token, userId } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', new Date(0).toISOString())
  expect(await decline(token)).toMatchObject({ status: 204 })
  expect((await get(`${scene.path}/users/${userId}`, scene.admin)).body.status).toBe('declined')
})

test('people who did not ask to join delete the request with the token of its email', async () => {
  const scene = await account()
  const email = somebody()
  await redeem(await linkToken(scene), { email })
  const token = await tokenInMail(email)
  expect(await decline(token)).toMatchObject({ status: 204 })
  expect(await decline(token)).toMatchObject({ status: 204 })
  expect(await item(joinRequestKey(scene.accountId, userIdOf(scene.accountId, email)))).toBe(undefined)
  expect(await redeem(token)).toMatchObject({ status: 410, body: { code: 'invitation_expired' } })
})

test('people who declined can still join through the invite link', async () => {
  const scene = await account()
  const { token, email } = await invited(scene)
  await decline(token)
  const link = await linkToken(scene)
  expect(await redeem(link, { email })).toMatchObject({ status: 202 })
  expect(await redeem(await tokenInMail(email), { name: 'Grace' })).toMatchObject({ status: 200 })
  const other = await invited(scene)
  await decline(other.token)
  expect(await post('/me/redeem', { token: link }, other.email)).toMatchObject({ status: 200 })
})

test('20 who decline at once are all told that it is declined, and inviting again still works', async () => {
  const scene = await account()
  const { token, email } = await invited(scene)
  const replies = await race(
    () => preview(token),
    () => decline(token),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]))
  expect(await invite(scene, { email })).toMatchObject({ status: 201 })
})

test('one network can decline at most 200 an hour', async () => {
  const scene = await account()
  const { token } = await invited(scene)
  const body = { token }
  const replies = await Promise.all(
    Array.from({ length: 201 }, () => postFrom('127.0.0.61', '/invitations/decline', body)),
  )
  const refused = replies.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  expect(await decline(token)).toMatchObject({ status: 204 })
})
