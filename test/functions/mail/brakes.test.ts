import { join } from 'node:path'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { SQSRecord } from 'aws-lambda'
import { beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { accountKey, type Key } from '../../../functions/table/keys.ts'
import { makeTable } from '../../../local/services/dynamodb.ts'
import { readTemplate } from '../../../local/template/template.ts'
import { mailsPerDay, mailsToMailboxPerHour, pausesMailsAt } from '../../../shared/contract/mail.ts'
import { mocked } from '../../support/clean-process.ts'
import { deployHere } from '../../support/in-process.ts'
import { userItem } from '../../support/stored-items.ts'

// A table of its own, with the stack's indexes but without stream readers: each email is sent when the test says so.
const ses = mocked(SESClient)
let TableName: string
let documents: DynamoDBDocumentClient

const functions = async () => ({
  sendMail: (await import('../../../functions/mail/send-mail.ts')).handler,
  onMailEvent: (await import('../../../functions/mail/on-mail-event.ts')).handler,
  sweepMails: (await import('../../../functions/mail/sweep-mails.ts')).handler,
  ...(await import('../../../functions/mail/stored-mail-days.ts')),
  ...(await import('../../../functions/mail/stored-mailbox-turns.ts')),
  ...(await import('../../../functions/mail/resume-mails.ts')),
  ...(await import('../../../functions/accounts/stored-account.ts')),
})

beforeAll(async () => {
  const system = inject('system')
  const template = readTemplate(
    join(system.dataDir, 'cdk.out', 'Usher.template.json'),
    (id) => `${id}-brakes`,
  )
  TableName = (await makeTable(template, system.dynamodbUrl)).name
  deployHere(TableName)
  documents = (await import('../../../functions/table/table.ts')).documents
})
beforeEach(() => {
  ses.reset()
  ses.on(SendRawEmailCommand).resolves({ MessageId: '1' })
  vi.spyOn(console, 'info').mockReturnValue()
})

let count = 0
const unique = (): string => `${process.pid}${++count}`

const anAccount = async (more: object = {}): Promise<string> => {
  const accountId = `acc_brakes${unique()}`
  const now = new Date().toISOString()
  const plain = { type: 'account', accountId, name: 'Acme', defaultRoleIds: ['member'], createdAt: now }
  await documents.send(new PutCommand({ TableName, Item: { ...accountKey(accountId), ...plain, ...more } }))
  return accountId
}

type Queued = { readonly key: Key & { readonly nonce: string }; readonly email: string }

/** Somebody whose invitation is queued. */
const queued = async (accountId: string, email = `mail-${unique()}@example.com`): Promise<Queued> => {
  const nonce = unique()
  const times = { at: new Date().toISOString(), later: new Date(Date.now() + 3_600_000).toISOString() }
  const mail = { state: 'queued', at: times.at }
  const user = userItem(accountId, { email, status: 'invited', expiresAt: times.later, mail })
  await documents.send(new PutCommand({ TableName, Item: { ...user, nonce } }))
  return { key: { pk: user.pk, sk: user.sk, nonce }, email }
}
const several = (accountId: string, number: number) =>
  Promise.all(Array.from({ length: number }, () => queued(accountId)))

const record = ({ key }: Queued): SQSRecord => ({
  messageId: key.sk,
  receiptHandle: '',
  body: JSON.stringify(key),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
})
const send = async (...mails: readonly Queued[]) =>
  expect(await (await functions()).sendMail({ Records: mails.map(record) })).toEqual({
    batchItemFailures: [],
  })

const mailOf = async ({ key: { pk, sk } }: Queued) =>
  (await documents.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item?.mail
const states = async (mails: readonly Queued[]) => {
  const found = await Promise.all(mails.map(mailOf))
  return Object.fromEntries(
    [...Map.groupBy(found, ({ state, reason }) => reason ?? state)].map(([name, some]) => [
      name,
      some.length,
    ]),
  )
}
const sentTo = (email: string) =>
  ses.commandCalls(SendRawEmailCommand).filter(({ args }) => args[0].input.Destinations?.[0] === email).length
const accountAt = async (accountId: string) => {
  const found = await (await functions()).findAccount(accountId)
  if (!found) throw new Error('The account of this test is gone')
  return found
}

test("20 senders at once never exceed the account's daily limit, and the other emails wait", async () => {
  const accountId = await anAccount({ mailsPerDay: 25 })
  const mails = await several(accountId, 60)
  await Promise.all(Array.from({ length: 20 }, (_, index) => send(...mails.slice(index * 3, index * 3 + 3))))
  expect(await states(mails)).toEqual({ sent: 25, account_limit: 35 })
})

test('the next day they are sent automatically, as many as that day allows', async () => {
  const accountId = await anAccount({ mailsPerDay: 2 })
  const mails = await several(accountId, 5)
  await send(...mails)
  expect(await states(mails)).toEqual({ sent: 2, account_limit: 3 })
  const { sweepMails } = await functions()
  await sweepMails({ time: new Date().toISOString() })
  expect(await states(mails)).toEqual({ sent: 2, account_limit: 3 })
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await sweepMails({ time: tomorrow })
  expect(await states(mails)).toEqual({ sent: 2, queued: 2, account_limit: 1 })
})

test('raising the limit lets waiting emails go at once', async () => {
  const accountId = await anAccount({ mailsPerDay: 1 })
  const mails = await several(accountId, 3)
  await send(...mails)
  const { resumeNow } = await functions()
  await resumeNow({ ...(await accountAt(accountId)), mailsPerDay: 3 }, new Date())
  expect(await states(mails)).toEqual({ sent: 1, queued: 2 })
})

test('unused permits are given back, so a skipped email costs nothing', async () => {
  const accountId = await anAccount({ mailsPerDay: 3 })
  const [one, two, three, four] = await several(accountId, 4)
  if (!one || !two || !three || !four) throw new Error('Somebody is missing')
  await documents.send(new PutCommand({ TableName, Item: { ...two.key, type: 'user', status: 'removed' } }))
  await send(one, two)
  await send(three, four)
  expect(await states([one, three, four])).toEqual({ sent: 3 })
  expect(await (await functions()).sentOn(accountId, new Date())).toBe(3)
})

test("20 accounts at once don't exceed a mailbox's hourly limit; the other emails wait", async () => {
  const box = unique()
  const mails = await Promise.all(
    Array.from({ length: 20 }, async (_, index) =>
      queued(await anAccount(), `victim+${index}@${box}.example.com`),
    ),
  )
  await Promise.all(mails.map((mail) => send(mail)))
  expect(await states(mails)).toEqual({
    sent: mailsToMailboxPerHour,
    mailbox_limit: 20 - mailsToMailboxPerHour,
  })
  const { sweepMails } = await functions()
  await sweepMails({ time: new Date(Date.now() + 61 * 60_000).toISOString() })
  expect(await states(mails)).toEqual({ sent: mailsToMailboxPerHour, queued: 20 - mailsToMailboxPerHour })
})

test('a retried email takes no second turn, and after an hour there are new ones', async () => {
  const { takeMailboxTurn } = await functions()
  const [mailboxId, kind, now] = [unique(), 'invitation', new Date()] as const
  for (const nonce of ['a', 'a', 'b', 'c', 'd', 'e', 'a'])
    expect(await takeMailboxTurn({ mailboxId, kind, nonce }, now)).toBe('taken')
  expect(await takeMailboxTurn({ mailboxId, kind, nonce: 'f' }, now)).toEqual(
    new Date(now.getTime() + 3_600_000),
  )
  expect(await takeMailboxTurn({ mailboxId, kind: 'join', nonce: 'f' }, now)).toBe('taken')
  const later = new Date(now.getTime() + 3_600_000)
  expect(await takeMailboxTurn({ mailboxId, kind, nonce: 'f' }, later)).toBe('taken')
})

const saying = async (eventType: string, accountId: string, nonce: string) => {
  const { onMailEvent } = await functions()
  const tags = { accountId: [accountId], userId: ['usr_gone'], kind: ['user'], nonce: [nonce] }
  const bounce = { bounceType: 'Permanent', bounceSubType: 'NoEmail', bouncedRecipients: [] }
  const detail = { eventType, mail: { tags }, ...(eventType === 'Bounce' && { bounce }) }
  await onMailEvent({
    version: '0',
    id: '',
    source: 'aws.ses',
    account: '',
    time: '',
    region: '',
    resources: [],
    'detail-type': '',
    detail,
  })
}

test("20 bounces at once, each reported twice, pause the account's emails, even for people removed meanwhile", async () => {
  const accountId = await anAccount()
  const nonces = Array.from({ length: pausesMailsAt.bounces.atLeast }, unique)
  const told = nonces.slice(1)
  await Promise.all([...told, ...told].map((nonce) => saying('Bounce', accountId, nonce)))
  expect((await accountAt(accountId)).mailsPaused).toBeUndefined()
  expect(await (await functions()).tallyOf(accountId, new Date())).toMatchObject({ bounces: told.length })
  await saying('Bounce', accountId, nonces[0] ?? '')
  expect((await accountAt(accountId)).mailsPaused).toMatchObject({ reason: 'bounces' })
  const mail = await queued(accountId)
  await send(mail)
  expect(await mailOf(mail)).toMatchObject({ state: 'held', reason: 'mails_paused' })
  expect(sentTo(mail.email)).toBe(0)
})

test('a few complaints pause them too, and many deliveries make a few bounces acceptable', async () => {
  const [one, other] = [await anAccount(), await anAccount()]
  for (let index = 0; index < pausesMailsAt.complaints.atLeast; index++)
    await saying('Complaint', one, unique())
  expect((await accountAt(one)).mailsPaused).toMatchObject({ reason: 'complaints' })
  const { takeFromDay } = await functions()
  await takeFromDay(other, { wanted: 1_000, allowance: 1_000, now: new Date() })
  for (let index = 0; index < pausesMailsAt.bounces.atLeast; index++) await saying('Bounce', other, unique())
  expect((await accountAt(other)).mailsPaused).toBeUndefined()
})

test('a suspended account sends nothing, and its emails wait', async () => {
  const accountId = await anAccount({ suspendedAt: new Date().toISOString() })
  const mail = await queued(accountId)
  await send(mail)
  expect(await mailOf(mail)).toMatchObject({ state: 'held', reason: 'account_suspended' })
})

test("an account's limit grows with its age and its members, up to a maximum", async () => {
  const { allowanceOf } = await import('../../../functions/mail/allowance.ts')
  const account = await accountAt(await anAccount({ createdAt: '2026-01-01T00:00:00.000Z' }))
  const on = (day: string, taken = 0) =>
    allowanceOf({ ...account, seatsTaken: taken }, new Date(`${day}T12:00:00Z`))
  const { onFirstDay, forEachDay, forEachUser, most } = mailsPerDay
  expect(on('2026-01-01')).toBe(onFirstDay)
  expect(on('2026-01-04', 7)).toBe(onFirstDay + 3 * forEachDay + 7 * forEachUser)
  expect(on('2027-01-01')).toBe(most)
  expect(allowanceOf({ ...account, mailsPerDay: 0 }, new Date())).toBe(0)
})

test('an email costs the table the same for the first and the hundredth of an import', async () => {
  const accountId = await anAccount({ mailsPerDay: 10_000 })
  const calls: string[] = []
  const { putAround } = await import('../../../functions/table/table.ts')
  putAround('call', ({ name }, go) => {
    calls.push(name)
    return go()
  })
  const perBatch: number[] = []
  for (let batch = 0; batch < 10; batch++) {
    const mails = await several(accountId, 10)
    calls.length = 0
    await send(...mails)
    perBatch.push(calls.length)
  }
  putAround('call')
  expect(new Set(perBatch).size).toBe(1)
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `MAILS#${accountId}` },
    }),
  )
  expect(Items).toHaveLength(1)
  expect(Items[0]).toMatchObject({ sent: 100 })
})
