import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'aws-cdk-lib'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { assemble } from '../../infra/assemble.ts'
import { readSettings } from '../../infra/constructs/settings.ts'
import { operations } from '../../shared/contract/operations.ts'

const statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.pipe(
    z.union([z.string(), z.array(z.string())]),
    z.transform((action) => [action].flat()),
  ),
  Resource: z.unknown(),
})
const anything = z.looseObject({})
const resources = z.record(
  z.string(),
  z.object({
    Type: z.string(),
    Properties: z._default(anything, {}),
    DependsOn: z.optional(z.array(z.string())),
  }),
)
type Resources = z.output<typeof resources>

const resourcesIn = (outdir: string): Resources => {
  const file: unknown = JSON.parse(readFileSync(join(outdir, 'Usher.template.json'), 'utf8'))
  return z.object({ Resources: resources }).parse(file).Resources
}

let first: string
let stack: Resources
beforeAll(() => {
  first = mkdtempSync(join(tmpdir(), 'usher-stack-'))
  const context = { adminEmail: 'ada@example.com', mailFrom: 'no-reply@example.com' }
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...env } = process.env
  execFileSync('node', ['infra/app.ts'], {
    env: { ...env, CDK_OUTDIR: first, CDK_CONTEXT_JSON: JSON.stringify(context) },
  })
  stack = resourcesIn(first)
})

/** The stack with other settings, of the functions and pages that were built for the first. */
const synthesized = (context: Record<string, string>): Resources => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-stack-'))
  const functions = join(first, 'functions')
  const bundles = new Map(readdirSync(functions).map((name) => [name, join(functions, name)]))
  assemble(new App({ outdir, context }), { bundles, portalFolder: join(first, 'portal') })
  return resourcesIn(outdir)
}

const ofType = (type: string) => Object.entries(stack).filter(([, resource]) => resource.Type === type)
const functionNamed = (name: string) =>
  ofType('AWS::Lambda::Function').find(([id]) => id.includes(`${name}Function`)) ?? ['', undefined]

