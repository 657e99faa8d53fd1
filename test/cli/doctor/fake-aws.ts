/** AWS's clients, answering from a fake world. */
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation'
import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import {
  CognitoIdentityProviderClient,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb'
import { DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import {
  GetAccountSettingsCommand,
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda'
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2'
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { arn, type World } from './healthy-stack.ts'

const named = (name: string, message = name): Error => Object.assign(new Error(message), { name })

/** The IAM actions that were used. */
export const asked = new Set<string>()

/** From now on, answers come from this world. */
export const pretend = (world: World): void => {
  asked.clear()
  const as =
    <Input, Output>(action: string, answer: (input: Input) => Output) =>
    async (input: Input): Promise<NonNullable<Output>> => {
      asked.add(action)
      if (world.denied.has(action)) throw named('AccessDeniedException', `not authorized: ${action}`)
      const output = answer(input)
      if (output === undefined || output === null) throw named('ResourceNotFoundException')
      return output
    }
  const some = <Value, Output>(value: Value | undefined, output: (value: Value) => Output) =>
    value === undefined ? undefined : output(value)

  mockClient(CloudFormationClient)
    .on(DescribeStacksCommand)
    .callsFake(
      as('cloudformation:DescribeStacks', ({ StackName }: { StackName: string }) => {
        if (StackName === 'Usher') return { Stacks: [world.stack] }
        const StackStatus = world.otherStacks[StackName]
        if (StackStatus === undefined) throw named('ValidationError', `${StackName} does not exist`)
        return { Stacks: [{ StackStatus }] }
      }),
    )
    .on(ListStackResourcesCommand)
    .callsFake(
      as('cloudformation:ListStackResources', () => ({
        StackResourceSummaries: world.resources.map(({ id, type, name }) => ({
          LogicalResourceId: id,
          ResourceType: type,
          PhysicalResourceId: name,
        })),
      })),
    )
  mockClient(ResourceGroupsTaggingAPIClient)
    .on(GetResourcesCommand)
    .callsFake(
      as('tag:GetResources', () => ({
        ResourceTagMappingList: world.tagged.map((one) => ({
          ResourceARN: one.arn,
          Tags: [{ Key: 'aws:cloudformation:stack-id', Value: one.stackId }],
        })),
      })),
    )
  mockClient(SESv2Client)
    .on(GetAccountCommand)
    .callsFake(as('ses:GetAccount', () => world.account))
    .on(GetEmailIdentityCommand, { EmailIdentity: 'example.com' })
    .callsFake(as('ses:GetEmailIdentity', () => world.identity))
    .on(GetConfigurationSetCommand, { ConfigurationSetName: 'mails' })
    .callsFake(as('ses:GetConfigurationSet', () => world.configurationSet))
    .on(GetConfigurationSetEventDestinationsCommand)
    .callsFake(
      as('ses:GetConfigurationSetEventDestinations', () => ({ EventDestinations: world.destinations })),
    )
  mockClient(IAMClient)
    .on(SimulatePrincipalPolicyCommand, { PolicySourceArn: 'role-of-send-mail' })
    .callsFake(
      as(
        'iam:SimulatePrincipalPolicy',
        ({ ActionNames: [action], ResourceArns }: { ActionNames: string[]; ResourceArns: string[] }) => ({
          EvaluationResults: ResourceArns.map((resource) => ({
            EvalActionName: action,
            EvalResourceName: resource,
            EvalDecision: world.refused.has(`${action} ${resource}`) ? 'implicitDeny' : 'allowed',
          })),
        }),
      ),
    )
  mockClient(CognitoIdentityProviderClient)
    .on(DescribeUserPoolCommand)
    .callsFake(as('cognito-idp:DescribeUserPool', () => some(world.pool, (UserPool) => ({ UserPool }))))
    .on(DescribeUserPoolClientCommand)
    .callsFake(
      as('cognito-idp:DescribeUserPoolClient', ({ ClientId }: { ClientId: string }) =>
        ClientId === 'operator-client'
          ? { UserPoolClient: { ClientSecret: 'secret' } }
          : some(world.portalClient, (UserPoolClient) => ({ UserPoolClient })),
      ),
    )
    .on(DescribeUserPoolDomainCommand)
    .callsFake(as('cognito-idp:DescribeUserPoolDomain', () => ({ DomainDescription: world.domain })))
    .on(DescribeManagedLoginBrandingByClientCommand, { ClientId: 'portal-client' })
    .callsFake(
      as('cognito-idp:DescribeManagedLoginBrandingByClient', () =>
        world.branding ? { ManagedLoginBranding: {} } : undefined,
      ),
    )
  mockClient(DynamoDBClient)
    .on(DescribeTableCommand)
    .callsFake(as('dynamodb:DescribeTable', () => some(world.table, (Table) => ({ Table }))))
    .on(DescribeTimeToLiveCommand)
    .callsFake(
      as('dynamodb:DescribeTimeToLive', () => ({
        TimeToLiveDescription: { TimeToLiveStatus: world.timeToLive, AttributeName: 'ttl' },
      })),
    )
    .on(DescribeContinuousBackupsCommand)
    .callsFake(
      as('dynamodb:DescribeContinuousBackups', () => ({
        ContinuousBackupsDescription: { PointInTimeRecoveryDescription: world.backups },
      })),
    )
  mockClient(SecretsManagerClient)
    .on(DescribeSecretCommand)
    .callsFake(as('secretsmanager:DescribeSecret', () => world.secret))
  mockClient(LambdaClient)
    .on(GetFunctionConfigurationCommand)
    .callsFake(
      as('lambda:GetFunctionConfiguration', () => ({
        FunctionArn: world.senderArn,
        Role: 'role-of-send-mail',
        Environment: { Variables: world.sender },
      })),
    )
    .on(GetEventSourceMappingCommand)
    .callsFake(as('lambda:GetEventSourceMapping', ({ UUID }: { UUID: string }) => world.mappings[UUID]))
    .on(GetAccountSettingsCommand)
    .callsFake(as('lambda:GetAccountSettings', () => ({ AccountLimit: world.lambda })))
  mockClient(EventBridgeClient)
    .on(DescribeRuleCommand)
    .callsFake(
      as('events:DescribeRule', ({ Name }: { Name: string }) =>
        some(world.rules[Name], (State) => ({ State })),
      ),
    )
  mockClient(SQSClient)
    .on(GetQueueAttributesCommand)
    .callsFake(
      as('sqs:GetQueueAttributes', ({ QueueUrl }: { QueueUrl: string }) =>
        some(world.queues[QueueUrl], (Attributes) => ({ Attributes })),
      ),
    )
  mockClient(CloudWatchClient)
    .on(GetMetricDataCommand)
    .callsFake(as('cloudwatch:GetMetricData', () => ({ MetricDataResults: [{ Values: world.ages }] })))
    .on(DescribeAlarmsCommand)
    .callsFake(
      as('cloudwatch:DescribeAlarms', () => ({
        MetricAlarms: Object.entries(world.alarms).map(([AlarmName, StateValue]) => ({
          AlarmName,
          StateValue,
        })),
      })),
    )
  mockClient(SNSClient)
    .on(ListSubscriptionsByTopicCommand, { TopicArn: arn('sns', 'alarms') })
    .callsFake(as('sns:ListSubscriptionsByTopic', () => ({ Subscriptions: world.subscriptions })))
}
