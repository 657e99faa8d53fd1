import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Lazy, Stack, Validations } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { MailSender, Portal, SignIn, type Usher } from '../../package/cdk.ts'
import { type Resources, stackIn, templateIn } from '../support/synthesized.ts'

const context = { 'aws:cdk:disable-asset-staging': true, '@aws-cdk/core:failSynthOnValidationErrors': false }
const host = (): Stack => new Stack(new App({ treeMetadata: false, context }), 'Host')
const arn = (service: string, resource: string, region = 'eu-west-1') =>
  `arn:aws:${service}:${region}:123456789012:${resource}`
const id = '12345678-1234-1234-1234-123456789012'
const ofType = (
  resources: Resources,
  type: string,
): { readonly id: string; readonly [name: string]: unknown }[] =>
  Object.entries(resources).flatMap(([one, { Type, Properties }]) =>
    Type === type ? [{ id: one, ...Properties }] : [],
  )

/** A host whose parts are there already, outside its stack. */
const brought = host()
const users = stackIn(brought, {
  mail: MailSender.existing('no-reply@mail.example.com', {
    identity: EmailIdentity.fromEmailIdentityName(brought, 'Identity', 'mail.example.com'),
    name: 'Acme',
  }),
  signIn: SignIn.oidc({
    issuer: 'https://issuer.example/',
    audience: 'portal',
    operator: { clientId: 'backend', audience: 'urn:api', scope: 'users/operate' },
  }),
  portal: Portal.at(
    'users.example.com',
    Certificate.fromCertificateArn(brought, 'Certificate', arn('acm', `certificate/${id}`, 'us-east-1')),
    { firewall: arn('wafv2', `global/webacl/own/${id}`, 'us-east-1') },
  ),
  tableKey: Key.fromKeyArn(brought, 'Key', arn('kms', `key/${id}`)),
  eventBus: EventBus.fromEventBusArn(brought, 'Bus', arn('events', 'event-bus/acme')),
  permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(brought, 'Boundary', 'arn:aws:iam::aws:policy/Own'),
  tags: { team: 'identity' },
  logRetentionDays: 90,
  firstAdministrator: { email: 'ada@example.com' },
})
// Something to find, so that finding nothing else says something.
new Queue(new Stack(brought.node.root, 'Canary'), 'Queue')
Validations.of(brought.node.root).addPlugins(
  new AwsSolutionsChecks(brought.node.root),
  new ServerlessChecks(brought.node.root),
)
const { Resources: resources, Outputs: outputs } = templateIn(brought)

test('a host that brings every part of its own gets a stack without them', () => {
  for (const type of [
    'AWS::Cognito::UserPool',
    'AWS::SES::EmailIdentity',
    'AWS::Events::EventBus',
    'AWS::KMS::Key',
    'AWS::WAFv2::WebACL',
    'AWS::CertificateManager::Certificate',
  ])
    expect(ofType(resources, type), type).toEqual([])
  expect(users.api.url).toBe('https://users.example.com')
  expect(users.portal.url).toBe('https://users.example.com')
  expect(users.signIn).toEqual({ issuer: 'https://issuer.example/', audiences: ['portal', 'urn:api'] })
  expect(users.operator).toEqual({ clientId: 'backend', scope: 'users/operate' })
  expect(Object.keys(outputs).filter((name) => /Operator|Dkim/.test(name))).toEqual([])
})

test('the distribution has the host’s name, certificate and firewall', () => {
  expect(ofType(resources, 'AWS::CloudFront::Distribution')).toMatchObject([
    {
      DistributionConfig: {
        Aliases: ['users.example.com'],
        ViewerCertificate: { AcmCertificateArn: expect.stringContaining(':acm:us-east-1:') },
        WebACLId: expect.stringContaining(':wafv2:us-east-1:'),
      },
    },
  ])
})

test('every role has the boundary, every log the retention, and whatever takes tags has the tag', () => {
  const roles = ofType(resources, 'AWS::IAM::Role')
  expect(roles.length).toBeGreaterThan(40)
  for (const role of roles)
    expect(role, role.id).toMatchObject({ PermissionsBoundary: 'arn:aws:iam::aws:policy/Own' })
  for (const log of ofType(resources, 'AWS::Logs::LogGroup'))
    expect(log, log.id).toMatchObject({ RetentionInDays: 90 })
  const tag = { Key: 'team', Value: 'identity' }
  for (const type of ['AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::IAM::Role'])
    for (const one of ofType(resources, type).filter((each) => !each.id.startsWith('Custom')))
      expect(one, one.id).toMatchObject({ Tags: expect.arrayContaining([tag]) })
  expect(ofType(resources, 'AWS::DynamoDB::GlobalTable')).toMatchObject([{ Replicas: [{ Tags: [tag] }] }])
})

