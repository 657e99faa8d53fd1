import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gatewayEvent, routeOf } from '../../local/gateway/gateway-event.ts'
import { throttle } from '../../local/gateway/throttle.ts'
import { StreamReader } from '../../local/lambda/stream-reader.ts'
import { silentLog } from '../../local/log.ts'
import { matches } from '../../local/services/event-pattern.ts'
import { mailsTo, startMailbox } from '../../local/services/mailbox.ts'
import { Queue } from '../../local/services/queues.ts'
import { startRules } from '../../local/services/rules.ts'
import { freePort } from '../../local/settings.ts'
import { Template } from '../../local/template/template.ts'

test("an event has API Gateway's format: lower-case headers, decoded parameters, joined query values", () => {
  const event = gatewayEvent(
    {
      method: 'GET',
      url: '/v1/accounts/a%20b/users/u1?x=1&x=2&y=%C3%A9',
      headers: { 'content-type': 'text/plain', cookie: 'a=1; b=2', 'user-agent': 'test' },
      body: Buffer.from('hello'),
      sourceIp: '127.0.0.1',
      httpVersion: '1.1',
      requestId: 'r1',
    },
    routeOf('GET /v1/accounts/{accountId}/users/{userId}'),
    { email: 'ann@example.com', email_verified: 'true' },
    new Date(0),
  )
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'GET /v1/accounts/{accountId}/users/{userId}',
    pathParameters: { accountId: 'a b', userId: 'u1' },
    queryStringParameters: { x: '1,2', y: 'é' },
    cookies: ['a=1', 'b=2'],
    body: 'hello',
    isBase64Encoded: false,
    requestContext: {
      requestId: 'r1',
      timeEpoch: 0,
      authorizer: { jwt: { claims: { email_verified: 'true' } } },
    },
  })
  expect(event.headers).not.toHaveProperty('cookie')
})

test.each([
  [{ a: ['x', 'y'] }, { a: 'y' }, true],
  [{ a: ['x'] }, { a: 'z' }, false],
  [{ a: { b: ['x'] } }, { a: { b: 'x' }, c: 1 }, true],
  [{ a: { b: ['x'] } }, {}, false],
  [{ a: [{ prefix: 'USER#' }] }, { a: 'USER#1' }, true],
  [{ a: [{ exists: false }] }, {}, true],
  [{ a: [{ 'anything-but': ['x'] }] }, { a: 'y' }, true],
  [{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
])('the filter %j on %j gives %s', (pattern, event, expected) => {
  expect(matches(pattern, event)).toBe(expected)
})

test('references in a template resolve to their values on this machine', () => {
  const template = new Template({ Table: { Type: 'T' } }, '', (id, type, attribute) =>
    [id, type, attribute ?? 'ref'].join('/'),
  )
  expect(
    template.resolve({
      ref: { Ref: 'Table' },
      arn: { 'Fn::GetAtt': ['Table', 'Arn'] },
      joined: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] },
      sub: { 'Fn::Sub': ['x-$', '{AWS::AccountId}'].join('') },
      picked: { 'Fn::Select': [1, { 'Fn::Split': ['.', 'a.b.c'] }] },
    }),
  ).toEqual({
    ref: 'Table/T/ref',
    arn: 'Table/T/Arn',
    joined: 'a-us-east-1',
    sub: 'x-000000000000',
    picked: 'b',
  })
  expect(() => template.resolve({ Ref: 'Nothing' })).toThrow('refers to Nothing')
  expect(() => template.resolve({ 'Fn::Base64': '' })).toThrow('Fn::Base64')
})

test("a message that isn't deleted comes again after its timeout, and becomes a dead letter after its last", () => {
  const dead = new Queue({ VisibilityTimeout: 30 }, () => undefined)
  const queue = new Queue(
    { VisibilityTimeout: 10, RedrivePolicy: { deadLetterTargetArn: '', maxReceiveCount: 2 } },
    () => dead,
  )
  queue.send('hello')
  expect(queue.receive(10, 0)).toMatchObject([{ body: 'hello', receives: 1 }])
  expect(queue.receive(10, 9_999)).toEqual([])
  expect(queue.receive(10, 10_000)).toMatchObject([{ receives: 2 }])
  expect(queue.receive(10, 20_000)).toEqual([])
  expect([queue.size, dead.size]).toEqual([0, 1])
})

const record = (SequenceNumber: string) => ({
  eventID: SequenceNumber,
  eventName: 'INSERT' as const,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: '',
  eventSourceARN: '',
  dynamodb: { SequenceNumber, ApproximateCreationDateTime: 0 },
})
const reading = {
  client: JSON.parse('{}'),
  streamArn: '',
  mapping: {
    EventSourceArn: '',
    FunctionName: 'OnChange',
    ParallelizationFactor: 1,
    BatchSize: 10,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 4,
    MaximumRecordAgeInSeconds: Number.POSITIVE_INFINITY,
  },
}
const from = { shardId: 'shard', ending: new AbortController().signal }

test('a batch with a poison record is bisected until only that record is lost', async () => {
  const lost = new Queue({ VisibilityTimeout: 30 }, () => undefined)
  const seen = new Set<string>()
  const reader = new StreamReader({
    ...reading,
    lost,
    lambda: {
      async invoke(event) {
        const names: string[] = JSON.parse(JSON.stringify(event)).Records.map(
          (one: { eventID: string }) => one.eventID,
        )
        if (names.includes('poison')) return { failed: 'Error' }
        for (const name of names) seen.add(name)
        return { result: undefined }
      },
    },
  })
  await reader.deliver(['a', 'b', 'poison', 'c'].map(record), from)
  expect([...seen].toSorted()).toEqual(['a', 'b', 'c'])
  const place = { shardId: 'shard', startSequenceNumber: 'poison', endSequenceNumber: 'poison' }
  expect(lost.receive(10, 0).map(({ body }) => JSON.parse(body))).toMatchObject([
    { DDBStreamBatchInfo: { ...place, batchSize: 1 } },
  ])
})

