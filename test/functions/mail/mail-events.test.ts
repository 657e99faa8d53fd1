import { expect, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { get, post } from '../../support/api.ts'
import { eventually } from '../../support/eventually.ts'
import { saying } from '../../support/mail-events.ts'
import { account, invite, item, linkToken, mails, type Scene, set } from '../../support/scene.ts'

/** An invited user whose email was sent, with the tags that it carried. */
const sent = async (scene: Scene) => {
  const { body } = await invite(scene)
  await mails(body.email)
  const mailOf = async () => (await get(`${scene.path}/users/${body.userId}`, scene.admin)).body.mail
  await eventually(async () => expect((await mailOf()).state).toBe('sent'))
  const { nonce } = (await item(userKey(scene.accountId, body.userId))) ?? {}
  const tags = { accountId: scene.accountId, userId: body.userId, kind: 'user', nonce: String(nonce) }
  return { tags, mailOf, userId: body.userId, email: body.email }
}

const bounce = {
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [
      { emailAddress: 'grace@example.com', diagnosticCode: `550 5.1.1 ${'x'.repeat(500)}` },
    ],
  },
}

test("SES's reports reach the user: delivered, then bounced with what the mailbox said", async () => {
  const { tags, mailOf } = await sent(await account())
  await saying('Delivery', tags)
  expect(await mailOf()).toMatchObject({ state: 'delivered' })
  await saying('Bounce', tags, bounce)
  const mail = await mailOf()
  expect(mail).toMatchObject({ state: 'bounced', detail: expect.stringMatching(/^550 5\.1\.1 x+$/) })
  expect(mail.detail).toHaveLength(200)
})

const transient = (bounceSubType: string) => ({
  bounce: { ...bounce.bounce, bounceType: 'Transient', bounceSubType },
})

test.each([
  ['MailboxFull', 'mailbox_full', 'mailbox_full'],
  ['MessageTooLarge', 'message_too_large', 'message_too_large'],
  ['ContentRejected', 'content_refused', 'content_refused'],
  ['General', 'unreachable', 'auto_reply'],
])(
  "a transient bounce (%s) doesn't mean a dead address, before or after the delivery",
  async (subType, alone, after) => {
    const { tags, mailOf } = await sent(await account())
    await saying('Bounce', tags, transient(subType))
    expect(await mailOf()).toMatchObject({ state: 'returned', reason: alone })
    await saying('Delivery', tags)
    expect(await mailOf()).toMatchObject({ state: 'delivered' })
    await saying('Bounce', tags, transient(subType))
    expect(await mailOf()).toMatchObject({ state: 'delivered', reason: after })
    await saying('Bounce', tags, bounce)
    expect(await mailOf()).toMatchObject({ state: 'bounced', reason: 'refused' })
  },
)

test('a delay says what the mailbox waits for, and a delivery ends it', async () => {
  const { tags, mailOf } = await sent(await account())
  const diagnosticCode = '452 4.2.2 over quota'
  await saying('DeliveryDelay', tags, {
    deliveryDelay: {
      delayType: 'MailboxFull',
      delayedRecipients: [{ emailAddress: 'x@y.test', diagnosticCode }],
    },
  })
  expect(await mailOf()).toMatchObject({ state: 'delayed', reason: 'mailbox_full', detail: diagnosticCode })
  await saying('Delivery', tags)
  await saying('DeliveryDelay', tags)
  expect((await mailOf()).state).toBe('delivered')
})

test.each([
  [{ bounceType: 'Permanent', bounceSubType: 'NoEmail' }, 'no_mailbox'],
  [{ bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }, 'suppressed'],
  [{ bounceType: 'Undetermined' }, 'refused'],
])("a bounce's reason is stored: %o", async (kind, reason) => {
  const { tags, mailOf } = await sent(await account())
  await saying('Bounce', tags, { bounce: { bouncedRecipients: [], ...kind } })
  expect(await mailOf()).toMatchObject({ state: 'bounced', reason })
})

test('events can come in any order, and none overrides a complaint', async () => {
  const { tags, mailOf } = await sent(await account())
  await saying('Complaint', tags)
  for (const later of ['Delivery', 'Bounce', 'Reject']) await saying(later, tags)
  expect(await mailOf()).toMatchObject({ state: 'complained' })
})

test("reports about an older email don't affect a newer one", async () => {
  const scene = await account()
  const { tags, mailOf, userId, email } = await sent(scene)
  await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)
  await mails(email, 2)
  await eventually(async () => expect((await mailOf()).state).toBe('sent'))
  await saying('Bounce', tags, bounce)
  expect(await mailOf()).toMatchObject({ state: 'sent' })
})

test("reports about other senders' emails are ignored", async () => {
  await saying('Bounce', {}, bounce)
})

test("a bounced address isn't emailed again until an administrator says so", async () => {
  const scene = await account()
  const { tags, userId, email } = await sent(scene)
  await saying('Bounce', tags, bounce)
  const earlier = new Date(Date.now() - 3_600_000).toISOString()
  await set(userKey(scene.accountId, userId), 'mail', { state: 'bounced', at: earlier })
  await post('/invitations/redeem', { token: await linkToken(scene), email, name: 'Grace' })
  const other = await invite(scene)
  await mails(other.body.email)
  expect(await mails(email)).toHaveLength(1)
  await post(`${scene.path}/users/${userId}/resend`, {}, scene.admin)
  expect(await mails(email, 2)).toHaveLength(2)
})
