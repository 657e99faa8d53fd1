import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { patch, redeem, remove } from '../../support/api.ts'
import { signUp } from '../../support/cognito.ts'
import { proved } from '../../support/dns.ts'
import { account, invited, linkToken, member, set, somebody, tokenInMail } from '../../support/scene.ts'

const refusal = expect.stringMatching(/^Sign-up is by invitation: use the address .*/)

test('people who are invited may sign up, with a password or another provider, in any spelling of their address', async () => {
  const { email } = await invited(await account())
  expect(await signUp(email)).toMatchObject({ unchanged: true })
  expect(await signUp(` ${email.toUpperCase()} `)).toMatchObject({ unchanged: true })
  expect(await signUp(email, 'PreSignUp_ExternalProvider')).toMatchObject({ unchanged: true })
})

test('people who already have access may sign up', async () => {
  const { accountId } = await account()
  expect(await signUp(await member(accountId))).toMatchObject({ unchanged: true })
})

test("people in no account can't sign up either way, and are told what to do", async () => {
  const stranger = somebody('stranger')
  expect(await signUp(stranger)).toMatchObject({ refusal })
  expect(await signUp(stranger, 'PreSignUp_ExternalProvider')).toMatchObject({ refusal })
  expect(await signUp('no address')).toMatchObject({ refusal })
  expect(await signUp(undefined)).toMatchObject({ refusal })
})

test('people who ask at an invite link may sign up once the email has proved the address, but not before', async () => {
  const scene = await account()
  const email = somebody()
  expect(await redeem(await linkToken(scene), { email, name: 'Grace' })).toMatchObject({ status: 202 })
  const confirmation = await tokenInMail(email)
  expect(await signUp(email)).toMatchObject({ refusal })
  expect(await redeem(confirmation)).toMatchObject({ status: 200 })
  expect(await signUp(email)).toMatchObject({ unchanged: true })
})

test('people who can join by the verified domain of their address may sign up, and no others at it', async () => {
  const scene = await account()
  const { domain } = await proved(scene, { joining: 'request' })
  expect(await signUp(`grace@${domain}`)).toMatchObject({ unchanged: true })
  expect(await signUp(`grace@mail.${domain}`)).toMatchObject({ refusal })
  await patch(`${scene.path}/domains/${domain}`, { joining: 'off' }, scene.admin)
  expect(await signUp(`grace@${domain}`)).toMatchObject({ refusal })
})

test('an expired invitation still lets its address sign up, because it can be resent', async () => {
  const scene = await account()
  const { userId, email } = await invited(scene)
  await set(userKey(scene.accountId, userId), 'expiresAt', '2020-01-01T00:00:00.000Z')
  expect(await signUp(email)).toMatchObject({ unchanged: true })
})

test('suspended or removed users and guests whose access has ended are refused like strangers', async () => {
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

test("users created by the pool's owners are let in", async () => {
  expect(await signUp(somebody(), 'PreSignUp_AdminCreateUser')).toMatchObject({ unchanged: true })
})

test('nothing personal is logged, whatever the result', async () => {
  const { email } = await invited(await account())
  for (const { log } of [await signUp(email), await signUp(somebody())]) {
    expect(log).toContain('onSignUp')
    expect(log).not.toContain('@')
  }
})

test.each([
  ['cannot be read', { table: 'usher-no-such-table' }],
  ['does not answer in time', { left: 0 }],
])("if the table %s nobody can sign up, and the error's text isn't shown", async (_, trial) => {
  const { email } = await invited(await account())
  const { refusal, log } = await signUp(email, 'PreSignUp_SignUp', trial)
  expect(refusal).toBe('Sign-up does not work at the moment. Try again in a minute.')
  expect(log).toMatch(/ResourceNotFoundException|LateError/)
  expect(log).not.toContain(email)
})
