import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord } from 'aws-lambda'
import { beforeEach, expect, inject, test, vi } from 'vitest'
import { joinRequestKey, type Key, userKey } from '../../../functions/table/keys.ts'
import { mocked } from '../../support/clean-process.ts'
import { deployHere } from '../../support/in-process.ts'

// The local queue doesn't reveal what it received, so it's a mock.
const queue = mocked(SQSClient)
beforeEach(() => {
  queue.reset()
  queue.on(SendMessageBatchCommand).resolves({ Failed: [] })
})

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>
const image = ({ nonce = 'n', state = 'queued', due = '2026-01-01' } = {}): Image => ({
  nonce: { S: nonce },
  mail: { M: { state: { S: state } } },
  gsi3sk: { S: due },
})
const { pk, sk } = userKey('acc_1', 'usr_1')

/** How many messages a change results in. */
const messagesOf = async (before: Image | undefined, after: Image): Promise<number> => {
  deployHere(inject('system').tableName)
  const { handler } = await import('../../../functions/mail/on-mail-queued.ts')
  const Keys = { pk: { S: pk }, sk: { S: sk } }
  const dynamodb = { Keys, NewImage: after, ...(before && { OldImage: before }), SequenceNumber: '1' }
  expect(await handler({ Records: [{ dynamodb }] })).toEqual({ batchItemFailures: [] })
  return queue.commandCalls(SendMessageBatchCommand).flatMap(({ args }) => args[0].input.Entries).length
}

test.each([
  ['a new user', undefined, image(), 1],
  ['an invitation that is sent again', image({ nonce: 'older', state: 'sent' }), image(), 1],
  ['one sent again before the first mail went out', image({ nonce: 'older' }), image(), 1],
  ['what the sweeper touches', image(), image({ due: '2026-01-02' }), 1],
  ['a name that changes while the mail waits', image(), image(), 0],
])('%s results in as many messages as it has emails to send', async (_, before, after, messages) => {
  expect(await messagesOf(before, after)).toBe(messages)
})

const handle = async (records: readonly DynamoDBRecord[]) => {
  deployHere(inject('system').tableName)
  const { handler } = await import('../../../functions/mail/on-mail-queued.ts')
  return handler({ Records: [...records] })
}
const queuedAt = (Keys: Key, SequenceNumber: string, NewImage = image()): DynamoDBRecord => ({
  eventSourceARN: 'arn:stream',
  dynamodb: { Keys: { pk: { S: Keys.pk }, sk: { S: Keys.sk } }, NewImage, SequenceNumber },
})

test('an account is one message group, whichever way its emails come', async () => {
  await handle([
    queuedAt(userKey('acc_1', 'usr_1'), '1'),
    queuedAt(joinRequestKey('acc_1', 'usr_2'), '2'),
    queuedAt(userKey('acc_2', 'usr_3'), '3'),
  ])
  const entries = queue.commandCalls(SendMessageBatchCommand).flatMap(({ args }) => args[0].input.Entries)
  expect(entries.map((entry) => entry?.MessageGroupId)).toEqual(['acc_1', 'acc_1', 'acc_2'])
})

test('an unreadable record is put aside at once and by itself, and the emails beside it are sent', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  queue.on(SendMessageCommand).resolves({})
  const poison = queuedAt(userKey('acc_1', 'usr_2'), '2', { mail: { M: { state: { S: 'queued' } } } })
  const batch = [queuedAt(userKey('acc_1', 'usr_1'), '1'), poison, queuedAt(userKey('acc_1', 'usr_3'), '3')]
  expect(await handle(batch)).toEqual({ batchItemFailures: [] })
  expect(queue.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries).toHaveLength(2)
  expect(queue.commandCalls(SendMessageCommand)[0]?.args[0].input.MessageBody).toContain(
    '"startSequenceNumber":"2"',
  )
  queue.on(SendMessageCommand).rejects(new Error('no answer'))
  expect(await handle(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] })
})

test("emails that the queue doesn't accept are retried, and no others", async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  queue.on(SendMessageBatchCommand).resolvesOnce({ Failed: [] }).rejects(new Error('no answer'))
  const batch = Array.from({ length: 12 }, (_, index) =>
    queuedAt(userKey('acc_1', `usr_${index}`), String(index)),
  )
  expect(await handle(batch)).toEqual({
    batchItemFailures: [{ itemIdentifier: '10' }, { itemIdentifier: '11' }],
  })
})
