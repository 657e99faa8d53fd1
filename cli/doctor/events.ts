/** What follows a write, and what monitors it: event source mappings, rules, dead letters, the stream, alarms. */
import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeRuleCommand } from '@aws-sdk/client-eventbridge'
import { GetEventSourceMappingCommand } from '@aws-sdk/client-lambda'
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns'
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { orNone } from './aws.ts'
import { type Check, check, ok, read, wrong } from './check.ts'
import { namesOf, resources } from './stack.ts'

export const mappings = read('lambda:GetEventSourceMapping', [resources], ({ aws }, all) =>
  Promise.all(
    all
      .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      .map(async ({ id, name: UUID }) => ({
        id,
        ...(await orNone(aws.lambda.send(new GetEventSourceMappingCommand({ UUID })))),
      })),
  ),
)

const rules = read('events:DescribeRule', [resources], ({ aws }, all) =>
  Promise.all(
    all
      .filter(({ type }) => type === 'AWS::Events::Rule')
      .map(async ({ id, name }) => {
        const [Name, EventBusName] = name.split('|').toReversed()
        return { id, ...(await orNone(aws.events.send(new DescribeRuleCommand({ Name, EventBusName })))) }
      }),
  ),
)

/** A queue that has no dead-letter queue of its own is one. */
const deadLetters = read('sqs:GetQueueAttributes', [resources], async ({ aws }, all) => {
  const queues = await Promise.all(
    all
      .filter(({ type }) => type === 'AWS::SQS::Queue')
      .map(async ({ id, name: QueueUrl }) => {
        const AttributeNames = ['RedrivePolicy', 'ApproximateNumberOfMessages'] as const
        const answer = await orNone(
          aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] })),
        )
        return { id, ...(answer?.Attributes ?? { ApproximateNumberOfMessages: 'not there' }) }
      }),
  )
  return queues.filter(({ RedrivePolicy }) => RedrivePolicy === undefined)
})

/** Minutes that a reader of the stream may lag behind; the same as in its alarm. */
const behind = 15

/** The largest lag of each reader of the stream, in milliseconds; none if nothing came in. */
const streamAges = read('cloudwatch:GetMetricData', [mappings], async ({ aws, now }, all) => {
  const readers = all.filter(({ EventSourceArn }) => EventSourceArn?.includes(':dynamodb:'))
  if (readers.length === 0) return []
  const { MetricDataResults = [] } = await aws.cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - behind * 60_000),
      EndTime: now,
      MetricDataQueries: readers.map(({ FunctionArn }, index) => ({
        Id: `age${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Lambda',
            MetricName: 'IteratorAge',
            Dimensions: [{ Name: 'FunctionName', Value: FunctionArn?.split(':')[6] }],
          },
          Period: 60,
          Stat: 'Maximum',
        },
      })),
    }),
  )
  return MetricDataResults.flatMap(({ Values = [] }) => Values)
})

const alarms = read('cloudwatch:DescribeAlarms', [resources], async ({ aws }, all) => {
  const AlarmNames = [...namesOf(all, 'AWS::CloudWatch::Alarm')]
  // Without names, CloudWatch would return every alarm of the AWS account.
  if (AlarmNames.length === 0) return []
  const { MetricAlarms = [] } = await aws.cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames, MaxRecords: 100 }),
  )
  return AlarmNames.map((name) => ({
    name,
    state: MetricAlarms.find(({ AlarmName }) => AlarmName === name)?.StateValue ?? 'not there',
  }))
})

/** The subscriptions of the alarms' topic; undefined if there's no topic. */
const subscriptions = read('sns:ListSubscriptionsByTopic', [resources], async ({ aws }, all) => {
  const [TopicArn] = namesOf(all, 'AWS::SNS::Topic')
  if (TopicArn === undefined) return undefined
  const answer = await orNone(aws.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn })))
  return answer?.Subscriptions ?? []
})

export const eventChecks: readonly Check[] = [
  check('events.mappings', 'Streams and queues reach their functions', [mappings], (all) => {
    const stopped = all.filter(({ State }) => State !== 'Enabled')
    if (stopped.length > 0)
      return wrong(
        stopped.map(({ id, State = 'not there' }) => `${id} is ${State}`).join(', '),
        'Enable it: aws lambda update-event-source-mapping --uuid … --enabled. If it is not there, deploy again',
      )
    const failing = all.filter(({ LastProcessingResult = '' }) => LastProcessingResult.startsWith('PROBLEM'))
    if (failing.length === 0) return ok(`${all.length} mappings are enabled`)
    return wrong(
      failing.map(({ id, LastProcessingResult }) => `${id}: ${LastProcessingResult}`).join(', '),
      'Look for errors in the log of the function, and mend them',
    )
  }),
  check('events.rules', 'The rules for mail events and the sweeper are enabled', [rules], (all) => {
    const off = all.filter(({ State }) => State !== 'ENABLED')
    if (off.length === 0) return ok(`${all.length} rules are enabled`)
    return wrong(
      off.map(({ id, State = 'not there' }) => `${id} is ${State}`).join(', '),
      'Enable it: aws events enable-rule --name …. If it is not there, deploy again',
    )
  }),
  check('events.dead-letters', 'The dead-letter queues are empty', [deadLetters], (queues) => {
    const full = queues.filter(({ ApproximateNumberOfMessages: count }) => count !== '0')
    if (full.length === 0) return ok(`${queues.length} queues are empty`)
    return wrong(
      full.map(({ id, ApproximateNumberOfMessages: count }) => `${id}: ${count}`).join(', '),
      'Find the error in the log of the function, mend it, and run npx usher dead-letters redrive',
    )
  }),
  check('events.stream', 'The readers of the table’s stream keep up', [streamAges], (ages) => {
    const minutes = Math.round(Math.max(0, ...ages) / 60_000)
    if (minutes < behind)
      return ok(ages.length === 0 ? 'nothing has come in lately' : `at most ${minutes} minutes behind`)
    return wrong(
      `a reader is ${minutes} minutes behind`,
      'Look for errors in the logs of on-mail-queued and on-change; after an hour changes go to a dead-letter queue',
    )
  }),
  check('events.alarms', 'No alarm is on', [alarms], (all) => {
    const on = all.filter(({ state }) => state === 'ALARM' || state === 'not there')
    if (on.length === 0) return ok(`${all.length} alarms are off`)
    return wrong(
      on.map(({ name, state }) => `${name}: ${state}`).join(', '),
      'The alarm’s description in CloudWatch says what to do; one that is not there comes back with a deploy',
    )
  }),
  check('events.alarm-mail', 'Alarms reach somebody', [subscriptions], (all) => {
    if (all === undefined) return ok('nobody gets a mail: alarmEmail is not set')
    const pending = all.filter(({ SubscriptionArn = '' }) => !SubscriptionArn.startsWith('arn:'))
    if (all.length > 0 && pending.length === 0) return ok(all.map(({ Endpoint }) => Endpoint).join(', '))
    return wrong(
      all.length === 0
        ? 'nobody is subscribed'
        : `not confirmed: ${pending.map(({ Endpoint }) => Endpoint).join(', ')}`,
      'Confirm the mail that AWS Notifications sent to alarmEmail. It is good for three days: after that, subscribe the address to the topic again',
    )
  }),
]
