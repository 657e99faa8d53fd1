import { expect, test } from 'vitest'
import { asksOf, callerOf } from '../../local/iam/asks.ts'

test.each([
  [
    'dynamodb',
    'DynamoDB_20120810.BatchGetItem',
    { RequestItems: { T: {} } },
    ['dynamodb:BatchGetItem table/T'],
  ],
  [
    'dynamodb',
    'DynamoDB_20120810.TransactGetItems',
    { TransactItems: [{ Get: { TableName: 'T' } }, { Get: { TableName: 'U' } }] },
    ['dynamodb:GetItem table/T', 'dynamodb:GetItem table/U'],
  ],
  [
    'dynamodb',
    'DynamoDB_20120810.TransactWriteItems',
    { TransactItems: [{ ConditionCheck: { TableName: 'T' } }, { Delete: { TableName: 'T' } }] },
    ['dynamodb:ConditionCheckItem table/T', 'dynamodb:DeleteItem table/T'],
  ],
  ['sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: 'http://here/Q' }, ['sqs:SendMessage Q']],
  [
    'events',
    'AWSEvents.PutEvents',
    {
      Entries: [
        {},
        { EventBusName: 'B' },
        { EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/C' },
      ],
    },
    ['default', 'B', 'C'].map((bus) => `events:PutEvents event-bus/${bus}`),
  ],
])('the %s call %s is checked as IAM would', (service, target, input, expected) => {
  const asked = asksOf(service, target, JSON.stringify(input))
  expect(
    asked.map(({ action, resource }) => `${action} ${resource.replace(/^arn:aws:\w+:us-east-1:0+:/, '')}`),
  ).toEqual(expected)
})

test.each([
  ['dynamodb', 'DynamoDB_20120810.ExecuteStatement', '{"Statement":"SELECT"}'],
  ['events', 'AWSEvents.PutEvents', '{"Entries":[]}'],
  ['s3', '', '{}'],
])('a call of %s that is not known (%s) is an error', (service, target, body) => {
  expect(() => asksOf(service, target, body)).toThrow()
})

test('the signature says who calls which service', () => {
  const scope = 'Credential=Function/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host'
  expect(callerOf(`AWS4-HMAC-SHA256 ${scope}`)).toEqual({ functionId: 'Function', service: 'sqs' })
  expect(callerOf('Bearer of.a.token')).toEqual({ functionId: 'nobody', service: 'nothing' })
})
