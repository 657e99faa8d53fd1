import { type Fault, fault, keyOf } from './fault.ts'

export const eventFaults: readonly Fault[] = [
  fault('a mapping that is off', 'events.mappings', /OnChangeStream.* is Disabled/, ({ mappings }) => {
    const key = keyOf(mappings, 'OnChangeStream')
    mappings[key] = { ...mappings[key], State: 'Disabled' }
  }),
  fault('a mapping that is gone', 'events.mappings', /OnMailQueuedStream.* is not there/, ({ mappings }) => {
    delete mappings[keyOf(mappings, 'OnMailQueuedStream')]
  }),
  fault(
    'a function that fails at its records',
    'events.mappings',
    /PROBLEM: Function call failed/,
    ({ mappings }) => {
      const key = keyOf(mappings, 'OnChangeStream')
      mappings[key] = { ...mappings[key], LastProcessingResult: 'PROBLEM: Function call failed' }
    },
  ),
  fault('a rule that is off', 'events.rules', /SweepMailsSchedule.* is DISABLED/, ({ rules }) => {
    rules[keyOf(rules, 'SweepMailsSchedule')] = 'DISABLED'
  }),
  fault('a rule that is gone', 'events.rules', /EventsMailEvents.* is not there/, ({ rules }) => {
    delete rules[keyOf(rules, 'EventsMailEvents')]
  }),
  fault('dead letters', 'events.dead-letters', /LostChanges.*: 3/, ({ queues }) => {
    queues[keyOf(queues, 'LostChanges')] = { ApproximateNumberOfMessages: '3' }
  }),
  fault(
    'a dead-letter queue that is gone',
    'events.dead-letters',
    /LostChanges.*: not there/,
    ({ queues }) => {
      delete queues[keyOf(queues, 'LostChanges')]
    },
  ),
  fault('a reader that is behind', 'events.stream', /20 minutes behind/, (world) => {
    world.ages = [0, 20 * 60_000]
  }),
  fault('an alarm that is on', 'events.alarms', /AlarmsApiErrors.*: ALARM/, ({ alarms }) => {
    alarms[keyOf(alarms, 'ApiErrors')] = 'ALARM'
  }),
  fault('an alarm that is gone', 'events.alarms', /AlarmsBounceRate.*: not there/, ({ alarms }) => {
    delete alarms[keyOf(alarms, 'BounceRate')]
  }),
  fault(
    'a subscription that nobody confirmed',
    'events.alarm-mail',
    /not confirmed: ops@example\.com/,
    (world) => {
      world.subscriptions = [{ Endpoint: 'ops@example.com', SubscriptionArn: 'PendingConfirmation' }]
    },
  ),
  fault('alarms that nobody gets any more', 'events.alarm-mail', /nobody is subscribed/, (world) => {
    world.subscriptions = []
  }),
]
