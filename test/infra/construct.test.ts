import { App, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { expect, test } from 'vitest'
import { prebuilt } from '../../infra/prebuilt.ts'
import { stackIn } from '../support/synthesized.ts'

const context = { 'aws:cdk:disable-asset-staging': true }
const host = (): Stack => new Stack(new App({ treeMetadata: false, context }), 'Host')

test('a host listens to changes, of some kinds or of all', () => {
  const stack = host()
  const usher = stackIn(stack)
  const targets = [new SqsQueue(new Queue(stack, 'Heard'))]
  usher.bus.onChange('Removed', { actions: ['user.removed'], targets })
  usher.bus.onChange('All', { targets })
  const template = Template.fromStack(stack)
  template.hasResourceProperties('AWS::Events::Rule', {
    EventBusName: { Ref: Match.stringLikeRegexp('^UsersChangesBus') },
    EventPattern: { source: ['usher'], detail: { version: [1] }, 'detail-type': ['user.removed'] },
  })
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { source: ['usher'], detail: { version: [1] }, 'detail-type': Match.absent() },
  })
})

test('a host’s own bus hears of changes in the place of one made here', () => {
  const stack = host()
  const eventBus = new EventBus(stack, 'OwnBus')
  const usher = stackIn(stack, { eventBus })
  expect(usher.bus.eventBus).toBe(eventBus)
  const template = Template.fromStack(stack)
  template.resourceCountIs('AWS::Events::EventBus', 1)
  const bus = { Ref: stack.getLogicalId(eventBus.node.defaultChild as never) }
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ EVENT_BUS_NAME: bus }) },
  })
  template.hasResourceProperties('AWS::IAM::Role', {
    Policies: [
      {
        PolicyDocument: {
          Statement: Match.arrayWith([Match.objectLike({ Action: 'events:PutEvents' })]),
        },
      },
    ],
  })
})

test('outputs and all else are named after the construct, so that two can be in one app', () => {
  const stacks = [host(), host()] as const
  const [one, other] = [stackIn(stacks[0]), stackIn(stacks[1], {}, 'Others')]
  const outputsOf = (stack: Stack) => Object.keys(Template.fromStack(stack).findOutputs('*'))
  expect(outputsOf(stacks[0]).filter((name) => name.startsWith('UsersApiUrl'))).toHaveLength(1)
  expect(outputsOf(stacks[1]).filter((name) => name.startsWith('OthersApiUrl'))).toHaveLength(1)
  expect(one.api.url).not.toBe(other.api.url)
  expect(one.alarms.length).toBeGreaterThan(5)
  expect(one.table.tableName).not.toBe(other.table.tableName)
  expect(one.signIn.audiences.length).toBeGreaterThan(0)
})

test('a clone, where nothing is built beside the code, says what to give', () => {
  expect(() => prebuilt()).toThrow('give them as `built`')
})
