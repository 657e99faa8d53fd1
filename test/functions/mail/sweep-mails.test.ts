import { join } from 'node:path'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { firstAdministrator, joinRequestOf } from '../../../functions/invitations/invitation.ts'
import { accountKey, joinRequestKey, type Key, userKey } from '../../../functions/table/keys.ts'
import { mappingProperties } from '../../../local/lambda/mapping.ts'
import { StreamReader } from '../../../local/lambda/stream-reader.ts'
import { credentials, makeTable, region } from '../../../local/services/dynamodb.ts'
import { readTemplate } from '../../../local/template/template.ts'
import { mocked } from '../../support/clean-process.ts'
import { eventually } from '../../support/eventually.ts'
import { deployHere } from '../../support/in-process.ts'
import { somebody } from '../../support/scene.ts'

// A table of its own, as in the template, whose stream loses every first write of an item and carries the others; the
// system's own stream loses nothing. SES and the queue are mocks, so that the test sees what they get.
const ses = mocked(SESClient)
const sqs = mocked(SQSClient)
const system = inject('system')
const accountId = 'acc_sweeptest'
const ending = new AbortController()
let queued: string[] = []
let TableName = ''
let reading: Promise<void>
let documents: DynamoDBDocumentClient

const functions = async () => ({
  sweepMails: (await import('../../../functions/mail/sweep-mails.ts')).handler,
  onMailQueued: (await import('../../../functions/mail/on-mail-queued.ts')).handler,
  sendMail: (await import('../../../functions/mail/send-mail.ts')).handler,
})
const store = async () => ({
  ...(await import('../../../functions/accounts/stored-account.ts')),
  ...(await import('../../../functions/users/stored-users.ts')),
  ...(await import('../../../functions/users/write-user.ts')),
  ...(await import('../../../functions/table/writes.ts')),
  ...(await import('../../../functions/join-requests/join-requests.ts')),
  ...(await import('../../../functions/mail/overdue-mails.ts')),
})

beforeAll(async () => {
  const template = readTemplate(join(system.dataDir, 'cdk.out', 'Usher.template.json'), (id) => `${id}-swept`)
  const { name, streamArn } = await makeTable(template, system.dynamodbUrl)
  TableName = name
  deployHere(TableName)
  documents = (await import('../../../functions/table/table.ts')).documents
  await documents.send(
    new PutCommand({
      TableName,
      Item: {
        ...accountKey(accountId),
        type: 'account',
        accountId,
        name: 'Acme',
        defaultRoleIds: ['member'],
      },
    }),
  )
  const { onMailQueued } = await functions()
  const mapping = template
    .ofType('AWS::Lambda::EventSourceMapping', mappingProperties)
    .find(({ properties }) => properties.FunctionName.includes('OnMailQueued'))?.properties
  const client = new DynamoDBStreamsClient({ endpoint: system.dynamodbUrl, region, credentials })
  const invoke = async (event: unknown) => {
    const { Records } = JSON.parse(JSON.stringify(event))
    const carried = Records.filter(({ eventName }: { eventName: string }) => eventName !== 'INSERT')
    return { result: await onMailQueued({ Records: carried }) }
  }
  reading = new StreamReader({
    client,
    streamArn,
    lambda: { invoke },
    mapping: mappingProperties.parse(mapping),
    lost: undefined,
  }).run(ending.signal)
})
afterAll(async () => {
  ending.abort()
  await reading
})
beforeEach(() => {
  queued = []
  ses.reset()
  ses.on(SendRawEmailCommand).resolves({ MessageId: '1' })
  sqs.on(SendMessageBatchCommand).callsFake(({ Entries }: { Entries: { MessageBody: string }[] }) => {
    queued.push(...Entries.map(({ MessageBody }) => MessageBody))
    return { Failed: [] }
  })
  vi.spyOn(console, 'info').mockReturnValue()
})

const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000)
const days = 24 * 60

