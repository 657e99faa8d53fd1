import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { post, postFrom, preview, redeem, remove } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, codeInMail, invite, linkToken, mails, set, somebody } from '../../support/scene.ts'

const find = (email: string, code: string) => post('/invitations/find', { email, code })
const wrong = { status: 404, body: { code: 'unknown_code' } }

/** Each lookup is a guess, and ten an hour are allowed. */
const millisecondsBetweenGuesses = 6_000

/** The index by address follows the table a moment later. */
const found = async (email: string, code: string): Promise<string> =>
  eventually(async () => {
    const { status, body } = await find(email, code)
    expect(status).toBe(200)
    return body.token
  }, millisecondsBetweenGuesses)

test("an email's code leads to its invitation, however it's typed, and only for its address", async () => {
  const [scene, other] = [await account(), await account({ name: 'Other' })]
  const { email, userId } = (await invite(scene)).body
  const [first] = await mails(email)
  await invite(other, { email })
  const received = await mails(email, 2)
  expect(received).toHaveLength(2)
  const code = codeInMail(first)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  const token = await found(email, code)
  expect((await preview(token)).body).toMatchObject({ kind: 'personal' })
  for (const typed of [code.toLowerCase(), ` ${code.replace('-', ' ')}\n`, code.replace('-', '–')])
    expect(await find(` ${email.toUpperCase()} `, typed), typed).toMatchObject({
      status: 200,
      body: { token },
    })
  expect(await find(email, `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)).toMatchObject(wrong)
  expect(await find(somebody(), code)).toMatchObject(wrong)
  expect(new Set(received.map(codeInMail)).size).toBe(2)
  expect((await redeem(token)).status).toBe(200)
  expect((await remove(`${scene.path}/users/${userId}`, scene.admin)).status).toBe(204)
  expect(await find(email, code)).toMatchObject(wrong)
})

test('a resent email has a code of its own, and the older one stops working', async () => {
  const scene = await account()
  const { email, userId } = (await invite(scene)).body
  const older = codeInMail((await mails(email))[0])
  await set(userKey(scene.accountId, userId), 'nonce', 'another')
  expect(await find(email, older)).toMatchObject(wrong)
})

test('the email that confirms an address has a code as well', async () => {
  const scene = await account()
  const email = somebody()
  await redeem(await linkToken(scene), { email })
  const code = codeInMail((await mails(email))[0])
  expect((await redeem(await found(email, code), { name: 'Co De' })).status).toBe(200)
})

test('of 20 guesses at once by one caller ten count, and others can still use the address', async () => {
  const scene = await account()
  const { email } = (await invite(scene)).body
  const code = codeInMail((await mails(email))[0])
  await found(email, code)
  const guess = () => postFrom('127.0.11.1', '/invitations/find', { email, code: '00000-00000' })
  const statuses = (await Promise.all(Array.from({ length: 20 }, guess))).map(({ status }) => status)
  // An overloaded machine answers some with 503, which may have been counted.
  while (!statuses.includes(429) && statuses.length < 60) statuses.push((await guess()).status)
  expect(statuses).toContain(429)
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(10)
  // After too many guesses, the right code doesn't work either.
  expect((await postFrom('127.0.11.1', '/invitations/find', { email, code })).status).toBe(429)
  expect((await postFrom('127.0.11.2', '/invitations/find', { email, code })).status).toBe(200)
})

test('an address accepts a hundred guesses in an hour, from any number of callers', async () => {
  const email = somebody('target')
  const callers = Array.from({ length: 12 }, (_, index) => `127.0.12.${index + 1}`)
  const guesses = callers.flatMap((caller) =>
    Array.from({ length: 10 }, () => postFrom(caller, '/invitations/find', { email, code: '0' })),
  )
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(100)
  expect((await postFrom('127.0.12.99', '/invitations/find', { email, code: '0' })).status).toBe(429)
}, 60_000)
