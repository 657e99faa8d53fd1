import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord } from 'aws-lambda'
import { beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { roleKey, userKey } from '../../../functions/table/keys.ts'
import { get } from '../../support/api.ts'
import { mocked } from '../../support/clean-process.ts'
import { deployHere } from '../../support/in-process.ts'
import { account, type Scene } from '../../support/scene.ts'

// The local bus accepts everything, so one that refuses is a mock. The table is the engine's.
const bus = mocked(EventBridgeClient)
let handler: typeof import('../../../functions/trail/on-change.ts').handler
let scene: Scene

beforeAll(async () => {
  deployHere(inject('system').tableName)
  handler = (await import('../../../functions/trail/on-change.ts')).handler
})
beforeEach(async () => {
  bus.reset()
  bus.on(PutEventsCommand).callsFake(takesAll)
  scene = await account()
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockReturnValue()
})

const takesAll = ({ Entries }: { Entries: object[] }) => ({
  Entries: Entries.map(() => ({ EventId: 'taken' })),
})

/** The stream's records for this many new roles. */
const records = (count: number): DynamoDBRecord[] =>
  Array.from({ length: count }, (_, index) => {
    const { pk, sk } = roleKey(scene.accountId, `role_${index}`)
    const text = {
      pk,
      sk,
      type: 'role',
      roleId: `role_${index}`,
      name: 'Reader',
      updatedAt: '2026-01-02T03:04:05.000Z',
    }
    return {
      dynamodb: {
        SequenceNumber: String(index + 1),
        Keys: { pk: { S: pk }, sk: { S: sk } },
        NewImage: Object.fromEntries(Object.entries(text).map(([name, value]) => [name, { S: value }])),
      },
    }
  })
const published = () =>
  bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.map((one) => one.Detail ?? ''))
const kept = async (): Promise<string[]> =>
  (await get(`${scene.path}/audit-events?limit=100`, scene.admin)).body.items
    .map(({ subject }: { subject: { id: string } }) => subject.id)
    .filter((id: string) => id.startsWith('role_'))

test('events are published ten at a time, to the one bus', async () => {
  expect(await handler({ Records: records(23) })).toEqual({ batchItemFailures: [] })
  expect(published().map((details) => details?.length)).toEqual([10, 10, 3])
  expect(bus.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries?.[0]).toMatchObject({
    EventBusName: 'changes',
    Source: 'usher',
    DetailType: 'role.created',
    Time: new Date('2026-01-02T03:04:05.000Z'),
  })
})

test('if the bus refuses one event of a batch, exactly that one is retried, as the same event', async () => {
  bus
    .on(PutEventsCommand)
    .resolvesOnce({ Entries: [{ EventId: 'a' }, { ErrorCode: 'ThrottlingException' }, { EventId: 'c' }] })
    .callsFake(takesAll)
  const batch = records(3)
  expect(await handler({ Records: batch })).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] })
  expect(await handler({ Records: batch.slice(1, 2) })).toEqual({ batchItemFailures: [] })
  const [first, second] = published()
  expect(second).toEqual([first?.[1]])
  expect((await kept()).toSorted()).toEqual(['role_0', 'role_1', 'role_2'])
})

test("a bus that doesn't answer loses nothing: all events are retried, and the trail already has them", async () => {
  bus.on(PutEventsCommand).rejects(new Error('no answer'))
  expect(await handler({ Records: records(2) })).toEqual({
    batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }],
  })
  expect(await kept()).toHaveLength(2)
})

