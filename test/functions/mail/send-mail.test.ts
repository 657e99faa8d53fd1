import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { SQSRecord } from 'aws-lambda'
import { beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { accountKey, userKey } from '../../../functions/table/keys.ts'
import { credentials, region } from '../../../local/services/dynamodb.ts'
import { mocked } from '../../support/clean-process.ts'
import { deployHere } from '../../support/in-process.ts'

// SES can't be made to refuse here, so it's a mock. The table is the engine's, without a stream that also sends.
const ses = mocked(SESClient)
const TableName = `mails-${process.pid}`
const accountId = 'acc_mailtest'
let handler: typeof import('../../../functions/mail/send-mail.ts').handler
let documents: DynamoDBDocumentClient

beforeAll(async () => {
  const client = new DynamoDBClient({ endpoint: inject('system').dynamodbUrl, region, credentials })
  documents = DynamoDBDocumentClient.from(client)
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  )
  await put({
    ...accountKey(accountId),
    type: 'account',
    accountId,
    name: 'Acme',
    defaultRoleIds: ['member'],
  })
  deployHere(TableName)
  handler = (await import('../../../functions/mail/send-mail.ts')).handler
})
beforeEach(() => {
  ses.reset()
  ses.on(SendRawEmailCommand).resolves({ MessageId: '1' })
})

const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName, Item }))
const mailOf = async (userId: string) =>
  (await documents.send(new GetCommand({ TableName, Key: userKey(accountId, userId) }))).Item?.mail

let count = 0
/** A user with a queued email, as an invitation leaves them. */
const queued = async () => {
  const userId = `usr_${++count}`
  const now = new Date().toISOString()
  const person = {
    userId,
    email: `${userId}@example.com`,
    name: 'Grace',
    roleIds: ['member'],
    status: 'invited',
  }
  const times = { invitedAt: now, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), updatedAt: now }
  const rest = {
    source: 'manual',
    nonce: 'first',
    mail: { state: 'queued', at: now },
    updatedBy: 'bootstrap',
  }
  await put({ ...userKey(accountId, userId), type: 'user', accountId, ...person, ...times, ...rest })
  return { userId, email: person.email }
}

const record = (userId: string, { nonce = 'first', receives = 1 } = {}): SQSRecord => ({
  messageId: userId,
  receiptHandle: '',
  body: JSON.stringify({ ...userKey(accountId, userId), nonce }),
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: region,
})
const sent = () => ses.commandCalls(SendRawEmailCommand).map(({ args }) => args[0].input)
const refuse = (email: string) =>
  ses
    .on(SendRawEmailCommand, { Destinations: [email] })
    .rejects(Object.assign(new Error(`${email} is suppressed`), { name: 'MessageRejected' }))

test('a batch delivered twice sends each email once', async () => {
  const [one, two] = [await queued(), await queued()]
  const batch = { Records: [record(one.userId), record(two.userId)] }
  expect(await handler(batch)).toEqual({ batchItemFailures: [] })
  expect(await handler(batch)).toEqual({ batchItemFailures: [] })
  expect(sent()).toHaveLength(2)
  expect(await mailOf(one.userId)).toMatchObject({ state: 'sent' })
})

/** The next attempts at calls with that name about a user get no answer. */
const breaking = async (broken: string, count: number): Promise<void> => {
  const { putAround } = await import('../../../functions/table/table.ts')
  let left = count
  putAround('attempt', ({ name, input }, go) => {
    if (name !== broken || !JSON.stringify(input).includes('USER#') || left === 0) return go()
    left -= 1
    throw Object.assign(new Error('no answer'), { name: 'TimeoutError' })
  })
}

test("an email that SES accepted but the table didn't record is only marked the next time, and is sent once", async () => {
  const { userId } = await queued()
  vi.spyOn(console, 'error').mockReturnValue()
  await breaking('UpdateItem', 4)
  expect(await handler({ Records: [record(userId)] })).toEqual({
    batchItemFailures: [{ itemIdentifier: userId }],
  })
  expect(await mailOf(userId)).toMatchObject({ state: 'queued' })
  expect(await handler({ Records: [record(userId)] })).toEqual({ batchItemFailures: [] })
  expect(await mailOf(userId)).toMatchObject({ state: 'sent' })
  expect(sent()).toHaveLength(1)
})

