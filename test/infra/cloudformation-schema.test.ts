import { App, CfnResource, Stack } from 'aws-cdk-lib'
import { afterEach, expect, test, vi } from 'vitest'
import cdk from '../../cdk.json' with { type: 'json' }
import { faultsIn } from '../support/cloudformation-schema.ts'
import { ofType, type Resources, stack, stackIn, templateOf } from '../support/synthesized.ts'

const validated = cdk.context
afterEach(() => {
  vi.unstubAllEnvs()
})

const mailFrom = 'no-reply@example.com'
const issuer = { issuer: 'https://issuer.example/', audience: 'usher' }
const tableKeyArn = 'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012'
const ownAddress = {
  portalUrl: 'https://users.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
}

test.each([
  {},
  { mailFrom, adminEmail: 'ada@example.com' },
  { mailFrom, mailIdentity: 'pending' as const },
  { mailFrom, mailIdentity: 'existing' as const, tracing: true, alarmEmail: 'ops@example.com', tableKeyArn },
  { mailFrom, ...issuer, ...ownAddress, otherAudiences: ['shop'], corsOrigins: ['https://shop.example'] },
  { mailFrom, ...ownAddress, secondFactor: 'required' as const, openSignUp: true, stackName: 'Staging' },
])("CloudFormation's schemas find nothing wrong with the template for %j", (given) => {
  const { Resources, Outputs } = templateOf(given)
  expect(faultsIn(Resources)).toEqual([])
  // CloudFormation's own limits on templates.
  expect(Object.keys(Resources).length).toBeLessThan(500)
  expect(Object.keys(Outputs).length).toBeLessThan(200)
  expect(JSON.stringify(Resources).length).toBeLessThan(1_000_000)
})

test("the CDK's own validation, which a deploy runs as well, lets the template pass, and refuses one with a fault", () => {
  vi.stubEnv('CDK_VALIDATION', undefined)
  const synthesis = (fault?: (stack: Stack) => void) => () => {
    const app = new App({ context: { ...validated, 'aws:cdk:disable-asset-staging': true } })
    const host = new Stack(app, 'Host')
    stackIn(host)
    fault?.(host)
    app.synth()
  }
  const fault = (stack: Stack) =>
    new CfnResource(stack, 'Fault', { type: 'AWS::SQS::Queue', properties: { DelaySeconds: 'a while' } })
  expect(synthesis()).not.toThrow()
  expect(synthesis(fault)).toThrow('DelaySeconds')
})

const change = (type: string, changed: (properties: Record<string, unknown>) => void): Resources => {
  const copy = structuredClone(stack)
  const [[id] = ['']] = ofType(type)
  changed(copy[id]?.Properties ?? {})
  return copy
}
const inside = (value: unknown) => value as Record<string, unknown>

test.each<[string, string, (properties: Record<string, unknown>) => void]>([
  ['has no property Tmeout', 'AWS::Lambda::Function', (it) => Object.assign(it, { Tmeout: 10 })],
  ['lacks Role', 'AWS::Lambda::Function', (it) => delete it.Role],
  ['.Timeout must be integer', 'AWS::Lambda::Function', (it) => Object.assign(it, { Timeout: '10 s' })],
  ['.Tracing', 'AWS::Lambda::Function', (it) => Object.assign(it, { TracingConfig: { Mode: 'On' } })],
  ['must be a list', 'AWS::Lambda::Function', (it) => Object.assign(it, { Architectures: 'arm64' })],
  [
    'lacks StreamViewType',
    'AWS::DynamoDB::GlobalTable',
    (it) => delete inside(it.StreamSpecification).StreamViewType,
  ],
  [
    'has no property CachePolicy',
    'AWS::CloudFront::Distribution',
    (it) => Object.assign(inside(inside(it.DistributionConfig).DefaultCacheBehavior), { CachePolicy: 'x' }),
  ],
  ['must be an object', 'AWS::Cognito::UserPool', (it) => Object.assign(it, { LambdaConfig: 'none' })],
])('finds a planted fault: %s', (fault, type, plant) => {
  expect(faultsIn(change(type, plant)).join('\n')).toContain(fault)
})

test("finds a type that CloudFormation doesn't have", () => {
  expect(() => faultsIn({ Nothing: { Type: 'AWS::SES::Mailbox', Properties: {} } })).toThrow(
    'AWS::SES::Mailbox',
  )
})