test("an unreadable record is put aside at once and by itself, and doesn't block the others", async () => {
  const queue = mocked(SQSClient)
  queue.on(SendMessageCommand).resolves({})
  const [one, two] = records(2)
  // A number that JavaScript has no type for. Our code never writes one, but other code might.
  const image = { ...one?.dynamodb?.NewImage, large: { N: '123456789012345678901.5' } }
  const poison = {
    eventSourceARN: 'arn:stream',
    dynamodb: { ...one?.dynamodb, SequenceNumber: '77', NewImage: image },
  }
  const batch = [one, poison, two].flatMap((record) => record ?? [])
  expect(await handler({ Records: batch })).toEqual({ batchItemFailures: [] })
  expect((await kept()).toSorted()).toEqual(['role_0', 'role_1'])
  const letters = queue.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)
  expect(letters.map(({ QueueUrl }) => QueueUrl)).toEqual(['https://queue.test/lost'])
  expect(JSON.parse(letters[0]?.MessageBody ?? '')).toEqual({
    DDBStreamBatchInfo: {
      streamArn: 'arn:stream',
      startSequenceNumber: '77',
      endSequenceNumber: '77',
      batchSize: 1,
    },
  })
  // When redriven, it stays where it is; if the queue doesn't accept it, it's retried.
  expect(await handler({ Records: [poison], redriven: true })).toEqual({
    batchItemFailures: [{ itemIdentifier: '77' }],
  })
  queue.on(SendMessageCommand).rejects(new Error('no answer'))
  expect(await handler({ Records: [poison] })).toEqual({ batchItemFailures: [{ itemIdentifier: '77' }] })
})

/** The stream's records for this many invited users, one of whom joined. */
const userRecords = (count: number): DynamoDBRecord[] => {
  const image = (index: number, status: string) => ({
    ...texts({
      type: 'user',
      userId: `usr_${index}`,
      status,
      updatedAt: '2026-01-02T03:04:05.000Z',
      updatedBy: 'operator',
    }),
    seat: { BOOL: status === 'active' },
  })
  const recordOf = (index: number, images: object, sequence: string): DynamoDBRecord => ({
    dynamodb: { SequenceNumber: sequence, Keys: texts(userKey(scene.accountId, `usr_${index}`)), ...images },
  })
  return [
    ...Array.from({ length: count }, (_, index) =>
      recordOf(index, { NewImage: image(index, 'invited') }, `1${index}`),
    ),
    recordOf(0, { OldImage: image(0, 'invited'), NewImage: image(0, 'active') }, '2'),
  ]
}
const texts = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]))
const counts = async () => (await get(scene.path, scene.admin)).body.users

test('users are counted by status once, however often and in whatever parts their records come', async () => {
  const batch = userRecords(120)
  expect(await handler({ Records: batch })).toEqual({ batchItemFailures: [] })
  const all = { active: 1, suspended: 0, invited: 119 }
  expect(await counts()).toEqual(all)
  for (const Records of [batch, batch.slice(50), batch.slice(-1)])
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] })
  expect(await counts()).toEqual(all)
})

test('20 at once who get the same records count them once', async () => {
  const batch = userRecords(10)
  const answers = await Promise.all(Array.from({ length: 20 }, () => handler({ Records: batch })))
  expect(answers.every(({ batchItemFailures }) => batchItemFailures.length === 0)).toBe(true)
  expect(await counts()).toEqual({ active: 1, suspended: 0, invited: 9 })
})

test("changes that the trail doesn't record aren't events", async () => {
  const [record] = records(1)
  expect(
    await handler({
      Records: [{ dynamodb: { ...record?.dynamodb, OldImage: record?.dynamodb?.NewImage ?? {} } }],
    }),
  ).toEqual({ batchItemFailures: [] })
  expect(published()).toEqual([])
})

test('records that come late, twice and in any order give the same trail, in the order of their times', async () => {
  const inOrder = records(5).map((record, index) => {
    const updatedAt = { S: `2026-01-02T03:04:0${index}.000Z` }
    return { dynamodb: { ...record.dynamodb, NewImage: { ...record.dynamodb?.NewImage, updatedAt } } }
  })
  const [first, second, third, fourth, fifth] = inOrder
  for (const record of [fourth, first, fifth, first, third, second, fourth])
    expect(await handler({ Records: record ? [record] : [] })).toEqual({ batchItemFailures: [] })
  expect(await kept()).toEqual(['role_4', 'role_3', 'role_2', 'role_1', 'role_0'])
})