/** Somebody whose email was queued this many minutes ago, and lost. */
const lost = async (minutes: number) => {
  const [email, now] = [somebody(), minutesAgo(minutes)]
  const user = firstAdministrator({ accountId, email, name: 'Grace', now, nonce: 'first', by: 'bootstrap' })
  const { additionOf, tryWrite } = await store()
  expect(await tryWrite(additionOf(user))).toBe(true)
  return { user, email, key: userKey(accountId, user.userId) }
}
const itemAt = async (Key: Key) =>
  (await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item
const sweep = async (now = new Date()) => (await functions()).sweepMails({ time: now.toISOString() })

/** Sends what the queue gets for an item: waits for the message, then sends each of them. */
const deliver = async ({ sk }: Key) => {
  const messages = await eventually(() => {
    const found = queued.filter((body) => body.includes(sk))
    expect(found.length).toBeGreaterThanOrEqual(1)
    return found
  })
  const { sendMail } = await functions()
  const record = { messageId: sk, receiptHandle: '', messageAttributes: {}, md5OfBody: '', awsRegion: region }
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  }
  const from = { eventSource: 'aws:sqs', eventSourceARN: '' }
  await sendMail({ Records: messages.map((body) => ({ ...record, ...from, attributes, body })) })
  return messages.length
}
const sentTo = (email: string) => ses.commandCalls(SendRawEmailCommand, { Destinations: [email] }).length

test('an email that the stream and the queue have lost is sent once, after the next sweep', async () => {
  const { email, key } = await lost(16)
  await sweep()
  expect(await deliver(key)).toBe(1)
  expect(await itemAt(key)).toMatchObject({ mail: { state: 'sent' } })
  await sweep(minutesAgo(-3 * days))
  expect(await itemAt(key)).toMatchObject({ mail: { state: 'sent' } })
  expect(sentTo(email)).toBe(1)
})

test('so is the email of somebody who asked through the invite link', async () => {
  const [email, now] = [somebody(), minutesAgo(16)]
  const { findAccount, keepJoinRequest } = await store()
  const account = await findAccount(accountId)
  if (!account) throw new Error('The account of this test is gone')
  const request = joinRequestOf(account, { email }, 'first', now)
  await keepJoinRequest(request)
  await sweep()
  await deliver(joinRequestKey(accountId, request.userId))
  expect(sentTo(email)).toBe(1)
})

test('an email queued for less than 15 minutes is left alone', async () => {
  const { key } = await lost(14)
  const before = await itemAt(key)
  await sweep()
  expect(await itemAt(key)).toEqual(before)
  expect(before).toMatchObject({ mail: { state: 'queued' } })
})

test('20 sweeps at once queue an email again once', async () => {
  const { key, email } = await lost(16)
  const now = new Date()
  // On a busy machine one may get no connection in time; it has then done nothing, and the next does its work.
  await Promise.allSettled(Array.from({ length: 20 }, () => sweep(now)))
  await sweep(now)
  expect(await deliver(key)).toBe(1)
  expect(sentTo(email)).toBe(1)
})

test("the email of an invitation that has expired isn't sent any more", async () => {
  const { key, email } = await lost(8 * days)
  await sweep()
  await deliver(key)
  expect(await itemAt(key)).toMatchObject({ mail: { state: 'skipped' } })
  expect(sentTo(email)).toBe(0)
})

test("emails sent or resent since the sweeper read them aren't touched", async () => {
  const { findOverdueMails, queueAgain, findAccount, updateUser } = await store()
  const { user, key } = await lost(16)
  const overdue = (await findOverdueMails(new Date())).find(({ sk }) => sk === key.sk)
  expect(overdue).toBeDefined()
  const at = new Date().toISOString()
  const renewed = { ...user, nonce: 'second', mail: { state: 'queued', at } } as const
  const account = await findAccount(accountId)
  if (account) await updateUser({ account, user }, () => renewed)
  expect(await itemAt(key)).toMatchObject({ nonce: 'second' })
  const before = await itemAt(key)
  if (overdue) await queueAgain(overdue, new Date())
  expect(await itemAt(key)).toEqual(before)
  expect((await findOverdueMails(new Date())).map(({ sk }) => sk)).not.toContain(key.sk)
})

test('an email requeued in vain is retried at growing intervals, and given up after two and a half days', async () => {
  const { key } = await lost(15)
  for (const minutes of [15, 45, 105, 225, 465, 945, 1_905, 3_825]) {
    const before = await itemAt(key)
    expect(before).toMatchObject({ mail: { state: 'queued' } })
    await sweep(minutesAgo(16 - minutes))
    expect(await itemAt(key)).toEqual(before)
    await sweep(minutesAgo(15 - minutes))
    expect(await itemAt(key)).not.toEqual(before)
  }
  expect(await itemAt(key)).toMatchObject({ mail: { state: 'failed', detail: 'NeverSent' } })
  expect(await itemAt(key)).not.toHaveProperty('gsi3pk')
})
