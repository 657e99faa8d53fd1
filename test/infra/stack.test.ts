import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Grants, grants as granted } from '../../functions/grants.ts'
import { operations } from '../../shared/contract/operations.ts'
import {
  functionNamed,
  grants,
  ofType,
  type Resources,
  stack,
  statement,
  synthesized,
} from '../support/synthesized.ts'

test.each(operations.map(({ id }) => id))('%s may do what its grants say, and nothing else', (id) => {
  const { table = [], gsi1 = [], gsi2 = [], gsi3 = [], tokenKey }: Grants = granted[id]
  const expected = [
    ...table.map((action) => `dynamodb:${action} DataTable`),
    ...gsi1.map((action) => `dynamodb:${action} gsi1`),
    ...gsi2.map((action) => `dynamodb:${action} gsi2`),
    ...gsi3.map((action) => `dynamodb:${action} gsi3`),
    ...(tokenKey ? ['secretsmanager:GetSecretValue TokenKey'] : []),
  ]
  expect(grants(id.charAt(0).toUpperCase() + id.slice(1))).toEqual(expected.toSorted())
})

test("a function's role has no policy but its own, except that the CDK gives its copier access to the bucket", () => {
  expect(ofType('AWS::IAM::Policy').map(([id]) => id)).toEqual([
    expect.stringMatching(/^UsersPortalFilesRoleDefaultPolicy/),
  ])
})

test('only the email sender may send emails, from the one address', () => {
  const senders = ofType('AWS::IAM::Role').filter(([, { Properties }]) =>
    JSON.stringify(Properties).includes('ses:'),
  )
  expect(senders.map(([id]) => id)).toEqual([expect.stringContaining('SendMailRole')])
  const sending = grants('SendMail').filter((line) => line.startsWith('ses:'))
  expect(sending).toEqual(['ses:SendRawEmail identity/*'])
  expect(JSON.stringify(senders).match(/identity\//g)).toHaveLength(1)
  expect(JSON.stringify(senders)).toContain('"StringEquals":{"ses:FromAddress":"no-reply@example.com"}')
})

test('every operation is a route to a function of its own, behind the sign-in unless it is public', () => {
  const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)
  expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual(
    ['$default', ...operations.map(({ method, path }) => `${method} ${path}`)].toSorted(),
  )
  for (const { method, path, access } of operations) {
    const route = routes.find(({ RouteKey }) => RouteKey === `${method} ${path}`)
    expect(route?.AuthorizationType, path).toBe(access === 'public' ? 'NONE' : 'JWT')
  }
})

const throttle = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
const throttlesOf = (resources: Resources) =>
  z
    .object({ DefaultRouteSettings: throttle, RouteSettings: z.record(z.string(), throttle) })
    .parse(Object.values(resources).find(({ Type }) => Type === 'AWS::ApiGatewayV2::Stage')?.Properties)

test('the API takes as many requests a second as configured, and each public route a fifth of that', () => {
  const open = operations
    .filter(({ access }) => access === 'public')
    .map(({ method, path }) => `${method} ${path}`)
  for (const [resources, rate] of [
    [stack, 100],
    [synthesized({ mailFrom: 'no-reply@example.com', requestsPerSecond: 1_000 }), 1_000],
  ] as const) {
    const { DefaultRouteSettings, RouteSettings } = throttlesOf(resources)
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate })
    const fifth = { ThrottlingRateLimit: rate / 5, ThrottlingBurstLimit: (2 * rate) / 5 }
    expect(RouteSettings).toEqual(Object.fromEntries(open.map((route) => [route, fifth])))
  }
})

test('the table is on demand, streams both images, can be restored to any point, and is protected against deletion', () => {
  const [[, table] = ['', undefined]] = ofType('AWS::DynamoDB::GlobalTable')
  expect(table?.Properties).toMatchObject({
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    Replicas: [
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    ],
  })
})

test('every function runs on arm64 under Node 24, and its log expires', () => {
  const ours = ofType('AWS::Lambda::Function').filter(([id]) => !id.startsWith('Custom'))
  for (const [id, { Properties }] of ours)
    expect(Properties, id).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogGroup: {} },
    })
  for (const [id, { Properties }] of ofType('AWS::Logs::LogGroup'))
    expect(Properties, id).toMatchObject({ RetentionInDays: 30 })
})

test('the access log has no paths, queries or addresses', () => {
  const [[, stage] = ['', undefined]] = ofType('AWS::ApiGatewayV2::Stage')
  expect(JSON.stringify(stage)).not.toMatch(/context\.(path|identity|authorizer)|sourceIp|queryString/)
})

