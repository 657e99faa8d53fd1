import { expect, test } from 'vitest'
import { linkIn } from '../../../local/services/mailbox.ts'
import { pausesMailsAt } from '../../../shared/contract/mail.ts'
import { call, get, operator, patch, post } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { account, invite, mails, type Scene, somebody, tokenOf } from '../../support/scene.ts'

/** The token in the link at the end of an email, with which its recipient stops further ones. */
const preferencesIn = (text: string): string => /join#(m\.\S+)/.exec(text)?.[1] ?? ''

const invitedByMail = async (scene: Scene, email = somebody()) => {
  const { body } = await invite(scene, { email })
  const received = await mails(email)
  return { email, userId: body.userId, token: preferencesIn(received.at(-1)?.body.text ?? '') }
}
const mailOf = async (scene: Scene, userId: string) =>
  (await get(`${scene.path}/users/${userId}`, scene.admin)).body.mail
const untilMailIs = (scene: Scene, userId: string, expected: object) =>
  eventually(async () => expect(await mailOf(scene, userId)).toMatchObject(expected))
const put = (token: string, body: object) => call('PUT', '/mail-preferences', { body: { token, ...body } })
const preview = async (token: string) => (await post('/mail-preferences/preview', { token })).body

test('opening the page changes nothing; a click stops emails from every account, says so, and can be undone', async () => {
  const [one, other] = [await account(), await account()]
  const { email, token } = await invitedByMail(one)
  expect(await preview(token)).toEqual({ blocked: false })
  expect(await preview(token)).toEqual({ blocked: false })
  expect(await put(token, { blocked: true })).toMatchObject({ status: 200, body: { blocked: true } })
  expect(await preview(token)).toEqual({ blocked: true })
  const { body } = await invite(other, { email })
  await untilMailIs(other, body.userId, { state: 'skipped', reason: 'address_blocked' })
  expect(await mails(email)).toHaveLength(1)
  await put(token, { blocked: false })
  await post(`${other.path}/users/${body.userId}/resend`, {}, other.admin)
  expect(await mails(email, 2)).toHaveLength(2)
})

test("an email program stops them with one POST that isn't JSON", async () => {
  const scene = await account()
  const { token } = await invitedByMail(scene)
  const reply = await call('POST', `/mail-preferences/${token}/unsubscribe`, {
    raw: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(reply).toMatchObject({ status: 200, body: { blocked: true } })
  expect(await preview(token)).toEqual({ blocked: true })
})

test("the link in an email's footer isn't an invitation, and vice versa", async () => {
  const scene = await account()
  const { email, token } = await invitedByMail(scene)
  const [mail] = await mails(email)
  const invitation = tokenOf(mail && linkIn(mail))
  expect(invitation).toMatch(/^p\./)
  const unknown = { status: 404, body: { code: 'unknown_token' } }
  expect(await post('/invitations/redeem', { token })).toMatchObject(unknown)
  expect(await put(invitation, { blocked: true })).toMatchObject(unknown)
  expect(await put(`${token}x`, { blocked: true })).toMatchObject(unknown)
  expect(await call('POST', `/mail-preferences/${invitation}/unsubscribe`)).toMatchObject(unknown)
})

test("reports count once each and pause the account's emails, which its page and trail show; an operator resumes them", async () => {
  const scene = await account()
  const invitees = await Promise.all(
    Array.from({ length: pausesMailsAt.complaints.atLeast }, () => invitedByMail(scene)),
  )
  const [first, ...others] = invitees
  for (const token of [first?.token ?? '', ...others.slice(1).map((one) => one.token)])
    for (let again = 0; again < 3; again++) await put(token, { blocked: true, report: true })
  expect((await get(scene.path, scene.admin)).body.mailsPaused).toBeUndefined()
  await put(others[0]?.token ?? '', { blocked: true, report: true })
  const paused = await get(scene.path, scene.admin)
  expect(paused.body.mailsPaused).toMatchObject({ reason: 'complaints', since: expect.any(String) })
  const { body } = await invite(scene)
  await untilMailIs(scene, body.userId, { state: 'held', reason: 'mails_paused' })
  await eventually(async () => {
    const { items } = (await get(`${scene.path}/audit-events`, scene.admin)).body
    expect(items).toContainEqual(expect.objectContaining({ action: 'account.mails_paused', actor: 'usher' }))
  })
  expect(await patch(scene.path, { mailsPaused: false }, scene.admin)).toMatchObject({ status: 403 })
  const resumed = await patch(scene.path, { mailsPaused: false }, operator)
  expect(resumed.body.mailsPaused).toBeUndefined()
  expect(await mails(body.email)).toHaveLength(1)
})
