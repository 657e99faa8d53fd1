import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { patch, redeem, remove } from '../../support/api.ts'
import { signUp } from '../../support/cognito.ts'
import { account, invited, linkToken, member, set, somebody, tokenInMail } from '../../support/scene.ts'

const refusal = expect.stringMatching(/^Sign-up is by invitation: use the address .*/)

test('who is invited may sign up, with a password or by another provider, however the address is spelt', async () => {
  const { email } = await invited(await account())
  expect(await signUp(email)).toMatchObject({ unchanged: true })
  expect(await signUp(` ${email.toUpperCase()} `)).toMatchObject({ unchanged: true })
  expect(await signUp(email, 'PreSignUp_ExternalProvider')).toMatchObject({ unchanged: true })
})

test('who is in already may sign up', async () => {
  const { accountId } = await account()
  expect(await signUp(await member(accountId))).toMatchObject({ unchanged: true })
})

test('somebody in no account cannot sign up, whichever way, and is told what to do', async () => {
  const stranger = somebody('stranger')
  expect(await signUp(stranger)).toMatchObject({ refusal })
  expect(await signUp(stranger, 'PreSignUp_ExternalProvider')).toMatchObject({ refusal })
  expect(await signUp('no address')).toMatchObject({ refusal })
  expect(await signUp(undefined)).toMatchObject({ refusal })
})

test('who asks at an invite link may sign up once the mail has proved the address, and not before', async () => {
  const scene = await account()
  const email = somebody()
  expect(await redeem(await linkToken(scene), { email, name: 'Grace' })).toMatchObject({ status: 202 })
  const confirmation = await tokenInMail(email)
  expect(await signUp(email)).toMatchObject({ refusal })
  expect(await redeem(confirmation)).toMatchObject({ status: 200 })
  expect(await signUp(email)).toMatchObject({ unchanged: true })
})

test('an invitation that has expired lets its address sign up still, for it can be sent again', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', '2020-01-01T00:00:00.000Z')
  expect(await signUp(email)).toMatchObject({ unchanged: true })
})

test('who was suspended or removed, and a guest whose access has ended, is refused as somebody who never was', async () => {
  const scene = await account()
  const { refusal: never } = await signUp(somebody())
  const { userId, email, token } = await invited(scene)
  await redeem(token)
  await patch(`${scene.path}/users/${userId}`, { status: 'suspended' }, scene.admin)
  expect((await signUp(email)).refusal).toBe(never)
  expect(await remove(`${scene.path}/users/${userId}`, scene.admin)).toMatchObject({ status: 204 })
  expect((await signUp(email)).refusal).toBe(never)
  const guest = await member(scene.accountId, { accessUntil: '2020-01-01T00:00:00.000Z' })
  expect((await signUp(guest)).refusal).toBe(never)
})

test('whom the owners of the pool make in it themselves is let in', async () => {
  expect(await signUp(somebody(), 'PreSignUp_AdminCreateUser')).toMatchObject({ unchanged: true })
})

test('nothing personal is in the log, whatever comes of it', async () => {
  const { email } = await invited(await account())
  for (const { log } of [await signUp(email), await signUp(somebody())]) {
    expect(log).toContain('onSignUp')
    expect(log).not.toContain('@')
  }
})

test.each([
  ['cannot be read', { table: 'usher-no-such-table' }],
  ['does not answer in time', { left: 0 }],
])('where the table %s nobody signs up, and no word of the error shows', async (_, trial) => {
  const { email } = await invited(await account())
  const { refusal, log } = await signUp(email, 'PreSignUp_SignUp', trial)
  expect(refusal).toBe('Sign-up does not work at the moment. Try again in a minute.')
  expect(log).toMatch(/ResourceNotFoundException|LateError/)
  expect(log).not.toContain(email)
})
