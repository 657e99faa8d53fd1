import { arn, stackId } from '../healthy-stack.ts'
import { type Fault, fault } from './fault.ts'

const earlier = arn('cloudformation', 'stack/Usher/earlier')

export const otherFaults: readonly Fault[] = [
  fault('a new AWS account', 'functions.concurrency', /at most 10 functions/, (world) => {
    world.lambda = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 }
  }),
  fault('concurrency reserved elsewhere', 'functions.concurrency', /at most 50 functions/, (world) => {
    world.lambda = { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 50 }
  }),
  fault('a pool of a stack that was deleted', 'leftovers.earlier', /userpool\/eu-west-1_old/, (world) => {
    world.otherStacks[earlier] = 'DELETE_COMPLETE'
    world.otherStacks[arn('cloudformation', 'stack/Staging/two')] = 'CREATE_COMPLETE'
    world.tagged.push(
      { arn: arn('cognito-idp', 'userpool/eu-west-1_old'), stackId: earlier },
      {
        arn: arn('cognito-idp', 'userpool/eu-west-1_staging'),
        stackId: arn('cloudformation', 'stack/Staging/two'),
      },
    )
  }),
  fault(
    'a table of a stack that AWS has forgotten',
    'leftovers.earlier',
    /table\/Usher-old/,
    ({ tagged }) => {
      tagged.push({ arn: arn('dynamodb', 'table/Usher-old'), stackId: earlier })
    },
  ),
  fault('a table that this stack has replaced', 'leftovers.earlier', /table\/Usher-first/, ({ tagged }) => {
    tagged.push({ arn: arn('dynamodb', 'table/Usher-first'), stackId })
  }),
]
