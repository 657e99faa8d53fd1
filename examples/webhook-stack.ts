/**
 * A webhook for changes in Usher: each event on its bus is posted to a URL of yours, with a key in a header. Events
 * that the URL doesn't accept are retried for a day, then kept in a queue for two weeks.
 *
 *     aws secretsmanager create-secret --name usher-webhook-key --secret-string "$(openssl rand -hex 32)"
 *     npx cdk deploy --app "node examples/webhook-stack.ts" \
 *       -c eventBusName=THE_OUTPUT_EventBusName -c endpoint=https://example.com/usher-events
 *
 * docs/events.md says what the URL's server has to do.
 */
import { App, Duration, SecretValue, Stack } from 'aws-cdk-lib'
import {
  ApiDestination,
  Authorization,
  Connection,
  EventBus,
  Rule,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events'
import { ApiDestination as ApiDestinationTarget } from 'aws-cdk-lib/aws-events-targets'
import { Queue } from 'aws-cdk-lib/aws-sqs'

const app = new App()
const context = (name: string): string => {
  const value: unknown = app.node.tryGetContext(name)
  if (typeof value !== 'string') throw new Error(`Say -c ${name}=…`)
  return value
}

const stack = new Stack(app, 'UsherWebhook')
const connection = new Connection(stack, 'Connection', {
  authorization: Authorization.apiKey('x-usher-key', SecretValue.secretsManager('usher-webhook-key')),
})
const destination = new ApiDestination(stack, 'Destination', {
  connection,
  endpoint: context('endpoint'),
  rateLimitPerSecond: 20,
})
const refused = new Queue(stack, 'Refused', { enforceSSL: true, retentionPeriod: Duration.days(14) })
new Rule(stack, 'Changes', {
  eventBus: EventBus.fromEventBusName(stack, 'Bus', context('eventBusName')),
  // Leave out `detailType` to receive every event.
  eventPattern: {
    source: ['usher'],
    detailType: ['user.joined', 'user.changed', 'user.suspended', 'user.reinstated', 'user.removed'],
    detail: { version: [1] },
  },
  targets: [
    new ApiDestinationTarget(destination, {
      event: RuleTargetInput.fromEventPath('$.detail'),
      deadLetterQueue: refused,
      maxEventAge: Duration.hours(24),
      retryAttempts: 185,
    }),
  ],
})