test("Cognito sends its emails through SES, and isn't created if an issuer and audiences are named", () => {
  expect(ofType('AWS::Cognito::UserPool')).toMatchObject(
    [['', {}]].map(() => [
      expect.any(String),
      { Properties: { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } } },
    ]),
  )
  const context = {
    issuer: 'https://issuer.example/',
    audience: 'usher',
    otherAudiences: ['shop', 'backoffice'],
  }
  const other = synthesized(context)
  expect(Object.values(other).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([])
  expect(JSON.stringify(other)).toContain('"Issuer":"https://issuer.example/"')
  expect(JSON.stringify(other)).toContain('"Audience":["usher","shop","backoffice"]')
})

test('Cognito calls Usher before sign-ups and token generation, and only the pool may call those functions', () => {
  const [[pool, { Properties }] = ['', { Properties: {} }]] = ofType('AWS::Cognito::UserPool')
  const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })
  const asked = [functionNamed('OnSignUp')[0], functionNamed('OnToken')[0]] as const
  expect(Properties).toMatchObject({
    UserPoolTier: 'ESSENTIALS',
    Schema: [{ Name: 'email' }],
    LambdaConfig: {
      PreSignUp: arnOf(asked[0]),
      PreTokenGenerationConfig: { LambdaArn: arnOf(asked[1]), LambdaVersion: 'V2_0' },
    },
  })
  const permissions = ofType('AWS::Lambda::Permission').map(([, permission]) => permission.Properties)
  for (const id of asked)
    expect(permissions.filter(({ FunctionName }) => JSON.stringify(FunctionName).includes(id))).toMatchObject(
      [{ Principal: 'cognito-idp.amazonaws.com', SourceArn: arnOf(pool) }],
    )
})

test("the functions that Cognito calls read what they need, record who was seen, and answer within Cognito's time limit", () => {
  expect(grants('OnSignUp')).toEqual(['dynamodb:GetItem DataTable', 'dynamodb:Query gsi2'])
  expect(grants('OnToken')).toEqual([
    'dynamodb:GetItem DataTable',
    'dynamodb:Query DataTable',
    'dynamodb:Query gsi2',
    'dynamodb:UpdateItem DataTable',
  ])
  for (const name of ['OnSignUp', 'OnToken'])
    expect(functionNamed(name)[1]?.Properties, name).toMatchObject({ Timeout: 5 })
})

test('no resource depends on itself, directly or indirectly', () => {
  const names = new Set(Object.keys(stack))
  const references = /"(?:Ref|Fn::GetAtt)":\[?"(\w+)"|\$\{(\w+)/g
  const needed = (id: string) => {
    const { Properties, DependsOn = [] } = stack[id] ?? {}
    const found = [...JSON.stringify(Properties).matchAll(references)]
    return [...DependsOn, ...found.map(([, reference, inText]) => reference ?? inText ?? '')]
  }
  const done = new Set<string>()
  const visit = (id: string, path: readonly string[]): void => {
    expect(path, 'a circle').not.toContain(id)
    if (done.has(id)) return
    for (const other of needed(id).filter((one) => names.has(one))) visit(other, [...path, id])
    done.add(id)
  }
  for (const id of names) visit(id, [])
})

test('without a first administrator in the context none is created, and with open sign-up nothing is asked before it', () => {
  expect(ofType('Custom::FirstAdministrator')).toHaveLength(1)
  const other = Object.values(synthesized({ openSignUp: true }))
  expect(other.filter(({ Type }) => Type === 'Custom::FirstAdministrator')).toEqual([])
  const pool = other.find(({ Type }) => Type === 'AWS::Cognito::UserPool')
  expect(pool?.Properties.LambdaConfig).toEqual({ PreTokenGenerationConfig: expect.anything() })
})

test('a function is found by the name of its operation', () => {
  expect(functionNamed('InviteUser')[1]?.Properties).toMatchObject({ Timeout: 10, MemorySize: 512 })
})

const inlinePolicies = z.object({
  Policies: z._default(
    z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })),
    [],
  ),
})

test('tracing is off; a setting turns it on for every function, with only the right to put traces', () => {
  expect(JSON.stringify(stack)).not.toMatch(/xray|TracingConfig/)
  const traced = Object.entries(synthesized({ mailFrom: 'no-reply@example.com', tracing: true }))
  const ours = traced.filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && !id.startsWith('Custom'))
  expect(ours.length).toBeGreaterThan(20)
  for (const [id, { Properties }] of ours)
    expect(Properties, id).toMatchObject({ TracingConfig: { Mode: 'Active' } })
  const statements = traced.flatMap(([, { Type, Properties }]) =>
    Type === 'AWS::IAM::Role'
      ? inlinePolicies.parse(Properties).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      : [],
  )
  const rights = statements.filter(({ Action }) => Action.some((action) => action.startsWith('xray')))
  expect(rights).toEqual(
    ours.map(() => ({
      Effect: 'Allow',
      Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      Resource: '*',
    })),
  )
})