test.each([
  ['an overloaded machine is blamed for each', 5, 2, 2],
  ['a machine with room is not', 1, 2, 0],
  ['nor is it for the last, after which the batch is given up', 5, 9, 4],
])('the stream’s reader logs its retries: %s', async (_, stretch, failures, lines) => {
  const write = vi.fn()
  let calls = 0
  const reader = new StreamReader({
    ...reading,
    lost: undefined,
    log: { ...silentLog, write },
    lambda: {
      async invoke() {
        calls += 1
        return { stretch, ...(calls <= failures ? { failed: 'Error' } : { result: undefined }) }
      },
    },
  })
  await reader.deliver([record('a')], from)
  expect(write.mock.calls).toEqual(
    Array.from({ length: lines }, () => ['Machine', JSON.stringify({ retriedBy: 'OnChange', stretch })]),
  )
})

test('a throttle lets a burst pass, and then its rate per second', () => {
  const passes = throttle(() => ({ ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1 }))
  expect([0, 0, 0].map((now) => passes('GET /', now))).toEqual([true, true, false])
  expect([1_000, 1_000].map((now) => passes('GET /', now))).toEqual([true, false])
  expect(passes('GET /other', 1_000)).toBe(true)
})

const rule = (properties: object) => ({ Type: 'AWS::Events::Rule', Properties: properties })
const calling = (id: string) => ({ Targets: [{ Arn: `arn:aws:local:::${id}` }] })

test('an event on a bus is logged, and calls the functions of matching rules, on that bus only', () => {
  const bus = { Type: 'AWS::Events::EventBus' }
  const pattern = { EventPattern: { source: ['usher'], detail: { action: [{ prefix: 'user.' }] } } }
  const template = new Template(
    {
      ...{ Bus: bus, Other: bus },
      Heard: rule({ EventBusName: 'Bus', ...pattern, ...calling('Heard') }),
      Elsewhere: rule({ EventBusName: 'Other', ...pattern, ...calling('Elsewhere') }),
      Default: rule({ ...pattern, ...calling('Default') }),
    },
    '',
    (id) => id,
  )
  const called: unknown[] = []
  const functions = new Map(
    ['Heard', 'Elsewhere', 'Default'].map((id) => [
      id,
      { invoke: async (event: unknown) => ({ result: called.push([id, event]) }) },
    ]),
  )
  const lines: string[] = []
  const log = { write: (name: string, text: string) => lines.push(`${name} ${text}`) }
  const { put } = startRules(template, { functions, log })
  const entry = { EventBusName: 'Bus', Source: 'usher', DetailType: 'any', Time: 0 }
  const id = put({ ...entry, Detail: '{"action":"user.joined"}' })
  put({ ...entry, Detail: '{"action":"role.created"}' })
  expect(called).toEqual([
    [
      'Heard',
      expect.objectContaining({ id, time: '1970-01-01T00:00:00Z', detail: { action: 'user.joined' } }),
    ],
  ])
  expect(lines).toEqual([
    expect.stringMatching(/^Bus .*user\.joined/),
    expect.stringMatching(/^Bus .*role\.created/),
  ])
  expect(() => put({ ...entry, EventBusName: 'Third', Detail: '{}' })).toThrow('no event bus Third')
})

test('a schedule calls its function each time', () => {
  vi.useFakeTimers()
  const template = new Template(
    { Clock: rule({ ScheduleExpression: 'rate(15 minutes)', ...calling('Sweep') }) },
    '',
    (id) => id,
  )
  const times: unknown[] = []
  const invoke = async (event: unknown) => ({ result: times.push(event) })
  const { stop } = startRules(template, { functions: new Map([['Sweep', { invoke }]]), log: { write() {} } })
  vi.advanceTimersByTime(31 * 60_000)
  stop()
  vi.advanceTimersByTime(31 * 60_000)
  vi.useRealTimers()
  expect(times).toMatchObject([{ source: 'aws.events' }, { 'detail-type': 'Scheduled Event' }])
})

test('the mailbox answers for one address, and for any other request as before', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'usher-mailbox-')), 'mails')
  const mailTo = (address: string) => ({
    ...{ messageId: address, from: 'usher@acme.test', subject: 'Hello', at: 0, attachments: [] },
    ...{ replyTo: [], destination: { to: [address], cc: [], bcc: [] }, body: { text: address } },
  })
  const addresses = ['ada+1@acme.test', 'bob@acme.test']
  writeFileSync(file, addresses.map((address) => `${JSON.stringify(mailTo(address))}\n`).join(''))
  const port = await freePort()
  await using _ = await startMailbox(port, file)
  const url = `http://127.0.0.1:${port}`
  expect((await mailsTo(url, 'ada+1@acme.test')).map(({ messageId }) => messageId)).toEqual([
    'ada+1@acme.test',
  ])
  expect(await mailsTo(url, 'nobody@acme.test')).toEqual([])
  expect(await (await fetch(`${url}/store`)).json()).toMatchObject({ emails: [{}, {}] })
  expect((await fetch(`${url}//?to=bob@acme.test`)).status).toBe(200)
})