test("if SES accepts an email but doesn't answer, it's sent again", async () => {
  const { userId } = await queued()
  vi.spyOn(console, 'error').mockReturnValue()
  ses
    .on(SendRawEmailCommand)
    .rejectsOnce(Object.assign(new Error('no answer'), { name: 'TimeoutError' }))
    .resolves({ MessageId: '1' })
  expect(await handler({ Records: [record(userId)] })).toEqual({
    batchItemFailures: [{ itemIdentifier: userId }],
  })
  expect(await handler({ Records: [record(userId)] })).toEqual({ batchItemFailures: [] })
  expect(sent()).toHaveLength(2)
  expect(await mailOf(userId)).toMatchObject({ state: 'sent' })
})

test('an email comes from the one sender, through the configuration set, and its tags name the user', async () => {
  const { userId, email } = await queued()
  await handler({ Records: [record(userId)] })
  expect(sent()).toMatchObject([
    {
      Source: 'no-reply@usher.test',
      Destinations: [email],
      ConfigurationSetName: 'mails',
      Tags: [
        { Name: 'accountId', Value: accountId },
        { Name: 'userId', Value: userId },
        { Name: 'kind', Value: 'user' },
        { Name: 'nonce', Value: 'first' },
      ],
    },
  ])
})

test("an address that SES refuses doesn't hold up the others", async () => {
  const [bad, good] = [await queued(), await queued()]
  refuse(bad.email)
  const errors = vi.spyOn(console, 'error').mockReturnValue()
  expect(await handler({ Records: [record(bad.userId), record(good.userId)] })).toEqual({
    batchItemFailures: [{ itemIdentifier: bad.userId }],
  })
  expect(await mailOf(good.userId)).toMatchObject({ state: 'sent' })
  expect(await mailOf(bad.userId)).toMatchObject({ state: 'queued' })
  expect(JSON.stringify(errors.mock.calls)).not.toContain('@')
})

test('an email that fails on its last attempt is marked failed, with the kind of error and no address', async () => {
  const { userId, email } = await queued()
  refuse(email)
  vi.spyOn(console, 'error').mockReturnValue()
  expect(await handler({ Records: [record(userId, { receives: 5 })] })).toEqual({
    batchItemFailures: [{ itemIdentifier: userId }],
  })
  expect(await mailOf(userId)).toEqual({ state: 'failed', at: expect.any(String), detail: 'MessageRejected' })
})

test('an email that SES throttles is never lost: it stays queued, whichever attempt it was', async () => {
  const { userId, email } = await queued()
  ses
    .on(SendRawEmailCommand, { Destinations: [email] })
    .rejects(Object.assign(new Error('Maximum sending rate exceeded.'), { name: 'Throttling' }))
  vi.spyOn(console, 'error').mockReturnValue()
  for (const receives of [1, 5])
    expect(await handler({ Records: [record(userId, { receives })] })).toEqual({
      batchItemFailures: [{ itemIdentifier: userId }],
    })
  expect(await mailOf(userId)).toMatchObject({ state: 'queued' })
})

test('the emails of a batch are sent one after the other', async () => {
  const users = await Promise.all(Array.from({ length: 10 }, queued))
  let [underway, most] = [0, 0]
  ses.on(SendRawEmailCommand).callsFake(async () => {
    most = Math.max(most, ++underway)
    await new Promise((resume) => setImmediate(resume))
    underway -= 1
    return { MessageId: '1' }
  })
  await handler({ Records: users.map(({ userId }) => record(userId)) })
  expect(sent()).toHaveLength(10)
  expect(most).toBe(1)
})

test("a message that can't be read fails by itself, and the emails beside it are sent", async () => {
  const [one, two] = [await queued(), await queued()]
  vi.spyOn(console, 'error').mockReturnValue()
  const poison = { ...record('usr_poison'), messageId: 'poison', body: 'nonsense' }
  expect(await handler({ Records: [record(one.userId), poison, record(two.userId)] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'poison' }],
  })
  expect(sent()).toHaveLength(2)
})

test("an email that's superseded, or whose user is gone, isn't sent", async () => {
  const { userId } = await queued()
  await handler({ Records: [record(userId, { nonce: 'older' }), record('usr_gone')] })
  expect(sent()).toEqual([])
})

test('if an instance dies between email and mark, another sends the email again: twice is better than never', async () => {
  const { userId } = await queued()
  vi.spyOn(console, 'error').mockReturnValue()
  const instance = async () => {
    vi.resetModules()
    return (await import('../../../functions/mail/send-mail.ts')).handler
  }
  const dying = await instance()
  await breaking('UpdateItem', 4)
  await dying({ Records: [record(userId)] })
  const another = await instance()
  expect(await another({ Records: [record(userId)] })).toEqual({ batchItemFailures: [] })
  expect(sent()).toHaveLength(2)
  expect(await mailOf(userId)).toMatchObject({ state: 'sent' })
})
