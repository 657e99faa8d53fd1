/** A healthy deployed stack, as AWS and the web would show it. Each test breaks one thing in it. */
import type { Stack } from '@aws-sdk/client-cloudformation'
import type { StateValue } from '@aws-sdk/client-cloudwatch'
import type {
  DomainDescriptionType,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider'
import type { PointInTimeRecoveryDescription, TableDescription } from '@aws-sdk/client-dynamodb'
import type { AccountLimit, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda'
import type { DescribeSecretResponse } from '@aws-sdk/client-secrets-manager'
import type { EventDestination, GetAccountResponse, GetEmailIdentityResponse } from '@aws-sdk/client-sesv2'
import type { Subscription } from '@aws-sdk/client-sns'
import type { Resource } from '../../../cli/doctor/stack.ts'
import { synthesized } from '../../support/synthesized.ts'
import { api, issuer, portal, tokenUrl, web } from './healthy-web.ts'

export const now = new Date('2026-11-25T12:00:00Z')
export const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:123456789012:${name}`
export const stackId = arn('cloudformation', 'stack/Usher/one')
const [secret, topic] = [arn('secretsmanager', 'secret:key-a1b2c3'), arn('sns', 'alarms')]

const template = synthesized({
  mailFrom: 'no-reply@example.com',
  adminEmail: 'ada@example.com',
  alarmEmail: 'ops@example.com',
})
const idOf = (part: string): string =>
  Object.keys(template).find((id) => id.includes(part)) ?? `no ${part} in the template`

/** The names that AWS gave to resources that others refer to; the rest use their logical ids. */
const names: Readonly<Record<string, string>> = {
  [idOf('DataTable')]: 'Usher-table',
  [idOf('SignInUserPoolOperator')]: 'operator-client',
  [idOf('SignInUserPoolPortal')]: 'portal-client',
  [idOf('SignInUserPoolDomain')]: 'usher-domain',
  [Object.entries(template).find(([, { Type }]) => Type === 'AWS::Cognito::UserPool')?.[0] ?? '']:
    'eu-west-1_pool',
  [Object.entries(template).find(([, { Type }]) => Type === 'AWS::SecretsManager::Secret')?.[0] ?? '']:
    secret,
  [Object.entries(template).find(([, { Type }]) => Type === 'AWS::SNS::Topic')?.[0] ?? '']: topic,
  [Object.entries(template).find(([, { Type }]) => Type === 'AWS::SES::EmailIdentity')?.[0] ?? '']:
    'example.com',
}
const resources = (): Resource[] =>
  Object.entries(template).map(([id, { Type: type }]) => ({ id, type, name: names[id] ?? id }))

const functionArn = (part: string) => arn('lambda', `function:${idOf(part)}`)
const sendMail = idOf('SendMailFunction')

const outputs = {
  PortalUrl: portal,
  ApiUrl: api,
  Issuer: issuer,
  TokenKeySecretArn: secret,
  TableName: 'Usher-table',
  DeadLetters: JSON.stringify(
    Object.fromEntries(
      ['mails', 'auditEvents', 'mailEvents'].map((kind) => [
        kind,
        { queueUrl: kind, functionName: sendMail },
      ]),
    ),
  ),
  OperatorClientId: 'operator-client',
  OperatorTokenUrl: tokenUrl,
}

const mapping = (reader: string, source: string): EventSourceMappingConfiguration => ({
  State: 'Enabled',
  LastProcessingResult: 'No records processed',
  FunctionArn: functionArn(reader),
  EventSourceArn: source,
})
const stream = arn('dynamodb', 'table/Usher-table/stream/now')
const mappings = (): Record<string, EventSourceMappingConfiguration> => ({
  [idOf('OnMailQueuedStream')]: mapping('OnMailQueuedFunction', stream),
  [idOf('OnChangeStream')]: mapping('OnChangeFunction', stream),
  [idOf('SendMailQueue')]: {
    ...mapping('SendMailFunction', arn('sqs', 'mails')),
    ScalingConfig: { MaximumConcurrency: 2 },
  },
})

const queueOf = (id: string): Record<string, string> => ({
  ApproximateNumberOfMessages: '0',
  ...(id.includes('MailQueue') && { RedrivePolicy: '{}' }),
})
const idsOf = (type: string): string[] => Object.keys(template).filter((id) => template[id]?.Type === type)
const each = <Value>(type: string, of: (id: string) => Value): Record<string, Value> =>
  Object.fromEntries(idsOf(type).map((id) => [id, of(id)]))

type Tagged = { readonly arn: string; readonly stackId: string }

export const healthyStack = () => ({
  /** IAM actions that AWS refuses. */
  denied: new Set<string>(),
  stack: {
    StackName: 'Usher',
    StackId: stackId,
    CreationTime: now,
    StackStatus: 'UPDATE_COMPLETE',
    DriftInformation: { StackDriftStatus: 'IN_SYNC', LastCheckTimestamp: now },
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  } as Stack,
  resources: resources(),
  /** Other stacks that AWS knows by their id. */
  otherStacks: {} as Record<string, string>,
  tagged: [
    { arn: arn('dynamodb', 'table/Usher-table'), stackId },
    { arn: secret, stackId },
    { arn: arn('ses', 'identity/example.com'), stackId },
    { arn: arn('cognito-idp', 'userpool/eu-west-1_pool'), stackId },
  ] as Tagged[],
  account: {
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    EnforcementStatus: 'HEALTHY',
    SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 12 },
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
  } as GetAccountResponse,
  identity: {
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS', Tokens: ['one', 'two', 'three'] },
  } as GetEmailIdentityResponse | undefined,
  configurationSet: {
    SendingOptions: { SendingEnabled: true },
    SuppressionOptions: { SuppressedReasons: ['COMPLAINT'] },
  } as
    | {
        SendingOptions?: { SendingEnabled: boolean }
        SuppressionOptions?: { SuppressedReasons: ('BOUNCE' | 'COMPLAINT')[] }
      }
    | undefined,
  destinations: [
    {
      Name: 'events',
      Enabled: true,
      MatchingEventTypes: ['DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'],
      EventBridgeDestination: { EventBusArn: arn('events', 'event-bus/default') },
    },
  ] as EventDestination[],
  sender: {
    MAIL_FROM: 'no-reply@example.com',
    MAIL_CONFIGURATION_SET: 'mails',
    MAIL_INTERVAL: '143',
  } as Record<string, string>,
  senderArn: functionArn('SendMailFunction'),
  /** What IAM would refuse the role of send-mail, as `action resource`: everything but raw emails. */
  refused: new Set([`ses:SendEmail ${arn('ses', 'identity/example.com')}`]),
  pool: {
    UserPoolTier: 'ESSENTIALS',
    DeletionProtection: 'ACTIVE',
    EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', From: 'no-reply@example.com' },
    LambdaConfig: {
      PreSignUp: functionArn('OnSignUpFunction'),
      PreTokenGenerationConfig: { LambdaArn: functionArn('OnTokenFunction'), LambdaVersion: 'V2_0' },
    },
  } as UserPoolType | undefined,
  domain: { Domain: 'usher-domain', Status: 'ACTIVE', ManagedLoginVersion: 2 } as DomainDescriptionType,
  branding: true,
  portalClient: {
    CallbackURLs: [`${portal}/`],
    LogoutURLs: [`${portal}/`],
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
  } as UserPoolClientType | undefined,
  table: {
    TableName: 'Usher-table',
    TableStatus: 'ACTIVE',
    GlobalSecondaryIndexes: ['gsi1', 'gsi2', 'gsi3'].map((IndexName) => ({
      IndexName,
      IndexStatus: 'ACTIVE',
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    DeletionProtectionEnabled: true,
  } as TableDescription | undefined,
  timeToLive: 'ENABLED',
  backups: { PointInTimeRecoveryStatus: 'ENABLED', EarliestRestorableDateTime: now } as
    | PointInTimeRecoveryDescription
    | undefined,
  secret: { ARN: secret, LastAccessedDate: now } as DescribeSecretResponse | undefined,
  mappings: mappings(),
  rules: each('AWS::Events::Rule', () => 'ENABLED'),
  queues: each('AWS::SQS::Queue', queueOf),
  /** Milliseconds that the readers of the stream lag behind. */
  ages: [] as number[],
  alarms: each<StateValue>('AWS::CloudWatch::Alarm', () => 'OK'),
  subscriptions: [{ Endpoint: 'ops@example.com', SubscriptionArn: `${topic}:one` }] as Subscription[],
  lambda: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 } as AccountLimit,
  web: web(),
})
export type World = ReturnType<typeof healthyStack>
