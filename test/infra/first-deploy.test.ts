import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ofType, type Resources, stack, synthesized } from '../support/synthesized.ts'

const mailFrom = 'no-reply@example.com'
const propertiesOf = (resources: Resources, type: string) =>
  Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []))

test("CloudFront caches no errors, so one person's 503 isn't shown to others", () => {
  const [distribution] = propertiesOf(stack, 'AWS::CloudFront::Distribution')
  const errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
  expect(distribution).toMatchObject({
    DistributionConfig: {
      CustomErrorResponses: errors.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    },
  })
})

test("a deploy waits for no invalidation, and isn't allowed to create one", () => {
  const copies = propertiesOf(stack, 'Custom::CDKBucketDeployment')
  expect(copies).toMatchObject([
    {
      Exclude: ['*'],
      Include: ['assets/*'],
      Prune: false,
      SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
    },
    { Exclude: ['assets/*'], Prune: true, SystemMetadata: { 'cache-control': 'no-cache' } },
  ])
  for (const copy of copies) expect(copy).not.toHaveProperty('DistributionId')
  expect(JSON.stringify(ofType('AWS::IAM::Policy'))).not.toContain('cloudfront:')
})

test('the bucket of the portal is emptied when the stack is deleted or its first create fails', () => {
  const [bucket] = Object.keys(stack).filter((id) => stack[id]?.Type === 'AWS::S3::Bucket')
  expect(propertiesOf(stack, 'Custom::S3AutoDeleteObjects')).toMatchObject([{ BucketName: { Ref: bucket } }])
})

test('the pages are copied after everything that they load', () => {
  const copies = Object.entries(stack).filter(([, { Type }]) => Type === 'Custom::CDKBucketDeployment')
  const [[assets] = [''], [, files] = []] = copies
  expect(files).toMatchObject({ DependsOn: expect.arrayContaining([assets]) })
})

test("a second factor is either required of everyone or not offered, because that's how Cognito's page works", () => {
  const [plain] = propertiesOf(stack, 'AWS::Cognito::UserPool')
  expect(plain).toMatchObject({ MfaConfiguration: 'OFF' })
  expect(plain).not.toHaveProperty('EnabledMfas')
  const [pool] = propertiesOf(synthesized({ mailFrom, secondFactor: 'required' }), 'AWS::Cognito::UserPool')
  expect(pool).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] })
})

test("every client of the pool names its ways of signing in, and the operators' accepts no password", () => {
  const flows = propertiesOf(stack, 'AWS::Cognito::UserPoolClient').map(
    ({ AllowedOAuthFlows, ExplicitAuthFlows }) => [AllowedOAuthFlows, ExplicitAuthFlows],
  )
  expect(flows).toEqual([
    [['client_credentials'], ['ALLOW_REFRESH_TOKEN_AUTH']],
    [['code'], ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ])
})

test("the access log's name lets AWS services write to it without a policy for each", () => {
  const named = propertiesOf(stack, 'AWS::Logs::LogGroup').flatMap(({ LogGroupName }) => LogGroupName ?? [])
  expect(named).toEqual([expect.stringMatching(/^\/aws\/vendedlogs\/Usher-/)])
})

test("the sign-in domain contains the whole UUID of the stack's id", () => {
  const [domain] = propertiesOf(stack, 'AWS::Cognito::UserPoolDomain')
  const uuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }
  expect(domain?.Domain).toEqual({
    'Fn::Join': ['', ['usher-', uuid, expect.stringMatching(/^-[0-9a-f]{8}$/)]],
  })
})

test('alarms, rules and mappings name what they call, and are allowed to call it', () => {
  const allowed = JSON.stringify(propertiesOf(stack, 'AWS::Lambda::Permission'))
  for (const { Targets } of propertiesOf(stack, 'AWS::Events::Rule'))
    for (const { Arn } of Array.isArray(Targets) ? Targets : [])
      expect(allowed).toContain(JSON.stringify(Arn))
})

test('API Gateway calls the functions of the routes in a role of its own, and may call no other', () => {
  const integrations = propertiesOf(stack, 'AWS::ApiGatewayV2::Integration')
  const [[id, role] = ['', undefined], ...others] = ofType('AWS::IAM::Role').filter(([, one]) =>
    JSON.stringify(one).includes('lambda:InvokeFunction'),
  )
  expect(others).toEqual([])
  expect(JSON.stringify(role)).toContain('apigateway.amazonaws.com')
  const [statement, ...more] = callingRole
    .parse(role?.Properties)
    .Policies.flatMap((one) => one.PolicyDocument.Statement)
  expect(more).toEqual([])
  expect(new Set(statement?.Resource.map((one) => JSON.stringify(one)))).toEqual(
    new Set(integrations.map(({ IntegrationUri }) => JSON.stringify(IntegrationUri))),
  )
  for (const { CredentialsArn } of integrations) expect(CredentialsArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] })
  // A role takes 10,240 characters of policies, and the ARN of a function has 116 at most.
  expect(integrations.length * 120).toBeLessThan(10_240)
})

const callingRole = z.object({
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(
          z.object({ Action: z.literal('lambda:InvokeFunction'), Resource: z.array(z.unknown()) }),
        ),
      }),
    }),
  ),
})

test('a stack with everything that can be set has room for more resources than it has', () => {
  const everything = synthesized({
    mailFrom: 'no-reply@example.com',
    adminEmail: 'ada@example.com',
    alarmEmail: 'ops@example.com',
    tracing: true,
    waf: true,
    secondFactor: 'required',
    accountsPerPerson: 3,
    corsOrigins: ['https://shop.example'],
    portalUrl: 'https://users.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
    tableKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012',
  })
  expect(Object.keys(everything).length).toBeLessThan(470)
})
