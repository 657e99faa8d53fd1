/**
 * Alarms on conditions that a person should look at, each with instructions in its description, and a dashboard of the
 * same.
 */
import { Aws, Duration, Validations } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

interface AlarmsProps {
  apiId: string
  /** The readers of the table's stream, by what they do. */
  streamReaders: Readonly<Record<string, LambdaFunction>>
  /** The dead-letter queues, by what they hold. */
  deadLetters: Readonly<Record<string, Queue>>
  /** Counts the accounts whose emails Usher has paused. */
  pausedMails: Metric | undefined
  /** The scheduled functions, by what they do. */
  scheduled: Readonly<Record<string, LambdaFunction>>
  /** Who gets an email when something is wrong; nobody by default, and the alarms only show in CloudWatch. */
  alarmEmail: string | undefined
}

type Watch = {
  metric: Metric
  threshold: number
  /** What it means, and what to do. */
  description: string
  /** Consecutive periods that must breach. */
  periods?: number
}

const fiveMinutes = Duration.minutes(5)

export class Alarms extends Construct {
  readonly alarms: readonly Alarm[]

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    const { apiId, streamReaders, deadLetters, pausedMails, scheduled, alarmEmail } = props
    const watches: Record<string, Watch> = {
      ...apiWatches(apiId),
      ...mailWatches,
      ...(pausedMails && { PausedMails: pausedMailsWatch(pausedMails) }),
      ...Object.fromEntries(
        Object.entries(streamReaders).map(([what, reader]) => [`StreamAge${what}`, streamAge(what, reader)]),
      ),
      ...Object.fromEntries(
        Object.entries(deadLetters).map(([what, queue]) => [`DeadLetters${what}`, deadLetter(what, queue)]),
      ),
      ...Object.fromEntries(
        Object.entries(scheduled).map(([what, lambda]) => [`Failing${what}`, failing(what, lambda)]),
      ),
    }
    const topic = alarmEmail === undefined ? undefined : this.#topic(alarmEmail)
    this.alarms = Object.entries(watches).map(([name, watch]) => this.#alarm(name, watch, topic))
    new Dashboard(this, 'Dashboard', {
      widgets: Object.entries(watches).map(([name, { metric }]) => [
        new GraphWidget({ title: name, left: [metric], width: 24 }),
      ]),
    })
  }

  #alarm(name: string, { metric, threshold, description, periods = 1 }: Watch, topic?: Topic): Alarm {
    const alarm = new Alarm(this, name, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      alarmDescription: description,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    if (topic) {
      alarm.addAlarmAction(new SnsAction(topic))
      alarm.addOkAction(new SnsAction(topic))
    }
    return alarm
  }

  #topic(alarmEmail: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true })
    // The policy that requires TLS replaces the default one, which had allowed CloudWatch to publish.
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'))
    const subscription = topic.addSubscription(new EmailSubscription(alarmEmail))
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'CloudWatch keeps the state of each alarm; a mail that cannot be delivered holds nothing that is lost.',
    })
    return topic
  }
}

const apiWatches = (ApiId: string): Record<string, Watch> => {
  const metric = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId },
      statistic,
      period: fiveMinutes,
    })
  return {
    ApiErrors: {
      metric: metric('5xx', 'Sum'),
      threshold: 5,
      description:
        'More than 5 requests in 5 minutes failed on our side. Look for status 5xx in the access log of the API, and by its requestId in the log of the function.',
    },
    ApiRefusals: {
      metric: metric('4xx', 'Sum'),
      threshold: 1_000,
      description:
        'More than 1000 requests in 5 minutes were refused. Look at routes and codes in the access log: a wrong client, somebody who tries tokens, or the throttles of the API are too tight.',
    },
    ApiLatency: {
      metric: metric('Latency', 'p99'),
      threshold: 3_000,
      periods: 3,
      description:
        'One in a hundred requests took more than 3 s for 15 minutes. Compare with the integration latency in the access log; then look at the table for throttled requests.',
    },
  }
}

/** SES reviews a sender at 5 % bounces and 0.1 % complaints, and may pause it at 10 % and 0.5 %. */
const mailWatches: Record<string, Watch> = {
  BounceRate: {
    metric: new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.BounceRate',
      period: Duration.hours(1),
    }),
    threshold: 0.04,
    description:
      'Over 4 % of the mails of this AWS account bounce; SES reviews senders at 5 %. Find the account whose invitations bounce (status “Bounced” on its Users page), and stop it: switch its invite link off, or suspend who imports bad lists.',
  },
  ComplaintRate: {
    metric: new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.ComplaintRate',
      period: Duration.hours(1),
    }),
    threshold: 0.0008,
    description:
      'Over 0.08 % of the mails of this AWS account are marked as spam; SES reviews senders at 0.1 %. Find who invites people that do not know them (mail state “Marked as spam”), and stop them.',
  },
}

const pausedMailsWatch = (metric: Metric): Watch => ({
  metric,
  threshold: 0,
  description:
    'Too many mails of an account bounced or were reported, so its mails wait. The log of on-change names the account. Talk to its administrators; npx usher accounts resume-mails lets its mails go on, npx usher accounts suspend ends it all.',
})

const streamAge = (what: string, reader: LambdaFunction): Watch => ({
  metric: reader.metric('IteratorAge', { statistic: 'Maximum', period: fiveMinutes }),
  threshold: Duration.minutes(15).toMilliseconds(),
  description: `${what} is more than 15 minutes behind the table. What it cannot write for an hour goes to a dead-letter queue: look for errors in the log of the function, and mend what it cannot write.`,
})

const deadLetter = (what: string, queue: Queue): Watch => ({
  metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: 'Maximum' }),
  threshold: 0,
  description: `${what}: something was given up on, and lies in the dead-letter queue of ${Aws.STACK_NAME} for two weeks. Find the error in the log of the function that it was meant for, mend it, and run npx usher dead-letters redrive. Mails that were lost on their way to the queue (QueuedMails) go out by themselves; purge that one.`,
})

const failing = (what: string, lambda: LambdaFunction): Watch => ({
  metric: lambda.metricErrors({ period: Duration.hours(1) }),
  threshold: 1,
  description: `${what} failed more than once within an hour. It runs every 15 minutes, and each run does what the one before did not: look for errors in the log of the function, and mend them.`,
})