const policies = z.object({
  Policies: z.array(
    z.object({ PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: z.unknown() })) }) }),
  ),
})

test('the table is encrypted with the key', () => {
  expect(ofType(resources, 'AWS::DynamoDB::GlobalTable')).toMatchObject([
    {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ SSESpecification: { KMSMasterKeyId: arn('kms', `key/${id}`) } }],
    },
  ])
})

test('whoever uses the table or its stream may use its key, through DynamoDB alone', () => {
  const using = ofType(resources, 'AWS::IAM::Role').filter((role) =>
    JSON.stringify(role).includes('dynamodb:'),
  )
  expect(using.length).toBeGreaterThan(30)
  for (const role of using) {
    const statements = policies.parse(role).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    expect(
      statements.filter(({ Action }) => JSON.stringify(Action).includes('kms:')),
      role.id,
    ).toMatchObject([
      {
        Action: expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey']),
        Resource: arn('kms', `key/${id}`),
        Condition: { StringEquals: { 'kms:ViaService': expect.anything() } },
      },
    ])
  }
  expect(JSON.stringify(resources).match(/"kms:Decrypt"/g)).toHaveLength(using.length)
})

test('cdk-nag finds nothing wrong with it', () => {
  const file = join(String(Object(brought.node.root).outdir), 'validation-report.json')
  const report = readFileSync(file, 'utf8')
  expect(report).toContain('"Canary/Queue/Resource"')
  expect(report).not.toContain('Host/')
})

/** A host with a user pool and an SES identity in its own stack. */
const own = host()
const pool = new UserPool(own, 'Pool')
const domain = pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'acme' } })
const api = pool.addResourceServer('Api', {
  identifier: 'usher',
  scopes: [{ scopeName: 'operator', scopeDescription: 'Acts on every account' }],
})
let inOwn: Usher | undefined
const portalClient = pool.addClient('Portal', {
  generateSecret: false,
  oAuth: {
    scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
    callbackUrls: [Lazy.string({ produce: () => `${inOwn?.portal.url}/` })],
  },
})
const operator = pool.addClient('Backend', {
  generateSecret: true,
  oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.custom('usher/operator')] },
})
operator.node.addDependency(api)
inOwn = stackIn(own, {
  mail: MailSender.existing('no-reply@example.com', {
    identity: new EmailIdentity(own, 'Identity', { identity: Identity.domain('example.com') }),
  }),
  signIn: SignIn.existingPool(pool, portalClient, {
    loginUrl: domain.baseUrl(),
    operator: { client: operator },
    tokenClaims: true,
  }),
})
const backend = new Role(own, 'BackendRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
inOwn.grantOperator(backend)
const { Resources: ownResources, Outputs: ownOutputs } = templateIn(own)

test('a user pool that is there signs people in, and its tokens carry what Usher knows', () => {
  const pools = ofType(ownResources, 'AWS::Cognito::UserPool')
  expect(pools).toMatchObject([{ LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } } }])
  expect(pools[0]?.LambdaConfig).not.toHaveProperty('PreSignUp')
  const [poolId] = pools.map((one) => one.id)
  const clientId = (part: string) =>
    ofType(ownResources, 'AWS::Cognito::UserPoolClient').find((one) => one.id.includes(part))?.id
  expect(ofType(ownResources, 'AWS::Cognito::UserPoolClient')).toHaveLength(2)
  const [authorizer] = ofType(ownResources, 'AWS::ApiGatewayV2::Authorizer')
  expect(authorizer?.JwtConfiguration).toMatchObject({
    Audience: [{ Ref: clientId('PoolPortal') }, { Ref: clientId('PoolBackend') }],
  })
  expect(JSON.stringify(authorizer?.JwtConfiguration)).toContain(`{"Ref":"${poolId}"}`)
  expect(
    Object.keys(ownOutputs).filter((name) => /OperatorTokenUrl|OperatorClientId/.test(name)),
  ).toHaveLength(2)
})

test('an operator may read the secret of its client, and nothing else', () => {
  const [poolId] = ofType(ownResources, 'AWS::Cognito::UserPool').map((one) => one.id)
  const granted = ofType(ownResources, 'AWS::IAM::Policy').filter((one) => one.id.startsWith('BackendRole'))
  expect(granted).toMatchObject([
    {
      PolicyDocument: {
        Statement: [
          {
            Action: 'cognito-idp:DescribeUserPoolClient',
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [poolId, 'Arn'] },
          },
        ],
      },
    },
  ])
  expect(() => users.grantOperator(backend)).toThrow(
    'with an issuer of your own, give your backend the secret',
  )
})
