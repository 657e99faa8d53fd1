import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DynamoDBRecord } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, expect, inject, test } from 'vitest'
import { userKey } from '../../../functions/table/keys.ts'
import { deployHere } from '../../support/in-process.ts'

// The queue of this machine tells nobody what came to it, so it is a mock.
const queue = mockClient(SQSClient)
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

/** How many messages a change comes to. */
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
])('%s comes to as many messages as it has mails to send', async (_, before, after, messages) => {
  expect(await messagesOf(before, after)).toBe(messages)
})
