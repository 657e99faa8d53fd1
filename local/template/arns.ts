/** What the template's references resolve to here: names are the ids in the template, and ARNs have AWS's format. */
import { region } from '../services/dynamodb.ts'
import { accountNumber, type LocalValue } from './template.ts'

export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountNumber}:${resource}`

/** The ARNs of the resources that policies name, by type. */
const arns: Readonly<Record<string, (id: string) => string>> = {
  'AWS::DynamoDB::GlobalTable': (id) => arnOf('dynamodb', `table/${id}`),
  'AWS::Events::EventBus': (id) => arnOf('events', `event-bus/${id}`),
  'AWS::Logs::LogGroup': (id) => arnOf('logs', `log-group:${id}:*`),
  'AWS::SQS::Queue': (id) => arnOf('sqs', id),
  'AWS::SecretsManager::Secret': (id) => arnOf('secretsmanager', `secret:${id}`),
}

/** The references of a system whose functions send AWS calls to `gateUrl`. */
export const localValue =
  (gateUrl: string): LocalValue =>
  (id, type, attribute) => {
    const arn = arns[type]?.(id) ?? `arn:aws:local:::${id}`
    switch (attribute) {
      case undefined:
        if (type === 'AWS::SQS::Queue') return `${gateUrl}/${id}`
        return type === 'AWS::SecretsManager::Secret' ? arn : id
      case 'DomainName':
        return 'localhost'
      case 'StreamArn':
        return `${arn}/stream/local`
      default:
        return arn
    }
  }

/** The id in the template of the resource that a local ARN names. */
export const idOfArn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1)
