/**
 * Everything that follows a write. An email's path: a user put with `mail.state = queued`, the table's stream, the mail
 * queue, SES.
 *
 * The stream's function only passes the key on. So the queue retries an email that SES refuses by itself, while the
 * stream goes on. What either gives up on stays in a dead-letter queue for two weeks.
 */
import { Aws, Duration, Validations } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  CfnEventInvokeConfig,
  EventSourceMapping,
  FilterRule,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { Mail } from '../mail/mail.ts'
import type { TokenKey } from '../table/signing-key.ts'
import type { UsherTable } from '../table/table.ts'
import type { ChangeBus } from './event-bus.ts'
import { readStream } from './stream.ts'

// The fifth failure marks the user's email `failed`, and the message goes to the dead-letter queue.
const maxReceives = 5
const sendTimeout = Duration.seconds(30)
// The fewest that Lambda allows for a queue. Each pauses between its emails, so that together they keep to SES's rate.
const sendersAtOnce = 2

export interface EventsProps {
  defaults: FunctionDefaults
  table: UsherTable
  tokenKey: TokenKey
  mail: Mail
  bus: ChangeBus
  portalUrl: string
  signInUrl: string
  productName: string
  mailsPerSecond: number
}

export class Events extends Construct {
  /** The readers of the table's stream, by what they do. */
  readonly streamReaders: Record<string, LambdaFunction> = {}
  /** Counts the accounts whose emails Usher has paused. */
  pausedMails: Metric | undefined
  /** The dead-letter queues, by what they hold. */
  readonly deadLetters: Record<string, Queue> = {}
  /** For redriving: each dead-letter queue, and the function that it belongs to. */
  readonly redrive: Record<'mails' | 'auditEvents' | 'mailEvents', { queueUrl: string; functionName: string }>

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id)
    const mailDeadLetters = this.#deadLetters('Mails', 'MailDeadLetters')
    const mailQueue = new Queue(this, 'MailQueue', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      // Six times the consumer's timeout, as Lambda recommends, so that a message isn't delivered again while it's
      // being sent.
      visibilityTimeout: Duration.seconds(6 * sendTimeout.toSeconds()),
      deadLetterQueue: { queue: mailDeadLetters, maxReceiveCount: maxReceives },
    })
    this.#queueMails(mailQueue, props)
    this.redrive = {
      mails: given(mailDeadLetters, this.#sendMails(mailQueue, props)),
      auditEvents: this.#keepTrail(props),
      mailEvents: this.#hearOfMails(props),
    }
  }

  #queueMails(mailQueue: Queue, { defaults, table }: EventsProps): void {
    const lostRecords = this.#deadLetters('QueuedMails', 'LostStreamRecords')
    const onMailQueued = new UsherFunction(this, 'OnMailQueued', {
      ...defaults,
      name: 'on-mail-queued',
      description: 'Puts users whose mail is to go out from the stream onto the mail queue',
      environment: { MAIL_QUEUE_URL: mailQueue.queueUrl, LOST_RECORDS_QUEUE_URL: lostRecords.queueUrl },
      statements: [
        ...table.streamStatements(),
        new PolicyStatement({
          actions: ['sqs:SendMessage'],
          resources: [mailQueue.queueArn, lostRecords.queueArn],
        }),
      ],
    })
    // Ten lanes per shard, by account, so that a large import stays in one of them.
    const lanes = 10
    this.streamReaders.Mails = readStream(
      onMailQueued,
      table,
      lostRecords,
      {
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { NewImage: { mail: { M: { state: { S: FilterRule.isEqual('queued') } } } } },
      },
      lanes,
    )
  }

  #keepTrail({ defaults, table, bus }: EventsProps) {
    const lostChanges = this.#deadLetters('AuditEvents', 'LostChanges')
    const onChange = new UsherFunction(this, 'OnChange', {
      ...defaults,
      name: 'on-change',
      description:
        'Writes the audit trail and timelines from the stream of the table, and tells the event bus',
      environment: {
        TABLE_NAME: table.tableName,
        EVENT_BUS_NAME: bus.busName,
        LOST_RECORDS_QUEUE_URL: lostChanges.queueUrl,
      },
      statements: [
        ...table.streamStatements(),
        ...table.statements({ table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] }),
        bus.statement(),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [lostChanges.queueArn] }),
      ],
    })
    this.streamReaders.AuditTrail = readStream(onChange, table, lostChanges, {
      dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('ACCOUNT#') } } },
    })
    this.pausedMails = pausesIn(onChange)
    return given(lostChanges, onChange)
  }

  #hearOfMails({ defaults, table, mail }: EventsProps) {
    const lost = this.#deadLetters('MailEvents', 'LostMailEvents')
    const onMailEvent = new UsherFunction(this, 'OnMailEvent', {
      ...defaults,
      name: 'on-mail-event',
      description:
        'Writes to the user what SES says of their mail, and pauses mails that bounce or are reported',
      environment: { TABLE_NAME: table.tableName },
      statements: [
        ...table.statements({ table: ['Query', 'PutItem', 'UpdateItem'] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [lost.queueArn] }),
      ],
    })
    // EventBridge considers an event delivered once Lambda has it, so Lambda puts aside what the function fails on.
    new CfnEventInvokeConfig(onMailEvent, 'Failures', {
      functionName: onMailEvent.lambda.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: lost.queueArn } },
    })
    new Rule(this, 'MailEvents', {
      description: 'What SES says of the mails of this stack',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [mail.configurationSetName] } } },
      },
      targets: [
        new LambdaTarget(onMailEvent.lambda, {
          deadLetterQueue: lost,
          retryAttempts: 10,
          maxEventAge: Duration.hours(12),
        }),
      ],
    })
    return given(lost, onMailEvent)
  }

  #sendMails(mailQueue: Queue, props: EventsProps): UsherFunction {
    const { defaults, table, tokenKey, mail } = props
    const sendMail = new UsherFunction(this, 'SendMail', {
      ...defaults,
      name: 'send-mail',
      description: 'Sends the mails on the mail queue through SES',
      timeout: sendTimeout,
      environment: {
        TABLE_NAME: table.tableName,
        TOKEN_KEY_SECRET: tokenKey.secretArn,
        PORTAL_URL: props.portalUrl,
        SIGN_IN_URL: props.signInUrl,
        MAIL_FROM: mail.from,
        MAIL_CONFIGURATION_SET: mail.configurationSetName,
        PRODUCT_NAME: props.productName,
        MAIL_MAX_RECEIVES: String(maxReceives),
        MAIL_INTERVAL: String(Math.ceil((1_000 * sendersAtOnce) / props.mailsPerSecond)),
      },
      statements: [
        ...table.statements({ table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'] }),
        tokenKey.statement(),
        mail.statement(),
        new PolicyStatement({
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [mailQueue.queueArn],
        }),
      ],
    })
    Validations.of(sendMail).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
      reason:
        'In its sandbox SES asks for permission on the identity of the recipient too; a condition limits the sender to one address.',
    })
    const mapping = new EventSourceMapping(sendMail, 'Queue', {
      target: sendMail.lambda,
      eventSourceArn: mailQueue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: sendersAtOnce,
    })
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'The queue itself has a dead-letter queue; a mapping of a queue can name no other.',
    })
    return sendMail
  }

  #deadLetters(what: string, id: string): Queue {
    const queue = new Queue(this, id, {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
    })
    const reason = 'It is itself where what failed is put; nothing consumes it.'
    Validations.of(queue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    )
    this.deadLetters[what] = queue
    return queue
  }
}

/** Accounts whose emails Usher has paused: a metric made from the trail's line in the function's log. */
const pausesIn = (onChange: UsherFunction): Metric =>
  new MetricFilter(onChange, 'PausedMails', {
    logGroup: onChange.logGroup,
    filterPattern: FilterPattern.allTerms('account.mails_paused'),
    // Named after the stack, so that two in one AWS account don't count each other's.
    metricNamespace: `Usher/${Aws.STACK_NAME}`,
    metricName: 'MailsPaused',
  }).metric({ statistic: 'Sum', period: Duration.minutes(5) })

const given = ({ queueUrl }: Queue, { lambda: { functionName } }: UsherFunction) => ({
  queueUrl,
  functionName,
})