/** What a function may do but for its own log, as `action resource` lines. */
const grants = (name: string): string[] => {
  // The CDK leaves a part of a path out of the id that the one before ends with: createRole's role is `CreateRole…`.
  const ownRole = new RegExp(`${name}(Role)?[0-9A-F]{8}$`)
  const [, role] = ofType('AWS::IAM::Role').find(([id]) => ownRole.test(id)) ?? []
  const policies = z
    .object({ Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })) })
    .parse(role?.Properties).Policies
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${resourceName(Resource)}`))
    .filter((line) => !line.startsWith('logs:'))
    .toSorted()
}

const resourceName = (resource: unknown): string => {
  const text = JSON.stringify(resource)
  const index = /\/index\/(\w+)/.exec(text)?.[1]
  return (
    index ??
    /(DataTable|TokenKey|MailQueue|ChangesBus|DeadLetters|LostStreamRecords|LostChanges|LostMailEvents|identity\/[\w.]+)/.exec(
      text,
    )?.[1] ??
    text
  )
}

test.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s may do what the contract says, and nothing else',
  (id, { needs }) => {
    const expected = [
      ...(needs.table ?? []).map((action) => `dynamodb:${action} DataTable`),
      ...('gsi1' in needs ? (needs.gsi1 ?? []) : []).map((action) => `dynamodb:${action} gsi1`),
      ...('gsi2' in needs ? (needs.gsi2 ?? []) : []).map((action) => `dynamodb:${action} gsi2`),
      ...(needs.tokenKey ? ['secretsmanager:GetSecretValue TokenKey'] : []),
    ]
    expect(grants(id.charAt(0).toUpperCase() + id.slice(1))).toEqual(expected.toSorted())
  },
)

test('no policy but its own is attached to the role of a function, except that the CDK lets its copier at the bucket', () => {
  expect(ofType('AWS::IAM::Policy').map(([id]) => id)).toEqual([
    expect.stringMatching(/^PortalFilesRoleDefaultPolicy/),
  ])
})

test('only the sender of mails may send them, from one identity', () => {
  const senders = ofType('AWS::IAM::Role').filter(([, { Properties }]) =>
    JSON.stringify(Properties).includes('ses:'),
  )
  expect(senders.map(([id]) => id)).toEqual([expect.stringContaining('SendMailRole')])
  expect(grants('SendMail').filter((line) => line.startsWith('ses:'))[0]).toBe(
    'ses:SendEmail identity/example.com',
  )
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

test('the API takes as many requests a second as is set, and of each public route a fifth', () => {
  const open = operations
    .filter(({ access }) => access === 'public')
    .map(({ method, path }) => `${method} ${path}`)
  for (const [resources, rate] of [
    [stack, 100],
    [synthesized({ mailFrom: 'no-reply@example.com', requestsPerSecond: '1000' }), 1_000],
  ] as const) {
    const { DefaultRouteSettings, RouteSettings } = throttlesOf(resources)
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate })
    const fifth = { ThrottlingRateLimit: rate / 5, ThrottlingBurstLimit: (2 * rate) / 5 }
    expect(RouteSettings).toEqual(Object.fromEntries(open.map((route) => [route, fifth])))
  }
})

test('the table is on demand, streams both images, recovers to any point, and is not deleted by mistake', () => {
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

test('every function runs on arm64 under Node 24, and its log is not kept for ever', () => {
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

test('the access log has neither paths nor queries nor addresses', () => {
  const [[, stage] = ['', undefined]] = ofType('AWS::ApiGatewayV2::Stage')
  expect(JSON.stringify(stage)).not.toMatch(/context\.(path|identity|authorizer)|sourceIp|queryString/)
})

test('Cognito sends its mails through SES, and is not made where an issuer and the audiences are named', () => {
  expect(ofType('AWS::Cognito::UserPool')).toMatchObject(
    [['', {}]].map(() => [
      expect.any(String),
      { Properties: { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } } },
    ]),
  )
  const context = { issuer: 'https://issuer.example/', audience: 'usher', otherAudiences: 'shop, backoffice' }
  const other = synthesized(context)
  expect(Object.values(other).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([])
  expect(JSON.stringify(other)).toContain('"Issuer":"https://issuer.example/"')
  expect(JSON.stringify(other)).toContain('"Audience":["usher","shop","backoffice"]')
})

test('Cognito asks before a sign-up and before it makes tokens, and the pool alone may call those functions', () => {
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

test('what Cognito asks reads what it must, notes who is there, and answers within the time that Cognito waits', () => {
  expect(grants('OnSignUp')).toEqual(['dynamodb:Query gsi2'])
  expect(grants('OnToken')).toEqual([
    'dynamodb:Query DataTable',
    'dynamodb:Query gsi2',
    'dynamodb:UpdateItem DataTable',
  ])
  for (const name of ['OnSignUp', 'OnToken'])
    expect(functionNamed(name)[1]?.Properties, name).toMatchObject({ Timeout: 5 })
})

test('no resource waits for itself, however many others are between', () => {
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

test('without a first administrator in the context none is made, and where sign-up is open nothing is asked before it', () => {
  expect(ofType('Custom::FirstAdministrator')).toHaveLength(1)
  const other = Object.values(synthesized({ openSignUp: 'true' }))
  expect(other.filter(({ Type }) => Type === 'Custom::FirstAdministrator')).toEqual([])
  const pool = other.find(({ Type }) => Type === 'AWS::Cognito::UserPool')
  expect(pool?.Properties.LambdaConfig).toEqual({ PreTokenGenerationConfig: expect.anything() })
})

test.each([
  [{ mailFrom: 'nobody' }, 'mailFrom: must be an e-mail address'],
  [{ issuer: 'https://issuer.example' }, 'audience: issuer and audience go together'],
  [{ tracing: 'maybe' }, 'tracing: must be true or false'],
  [{ corsOrigins: 'http://shop.example' }, 'corsOrigins: must begin with https://'],
  [{ openSignUp: 'perhaps' }, 'openSignUp: must be true or false'],
  [
    { openSignUp: true, issuer: 'https://issuer.example', audience: 'usher' },
    'openSignUp: is about the user pool made here, and an issuer replaces that',
  ],
])('the wrong setting %j is said in one sentence', (context: Record<string, unknown>, sentence) => {
  expect(() => readSettings((name) => context[name])).toThrow(sentence)
})

test('a wrong setting ends the synthesis with one clear line', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'usher-stack-'))
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ mailFrom: 'nobody' }) }
  const { status, stderr } = spawnSync('node', ['infra/app.ts'], { env, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('mailFrom: must be an e-mail address')])
})

test('a function is found by the name of its operation', () => {
  expect(functionNamed('InviteUser')[1]?.Properties).toMatchObject({ Timeout: 10, MemorySize: 512 })
})

test('what writes the trail reads the stream, puts events into the table and onto the one bus, and nothing else', () => {
  expect(grants('OnChange')).toEqual([
    'dynamodb:DescribeStream DataTable',
    'dynamodb:GetRecords DataTable',
    'dynamodb:GetShardIterator DataTable',
    'dynamodb:ListStreams DataTable',
    'dynamodb:PutItem DataTable',
    'events:PutEvents ChangesBus',
    'sqs:SendMessage LostChanges',
  ])
  const publishers = ofType('AWS::IAM::Role').filter(([, { Properties }]) =>
    JSON.stringify(Properties).includes('events:PutEvents'),
  )
  expect(publishers).toHaveLength(1)
})

test('the sweeper of mails runs every 15 minutes, reads its index and touches items, and an alarm tells when it fails', () => {
  expect(grants('SweepMails')).toEqual(['dynamodb:Query gsi3', 'dynamodb:UpdateItem DataTable'])
  const rules = ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties)
  expect(rules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(15 minutes)')).toHaveLength(1)
  const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => JSON.stringify(Properties))
  const [id] = functionNamed('SweepMails')
  expect(alarms.filter((alarm) => alarm.includes(id) && alarm.includes('"Errors"'))).toHaveLength(1)
})

test('tracing is off, and a setting turns it on for every function, with no right but to put traces', () => {
  expect(JSON.stringify(stack)).not.toMatch(/xray|TracingConfig/)
  const traced = Object.entries(synthesized({ mailFrom: 'no-reply@example.com', tracing: 'true' }))
  const ours = traced.filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && !id.startsWith('Custom'))
  expect(ours.length).toBeGreaterThan(20)
  for (const [id, { Properties }] of ours)
    expect(Properties, id).toMatchObject({ TracingConfig: { Mode: 'Active' } })
  const statements = traced.flatMap(([, { Type, Properties }]) =>
    Type === 'AWS::IAM::Policy'
      ? z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) }).parse(Properties)
          .PolicyDocument.Statement
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

test('what hears of mails changes items of the table, puts away what it fails at, and nothing else', () => {
  expect(grants('OnMailEvent')).toEqual(['dynamodb:UpdateItem DataTable', 'sqs:SendMessage LostMailEvents'])
  const [[, rule] = ['', undefined]] = ofType('AWS::Events::Rule')
  expect(rule?.Properties).toMatchObject({
    EventPattern: {
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': [expect.anything()] } } },
    },
  })
  const [[, failures] = ['', undefined]] = ofType('AWS::Lambda::EventInvokeConfig')
  expect(JSON.stringify(failures?.Properties.DestinationConfig)).toContain('LostMailEvents')
})

test('each dead-letter queue has an alarm, and each alarm says what to do', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => JSON.stringify(Properties))
  const queues = ofType('AWS::SQS::Queue').filter(([id]) => !id.includes('MailQueue'))
  expect(queues).toHaveLength(4)
  for (const [id] of queues)
    expect(
      alarms.filter((alarm) => alarm.includes(id)),
      id,
    ).toHaveLength(1)
  expect(alarms.length).toBeGreaterThan(10)
  for (const alarm of alarms) expect(alarm).toMatch(/"AlarmDescription":.{80}/)
  expect(ofType('AWS::SNS::Topic')).toEqual([])
})

test('alarms go to the address that is set', () => {
  const resources = synthesized({ mailFrom: 'no-reply@example.com', alarmEmail: 'ops@example.com' })
  const properties = (type: string) =>
    Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []))
  expect(properties('AWS::SNS::Subscription')).toMatchObject([
    { Protocol: 'email', Endpoint: 'ops@example.com' },
  ])
  expect(JSON.stringify(properties('AWS::SNS::TopicPolicy'))).toContain('cloudwatch.amazonaws.com')
  for (const alarm of properties('AWS::CloudWatch::Alarm')) expect(alarm?.AlarmActions).toHaveLength(1)
})

test('mails leave no faster than the setting says', () => {
  const intervalOf = (resources: Resources) => {
    const [send] = Object.entries(resources).filter(([id]) => /SendMailFunction/.test(id))
    const { Environment } = z
      .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) })
      .parse(send?.[1].Properties)
    return Environment.Variables.MAIL_INTERVAL
  }
  // Two senders at once, each with a mail every so many milliseconds.
  expect(intervalOf(stack)).toBe('143')
  expect(intervalOf(synthesized({ mailsPerSecond: '50' }))).toBe('40')
})
