import { type Fault, fault } from './fault.ts'

export const stackFaults: readonly Fault[] = [
  fault(
    'a deploy that failed',
    'stack.status',
    /last deploy failed \(UPDATE_ROLLBACK_COMPLETE\)/,
    ({ stack }) => {
      stack.StackStatus = 'UPDATE_ROLLBACK_COMPLETE'
    },
  ),
  fault('a deploy under way', 'stack.status', /under way \(UPDATE_IN_PROGRESS\)/, ({ stack }) => {
    stack.StackStatus = 'UPDATE_IN_PROGRESS'
  }),
  fault('a stack without its outputs', 'stack.outputs', /missing or unreadable: .*TableName/, ({ stack }) => {
    stack.Outputs = stack.Outputs?.filter(({ OutputKey }) => OutputKey !== 'TableName')
  }),
  fault(
    'a resource changed by hand',
    'stack.drift',
    /describe-stack-resource-drifts --stack-name Usher/,
    (world) => {
      world.stack.DriftInformation = { StackDriftStatus: 'DRIFTED' }
    },
  ),
]
