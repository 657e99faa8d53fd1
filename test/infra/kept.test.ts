import { make } from 'covertable'
import { expect, test } from 'vitest'
import type { GivenSettings } from '../../infra/settings.ts'
import { schemaOf } from '../support/cloudformation-schema.ts'
import { madeUp } from '../support/made-up-language.ts'
import { type Resources, templateOf } from '../support/synthesized.ts'

/** What can't be recreated: the data, its people, the key that signs invitations, and a verified email domain. */
const irreplaceable = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::Cognito::UserPool',
  'AWS::SecretsManager::Secret',
  'AWS::SES::EmailIdentity',
]

/** What other code or people know by an id that a replacement would change. */
const known = [
  ...irreplaceable,
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::ApiGatewayV2::Api',
  'AWS::CloudFront::Distribution',
  'AWS::Events::EventBus',
  'AWS::S3::Bucket',
  'AWS::SES::ConfigurationSet',
  'AWS::SQS::Queue',
]

const issuer = { issuer: 'https://issuer.example/', audience: 'usher' }
const ownAddress = {
  portalUrl: 'https://users.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
}

/** The values of each setting, together with those that depend on it. */
const values: Record<string, GivenSettings[]> = {
  sender: [
    { mailFrom: 'no-reply@example.com' },
    { mailFrom: 'usher@example.com' },
    { mailFrom: 'no-reply@example.org' },
    {},
  ],
  identity: [{ mailIdentity: 'pending' }, { mailIdentity: 'verified' }, { mailIdentity: 'existing' }],
  signIn: [
    {},
    { openSignUp: true },
    { secondFactor: 'required' },
    issuer,
    { ...issuer, operatorClientId: 'backend', operatorScope: 'users/operate' },
  ],
  address: [{}, ownAddress, { ...ownAddress, portalUrl: 'https://people.example.com' }],
  administrator: [{}, { adminEmail: 'ada@example.com', adminName: 'Ada', accountName: 'Acme' }],
  product: [
    {},
    {
      productName: 'Acme',
      signInUrl: 'https://acme.example',
      attributes: { plan: { type: 'string', of: ['account'], inTokens: true } },
      brand: { accent: '#0b6e4f', radius: 4 },
      languages: { tlh: madeUp('tlhIngan') },
    },
  ],
  callers: [{}, { otherAudiences: ['shop'], corsOrigins: ['https://shop.example'] }],
  rates: [{}, { requestsPerSecond: 1_000, mailsPerSecond: 50, accountsPerPerson: 3 }],
  key: [{}, { tableKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012' }],
  watching: [{}, { alarmEmail: 'ops@example.com', tracing: true, logRetentionDays: 90 }],
}

const stacks = make(values)
  .map((chosen): GivenSettings => Object.assign({}, ...Object.values(chosen)))
  .filter(({ adminEmail, mailIdentity }) => adminEmail === undefined || mailIdentity !== 'pending')
  .map((given) => ({ given, resources: templateOf(given).Resources }))

const ofTypes = (resources: Resources, types: readonly string[]) =>
  Object.entries(resources).filter(
    // The secret between CloudFront and the API can be recreated at any time, so it isn't kept.
    ([id, { Type }]) => types.includes(Type) && !id.includes('EdgeSecret'),
  )

/** The properties whose change makes CloudFormation replace the resource, or may do so. */
const fixedProperties = (type: string, properties: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(properties).filter(([name]) => {
      const { causesReplacement = 'no' } = schemaOf(type)?.properties[name] ?? {}
      return causesReplacement !== 'no'
    }),
  )

test('the stacks cover every pair of settings, and there are enough of them', () => {
  expect(stacks.length).toBeGreaterThan(15)
  for (const type of known)
    expect(
      stacks.some(({ resources }) => ofTypes(resources, [type]).length > 0),
      type,
    ).toBe(true)
})

test("no change of settings, from any to any other, replaces a resource that's known by its id", () => {
  const seen = new Map<string, unknown>()
  for (const { given, resources } of stacks)
    for (const [id, { Type, Properties }] of ofTypes(resources, known)) {
      const fixed = { Type, ...fixedProperties(Type, Properties) }
      const before = seen.get(id) ?? fixed
      seen.set(id, before)
      expect(fixed, `${id} with ${JSON.stringify(given)}`).toEqual(before)
    }
  // One of each: another logical id for the same resource would delete the previous one.
  const ids = (type: string) => [...seen].filter(([, fixed]) => Object(fixed).Type === type).map(([id]) => id)
  for (const type of irreplaceable.filter((one) => one !== 'AWS::SES::EmailIdentity'))
    expect(ids(type), type).toHaveLength(1)
})

test('every identity is its own resource, so that another domain replaces none', () => {
  const domains = new Map<string, unknown>()
  for (const { resources } of stacks)
    for (const [id, { Properties }] of ofTypes(resources, ['AWS::SES::EmailIdentity']))
      domains.set(id, Properties.EmailIdentity)
  expect([...domains.values()].toSorted()).toEqual(['example.com', 'example.org'])
})

test("resources that can't be recreated stay when they leave the stack, and are deleted when a first deploy fails", () => {
  for (const { resources } of stacks)
    for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of ofTypes(resources, irreplaceable))
      expect({ DeletionPolicy, UpdateReplacePolicy }, id).toEqual({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      })
})

test('the key is generated once: no change of settings makes Secrets Manager generate another', () => {
  const secrets = stacks.flatMap(({ resources }) => ofTypes(resources, ['AWS::SecretsManager::Secret']))
  for (const [, { Properties }] of secrets) expect(Properties).toEqual(secrets[0]?.[1].Properties)
})

test("properties that Cognito can't change in a pool stay the same, whatever the settings", () => {
  const pools = stacks.flatMap(({ resources }) => ofTypes(resources, ['AWS::Cognito::UserPool']))
  const fixed = pools.map(([, { Properties }]) => {
    const { Schema, UsernameAttributes, UsernameConfiguration, AliasAttributes } = Properties
    return { Schema, UsernameAttributes, UsernameConfiguration, AliasAttributes }
  })
  for (const one of fixed) expect(one).toEqual(fixed[0])
})

test('table and pool are protected against deletion, except in a first deploy, which must be able to roll back', () => {
  for (const { given, resources } of stacks) {
    const on = given.mailIdentity !== 'pending'
    for (const [, { Properties }] of ofTypes(resources, ['AWS::Cognito::UserPool']))
      expect(Properties.DeletionProtection).toBe(on ? 'ACTIVE' : 'INACTIVE')
    for (const [, { Properties }] of ofTypes(resources, ['AWS::DynamoDB::GlobalTable']))
      expect(Properties.Replicas).toMatchObject([{ DeletionProtectionEnabled: on }])
  }
})
