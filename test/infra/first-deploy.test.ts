import { expect, test } from 'vitest'
import { ofType, type Resources, stack, synthesized } from '../support/synthesized.ts'

const mailFrom = 'no-reply@example.com'
const propertiesOf = (resources: Resources, type: string) =>
  Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []))

test('CloudFront keeps no error, so that one person’s 503 is nobody else’s', () => {
  const [distribution] = propertiesOf(stack, 'AWS::CloudFront::Distribution')
  const errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
  expect(distribution).toMatchObject({
    DistributionConfig: {
      CustomErrorResponses: errors.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    },
  })
})

test('a deploy waits for no invalidation, and may make none', () => {
  const [copy] = propertiesOf(stack, 'Custom::CDKBucketDeployment')
  expect(copy).toMatchObject({ SystemMetadata: { 'cache-control': 'no-cache' } })
  expect(copy).not.toHaveProperty('DistributionId')
  expect(JSON.stringify(ofType('AWS::IAM::Policy'))).not.toContain('cloudfront:')
})

test('a second factor is required of everybody or not offered at all, as Cognito’s page does it', () => {
  const [plain] = propertiesOf(stack, 'AWS::Cognito::UserPool')
  expect(plain).toMatchObject({ MfaConfiguration: 'OFF' })
  expect(plain).not.toHaveProperty('EnabledMfas')
  const [pool] = propertiesOf(synthesized({ mailFrom, secondFactor: 'required' }), 'AWS::Cognito::UserPool')
  expect(pool).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] })
})

test('every client of the pool names its ways of signing in, and that of operators takes no password', () => {
  const flows = propertiesOf(stack, 'AWS::Cognito::UserPoolClient').map(
    ({ AllowedOAuthFlows, ExplicitAuthFlows }) => [AllowedOAuthFlows, ExplicitAuthFlows],
  )
  expect(flows).toEqual([
    [['client_credentials'], ['ALLOW_REFRESH_TOKEN_AUTH']],
    [['code'], ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ])
})

test('the access log lies where AWS lets its services write without a policy for each', () => {
  const named = propertiesOf(stack, 'AWS::Logs::LogGroup').flatMap(({ LogGroupName }) => LogGroupName ?? [])
  expect(named).toEqual([expect.stringMatching(/^\/aws\/vendedlogs\/Usher-/)])
})

test('the sign-in domain has the whole UUID of the stack’s id in it', () => {
  const [domain] = propertiesOf(stack, 'AWS::Cognito::UserPoolDomain')
  const uuid = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }
  expect(domain?.Domain).toEqual({
    'Fn::Join': ['', ['usher-', uuid, expect.stringMatching(/^-[0-9a-f]{8}$/)]],
  })
})

test('alarms, rules and mappings name what they call, and whoever calls a function may', () => {
  const allowed = JSON.stringify(propertiesOf(stack, 'AWS::Lambda::Permission'))
  for (const { Targets } of propertiesOf(stack, 'AWS::Events::Rule'))
    for (const { Arn } of Array.isArray(Targets) ? Targets : [])
      expect(allowed).toContain(JSON.stringify(Arn))
  for (const { IntegrationUri } of propertiesOf(stack, 'AWS::ApiGatewayV2::Integration'))
    expect(allowed).toContain(JSON.stringify(IntegrationUri))
})
