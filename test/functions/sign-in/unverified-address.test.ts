import { expect, inject, test } from 'vitest'
import { signInIdOf } from '../../../functions/sign-in/address-check.ts'
import { addressCheckKey } from '../../../functions/table/keys.ts'
import { call, get, operator, post, tokenFor } from '../../support/api.ts'
import { account, codeInMail, item, mails, member, set, somebody } from '../../support/scene.ts'

/** Somebody whose issuer doesn't verify their address. */
const unverified = async (email: string, sub = email) => {
  const headers = {
    authorization: `Bearer ${await tokenFor(email, { sub, email_verified: undefined })}`,
  }
  return {
    get: (path: string) => call('GET', path, { headers }),
    post: (path: string, body?: object) => call('POST', path, { headers, ...(body && { body }) }),
  }
}

const refused = { status: 403, body: { code: 'email_not_verified' } }

test('a code proves an unverified address, for this sign-in only', async () => {
  const scene = await account()
  const email = await member(scene.accountId, { email: somebody('entra') })
  const person = await unverified(email)
  expect(await person.get('/me')).toMatchObject(refused)
  expect(await person.post('/me/address/code')).toMatchObject({
    status: 202,
    body: { status: 'code_sent', email },
  })
  const code = codeInMail((await mails(email))[0])
  expect(await person.post('/me/address', { code: '00000-00000' })).toMatchObject({
    status: 404,
    body: { code: 'unknown_code' },
  })
  const attacker = await unverified(email, 'somebody else')
  expect(await attacker.post('/me/address', { code })).toMatchObject({ status: 404 })
  expect(await person.post('/me/address', { code: code.toLowerCase() })).toMatchObject({
    status: 200,
    body: { email },
  })
  expect((await person.get('/me')).body.accounts).toMatchObject([{ accountId: scene.accountId }])
  expect((await person.get(`${scene.path}/users`)).status).toBe(200)
  expect(await attacker.get('/me')).toMatchObject(refused)
  // Requesting a code later takes nothing away.
  expect((await person.post('/me/address/code')).status).toBe(202)
  expect((await person.get('/me')).status).toBe(200)
})

test('a code is valid for an hour, 20 guesses at once count as ten, and three codes an hour are sent', async () => {
  const email = somebody('guess')
  const person = await unverified(email)
  await person.post('/me/address/code')
  const code = codeInMail((await mails(email))[0])
  const key = addressCheckKey(signInIdOf({ iss: inject('system').issuerUrl, sub: email, email }))
  const { expiresAt } = (await item(key)) ?? {}
  await set(key, 'expiresAt', new Date(0).toISOString())
  expect((await person.post('/me/address', { code })).status).toBe(404)
  await set(key, 'expiresAt', expiresAt)
  const guess = async () => (await person.post('/me/address', { code: '00000-00000' })).status
  const statuses = await Promise.all(Array.from({ length: 20 }, guess))
  // An overloaded machine answers some with 503, which may have been counted.
  while (!statuses.includes(429) && statuses.length < 60) statuses.push(await guess())
  expect(statuses).toContain(429)
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(9)
  expect((await person.post('/me/address', { code })).status).toBe(429)
  const codes = await Promise.all(Array.from({ length: 20 }, () => person.post('/me/address/code')))
  expect(codes.filter(({ status }) => status === 202).length).toBeLessThanOrEqual(2)
  expect((await person.post('/me/address/code')).status).toBe(429)
})

test('erasing a person also deletes the proofs of their sign-ins', async () => {
  const email = somebody('forget')
  const person = await unverified(email)
  await person.post('/me/address/code')
  const code = codeInMail((await mails(email))[0])
  expect((await person.post('/me/address', { code })).status).toBe(200)
  expect((await post('/people/export', { email }, operator)).body.signIns).toHaveLength(1)
  expect((await post('/people/erase', { email }, operator)).status).toBe(200)
  expect(await person.get('/me')).toMatchObject(refused)
})

test('people are told in which accounts they have no access, and why; strangers are told nothing', async () => {
  const email = somebody('everywhere')
  const states = {
    suspended: { status: 'suspended' },
    access_ended: { accessUntil: new Date(0).toISOString() },
    invited: { status: 'invited', expiresAt: new Date(Date.now() + 60_000).toISOString() },
    expired: { status: 'invited', expiresAt: new Date(0).toISOString() },
  }
  const expected: object[] = []
  for (const [status, stored] of Object.entries(states)) {
    const { accountId } = await account({ name: status })
    await member(accountId, { email, ...stored })
    expected.push({ accountId, name: status, status })
  }
  const { body } = await get('/me', email)
  expect(body.accounts).toEqual([])
  expect(body.inactive).toHaveLength(4)
  for (const one of expected) expect(body.inactive).toContainEqual(one)
  expect((await get('/me', somebody())).body).toMatchObject({ accounts: [], inactive: [] })
})
