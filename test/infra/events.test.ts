import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { functionNamed, grants, ofType, type Resources, stack, synthesized } from '../support/synthesized.ts'

test("the trail's writer reads the stream, writes events and tallies, publishes to the one bus, and may do nothing else", () => {
  expect(grants('OnChange')).toEqual([
    'dynamodb:DeleteItem DataTable',
    'dynamodb:DescribeStream DataTable',
    'dynamodb:GetItem DataTable',
    'dynamodb:GetRecords DataTable',
    'dynamodb:GetShardIterator DataTable',
    'dynamodb:ListStreams DataTable',
    'dynamodb:PutItem DataTable',
    'dynamodb:Query DataTable',
    'dynamodb:UpdateItem DataTable',
    'events:PutEvents ChangesBus',
    'sqs:SendMessage LostChanges',
  ])
  const publishers = ofType('AWS::IAM::Role').filter(([, { Properties }]) =>
    JSON.stringify(Properties).includes('events:PutEvents'),
  )
  expect(publishers).toHaveLength(1)
})

test('the mail sweeper runs every 15 minutes, reads held and overdue emails and touches items, and an alarm reports failures', () => {
  expect(grants('SweepMails')).toEqual([
    'dynamodb:DeleteItem DataTable',
    'dynamodb:GetItem DataTable',
    'dynamodb:Query DataTable',
    'dynamodb:Query gsi3',
    'dynamodb:UpdateItem DataTable',
  ])
  const rules = ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties)
  expect(rules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(15 minutes)')).toHaveLength(1)
  const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => JSON.stringify(Properties))
  const [id] = functionNamed('SweepMails')
  expect(alarms.filter((alarm) => alarm.includes(id) && alarm.includes('"Errors"'))).toHaveLength(1)
})

test('the function for mail events updates items, counts reports, puts aside what it fails on, and may do nothing else', () => {
  expect(grants('OnMailEvent')).toEqual([
    'dynamodb:PutItem DataTable',
    'dynamodb:Query DataTable',
    'dynamodb:UpdateItem DataTable',
    'sqs:SendMessage LostMailEvents',
  ])
  const [[, rule] = ['', undefined]] = ofType('AWS::Events::Rule')
  expect(rule?.Properties).toMatchObject({
    EventPattern: {
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': [expect.anything()] } } },
    },
  })
  const [[, failures] = ['', undefined]] = ofType('AWS::Lambda::EventInvokeConfig')
  expect(JSON.stringify(failures?.Properties.DestinationConfig)).toContain('LostMailEvents')
})

test('each dead-letter queue has an alarm, and each alarm says what to do', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm').map(([, { Properties }]) => JSON.stringify(Properties))
  const queues = ofType('AWS::SQS::Queue').filter(([id]) => !id.includes('MailQueue'))
  expect(queues).toHaveLength(4)
  for (const [id] of queues)
    expect(
      alarms.filter((alarm) => alarm.includes(id)),
      id,
    ).toHaveLength(1)
  expect(alarms.length).toBeGreaterThan(10)
  for (const alarm of alarms) expect(alarm).toMatch(/"AlarmDescription":.{80}/)
  expect(ofType('AWS::SNS::Topic')).toEqual([])
})

test('alarms go to the configured address', () => {
  const resources = synthesized({ mailFrom: 'no-reply@example.com', alarmEmail: 'ops@example.com' })
  const properties = (type: string) =>
    Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []))
  expect(properties('AWS::SNS::Subscription')).toMatchObject([
    { Protocol: 'email', Endpoint: 'ops@example.com' },
  ])
  expect(JSON.stringify(properties('AWS::SNS::TopicPolicy'))).toContain('cloudwatch.amazonaws.com')
  for (const alarm of properties('AWS::CloudWatch::Alarm')) expect(alarm?.AlarmActions).toHaveLength(1)
})

test('emails leave no faster than the setting says', () => {
  const intervalOf = (resources: Resources) => {
    const [send] = Object.entries(resources).filter(([id]) => /SendMailFunction/.test(id))
    const { Environment } = z
      .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) })
      .parse(send?.[1].Properties)
    return Environment.Variables.MAIL_INTERVAL
  }
  // Two senders at once, each with an email every so many milliseconds.
  expect(intervalOf(stack)).toBe('143')
  expect(intervalOf(synthesized({ mailsPerSecond: 50 }))).toBe('40')
})
