/** The AWS clients that the doctor uses, with the caller's own credentials and region. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { IAMClient } from '@aws-sdk/client-iam'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESv2Client } from '@aws-sdk/client-sesv2'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'

export const awsClients = () => ({
  cloudformation: new CloudFormationClient(),
  cloudwatch: new CloudWatchClient(),
  cognito: new CognitoIdentityProviderClient(),
  dynamodb: new DynamoDBClient(),
  events: new EventBridgeClient(),
  iam: new IAMClient(),
  lambda: new LambdaClient(),
  tags: new ResourceGroupsTaggingAPIClient(),
  secrets: new SecretsManagerClient(),
  ses: new SESv2Client(),
  sns: new SNSClient(),
  sqs: new SQSClient(),
})
export type Aws = ReturnType<typeof awsClients>

/** AWS's answer; undefined if it says that the resource doesn't exist. */
export const orNone = async <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Error && missing.includes(error.name)) return undefined
    throw error
  }
}

const missing: readonly string[] = [
  'NotFoundException',
  'ResourceNotFoundException',
  'ConfigurationSetDoesNotExistException',
  'NoSuchEntityException',
  'QueueDoesNotExist',
]
