import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { redriveMailEvents } from '../../cli/redrive.ts'
import { rotated } from '../../cli/signing-key.ts'
import { outputsOf, secretOfClient } from '../../cli/stack-outputs.ts'
import { mocked } from '../support/clean-process.ts'

const stacks = mocked(CloudFormationClient)
const kind = (name: string) => ({ queueUrl: `https://sqs.example.com/${name}`, functionName: name })
const deadLetters = {
  mails: kind('mails'),
  auditEvents: kind('changes'),
  mailEvents: kind('events'),
}
const outputs = {
  PortalUrl: 'https://users.example.com',
  ApiUrl: 'https://api.example.com',
  Issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_pool',
  TokenKeySecretArn: 'arn:aws:secretsmanager:::secret:key',
  DeadLetters: JSON.stringify(deadLetters),
  TableName: 'table',
  OperatorClientId: 'client',
  OperatorTokenUrl: 'https://sign-in.example.com/oauth2/token',
}
const answers = (values: object) =>
  stacks.on(DescribeStacksCommand).resolves({
    Stacks: [
      {
        StackName: 'Usher',
        CreationTime: undefined,
        StackStatus: 'CREATE_COMPLETE',
        Outputs: Object.entries(values).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  })

test('in a stack of somebody else’s, the outputs are found under the path of the construct', async () => {
  const hosted = Object.entries(outputs).map(([name, value]) => [`BackendUsers${name}1A2B3C4D`, value])
  const own = { TableName: 'orders', OrdersApiUrl5E6F7A8B: 'https://orders.example', PortalUrl: 'x' }
  answers({ ...Object.fromEntries(hosted), ...own })
  expect(await outputsOf('Host')).toEqual({ ...outputs, DeadLetters: deadLetters })
})

test("a stack on AWS says where its API is, and its user pool gives the operators' client's secret", async () => {
  answers(outputs)
  const pools = mocked(CognitoIdentityProviderClient)
  pools
    .on(DescribeUserPoolClientCommand, { UserPoolId: 'eu-west-1_pool', ClientId: 'client' })
    .resolves({ UserPoolClient: { ClientSecret: 'secret' } })
  expect(await outputsOf('Usher')).toEqual({ ...outputs, DeadLetters: deadLetters })
  expect(await secretOfClient('Usher', 'client')).toBe('secret')
})

test("a stack that isn't Usher's, and one that AWS doesn't show, each give one clear line", async () => {
  answers({ BucketName: 'bucket' })
  await expect(outputsOf('Other')).rejects.toThrow('The stack Other is none of Usher')
  stacks
    .on(DescribeStacksCommand)
    .rejects(Object.assign(new Error('no credentials'), { name: 'CredentialsError' }))
  await expect(outputsOf('Usher')).rejects.toThrow(
    'The stack Usher could not be read: no credentials (CredentialsError)',
  )
})

test('an event that its function fails on again stays in its queue; one that succeeds leaves it', async () => {
  const letter = (event: object) => ({ Body: JSON.stringify(event), ReceiptHandle: JSON.stringify(event) })
  const [bad, good] = [letter({ requestPayload: { bad: true } }), letter({ good: true })]
  const queue = mocked(SQSClient)
  queue
    .on(ReceiveMessageCommand)
    .resolvesOnce({ Messages: [bad, good] })
    .resolves({ Messages: [] })
  const functions = mocked(LambdaClient)
  functions
    .on(InvokeCommand, { FunctionName: 'events', Payload: '{"bad":true}' })
    .resolves({ FunctionError: 'Unhandled' })
    .on(InvokeCommand, { FunctionName: 'events', Payload: '{"good":true}' })
    .resolves({})
  const aws = {
    client: { region: 'eu-west-1' },
    dynamodb: {},
    tableName: '',
    tokenKeySecret: '',
    deadLetters,
  }
  expect(await redriveMailEvents(aws)).toEqual({ done: 1, left: 1 })
  expect(queue.commandCalls(DeleteMessageCommand).map(({ args }) => args[0].input)).toEqual([
    { QueueUrl: 'https://sqs.example.com/events', ReceiptHandle: good.ReceiptHandle },
  ])
})

const now = new Date('2026-11-25T12:00:00Z')

test('a key can be rotated again only once nothing signed by the oldest key can still be valid', () => {
  const value = { currentId: '7', current: 'seventh', rotatedAt: '2026-10-26T12:00:00Z' }
  expect(rotated(value, now, 'eighth', false)).toEqual({
    currentId: '8',
    current: 'eighth',
    previousId: '7',
    previous: 'seventh',
    rotatedAt: '2026-11-25T12:00:00.000Z',
  })
  const recent = { ...value, rotatedAt: '2026-10-26T12:00:01Z' }
  expect(() => rotated(recent, now, 'eighth', false)).toThrow('The key was changed 29 days ago')
  expect(rotated(recent, now, 'eighth', true).currentId).toBe('8')
})
