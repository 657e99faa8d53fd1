import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Permissions } from '../../local/iam/permissions.ts'
import { requireForLambda } from '../../local/lambda/lambda-service.ts'
import { localValue } from '../../local/template/arns.ts'
import { Template } from '../../local/template/template.ts'

type Statement = {
  readonly Effect?: string
  readonly Action: string | readonly string[]
  readonly Resource: unknown
  readonly [more: string]: unknown
}
type Parts = {
  readonly own?: readonly Statement[]
  readonly attached?: readonly Statement[]
  readonly role?: object
}

const documentOf = (statements: readonly Statement[]) => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
})

/** A stack of one function that reads a stream, with these statements in its role and in an attached policy. */
const stack = ({ own = [], attached = [], role = {} }: Parts) => {
  const template = new Template(
    {
      Table: { Type: 'AWS::DynamoDB::GlobalTable' },
      Lost: { Type: 'AWS::SQS::Queue' },
      Log: { Type: 'AWS::Logs::LogGroup' },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          LoggingConfig: { LogGroup: { Ref: 'Log' } },
        },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {},
          Policies: [{ PolicyName: 'own', PolicyDocument: documentOf(own) }],
          ...role,
        },
      },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: documentOf(attached) },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
          FunctionName: { Ref: 'Function' },
          BatchSize: 1,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Lost', 'Arn'] } } },
        },
      },
    },
    '',
    localValue('http://gate'),
  )
  const file = join(mkdtempSync(join(tmpdir(), 'usher-permissions-')), 'permissions.json')
  return { template, file, permissions: new Permissions(template, ['Function'], file) }
}

const Table = { 'Fn::GetAtt': ['Table', 'Arn'] }
const everything = { Action: '*', Resource: '*' }
const ask = (action: string, resource: string, conditions = {}) => ({ action, resource, conditions })
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Table'
const allows = (parts: Parts, ...asked: Parameters<typeof ask>) =>
  stack(parts).permissions.refused('Function', [ask(...asked)]) === undefined

test.each<[string, Parts, string, string, boolean]>([
  ['nothing', {}, 'dynamodb:Query', table, false],
  ['the action', { own: [{ Action: 'dynamodb:Query', Resource: Table }] }, 'dynamodb:Query', table, true],
  ['another action', { own: [{ Action: 'dynamodb:Scan', Resource: Table }] }, 'dynamodb:Query', table, false],
  [
    'an attached policy',
    { attached: [{ Action: ['dynamodb:Query'], Resource: [Table] }] },
    'dynamodb:Query',
    table,
    true,
  ],
  [
    'the table, for its index',
    { own: [{ Action: '*', Resource: Table }] },
    'dynamodb:Query',
    `${table}/index/gsi1`,
    false,
  ],
  [
    'wildcards',
    { own: [{ Action: 'dynamodb:Get*', Resource: '*:table/T?ble*' }] },
    'dynamodb:GetItem',
    `${table}/index/gsi1`,
    true,
  ],
  ['a dot, which is no wildcard', { own: [{ Action: '*', Resource: 'a.b' }] }, 'x:Y', 'a-b', false],
  [
    'a refusal too',
    { own: [everything], attached: [{ ...everything, Effect: 'Deny', Action: 'dynamodb:*' }] },
    'dynamodb:Query',
    table,
    false,
  ],
])('a role with %s', (_, parts, action, resource, expected) => {
  expect(allows(parts, action, resource)).toBe(expected)
})

test('a condition must be met, and fails if the call lacks its key', () => {
  const own = [
    { ...everything, Condition: { StringEquals: { 'ses:FromAddress': ['a@b.test', 'c@d.test'] } } },
  ]
  expect(allows({ own }, 'ses:SendEmail', 'x', { 'ses:FromAddress': 'c@d.test' })).toBe(true)
  expect(allows({ own }, 'ses:SendEmail', 'x', { 'ses:FromAddress': 'C@d.test' })).toBe(false)
  expect(allows({ own }, 'ses:SendEmail', 'x')).toBe(false)
})

test.each([
  ['another operator', { own: [{ ...everything, Condition: { StringLike: { a: 'b' } } }] }],
  ['all actions but some', { own: [{ ...everything, NotAction: 'a' }] }],
  ['a managed policy', { role: { ManagedPolicyArns: ['arn'] } }],
  ['a boundary', { role: { PermissionsBoundary: 'arn' } }],
])("%s in a role is an error, and isn't ignored", (_, parts) => {
  expect(() => stack(parts)).toThrow('nrecognized')
})

test("one thing that isn't allowed refuses the whole call, and a function without a role may do nothing", () => {
  const { permissions } = stack({ own: [{ Action: 'a:B', Resource: '*' }] })
  expect(permissions.refused('Function', [ask('a:B', 'x'), ask('a:C', 'x')])).toMatchObject({ action: 'a:C' })
  expect(permissions.refused('Other', [ask('a:B', 'x')])).toMatchObject({ action: 'a:B' })
})

test('the file says which permissions were ever used', () => {
  const { permissions, file } = stack({ own: [{ Action: ['a:B', 'a:C', 'a:D'], Resource: '*' }] })
  permissions.refused('Function', [ask('a:C', 'x')])
  permissions.refused('Function', [ask('a:E', 'x')])
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
    ['a:B', 'a:C', 'a:D'].map((action) => ({
      function: 'Function',
      action,
      resource: '*',
      used: action === 'a:C',
    })),
  )
})

const lambdaNeeds = [
  { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': ['Log', 'Arn'] } },
  {
    Action: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (one) => `dynamodb:${one}`,
    ),
    Resource: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
  },
  { Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Lost', 'Arn'] } },
]

test("a start needs what Lambda does with a role: the log, a mapping's stream, and where failed events go", () => {
  const require = (own: readonly Statement[]) => {
    const { template, permissions } = stack({ own })
    requireForLambda(template, new Set(['Function']), permissions)
  }
  expect(() => require(lambdaNeeds)).not.toThrow()
  for (const [index, missing] of [
    'logs:CreateLogStream',
    'dynamodb:DescribeStream',
    'sqs:SendMessage',
  ].entries())
    expect(() => require(lambdaNeeds.toSpliced(index, 1))).toThrow(`Lambda needs ${missing} on arn:aws:`)
})
