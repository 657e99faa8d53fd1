/**
 * What Lambda itself does in a function's name: it writes the function's log, reads from its mappings' sources, and
 * puts aside events that failed for good. Without these permissions, a deploy couldn't create the mapping.
 */
import * as z from 'zod/mini'
import type { Permissions } from '../iam/permissions.ts'
import type { Ask } from '../iam/policy.ts'
import { arnOf } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import { mappingProperties } from './mapping.ts'

const functionLog = z.object({ LoggingConfig: z.object({ LogGroup: z.string() }) })

const invokeConfig = z.object({
  FunctionName: z.string(),
  DestinationConfig: z.optional(z.object({ OnFailure: z.object({ Destination: z.string() }) })),
})

const streamActions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']
const queueActions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes']
const logActions = ['CreateLogStream', 'PutLogEvents']

/** Throws if the role of one of these functions doesn't allow what Lambda needs. */
export const requireForLambda = (
  template: Template,
  functionIds: ReadonlySet<string>,
  permissions: Permissions,
): void => {
  const logs = template
    .ofType('AWS::Lambda::Function', functionLog)
    .map(({ id, properties }) => ({ id, asks: logAsks(properties.LoggingConfig.LogGroup) }))
  const mappings = template
    .ofType('AWS::Lambda::EventSourceMapping', mappingProperties)
    .map(({ properties: { FunctionName, EventSourceArn, DestinationConfig } }) => ({
      id: FunctionName,
      asks: [...sourceAsks(EventSourceArn), ...destinationAsks(DestinationConfig?.OnFailure.Destination)],
    }))
  const failures = template
    .ofType('AWS::Lambda::EventInvokeConfig', invokeConfig)
    .map(({ properties: { FunctionName, DestinationConfig } }) => ({
      id: FunctionName,
      asks: destinationAsks(DestinationConfig?.OnFailure.Destination),
    }))
  for (const { id, asks } of [...logs, ...mappings, ...failures].filter((one) => functionIds.has(one.id))) {
    const refused = permissions.refused(id, asks)
    if (refused) throw new Error(`Lambda needs ${refused.action} on ${refused.resource} for ${id}`)
  }
}

const asksFor = (service: string, actions: readonly string[], resource: string): Ask[] =>
  actions.map((action) => ({ action: `${service}:${action}`, resource }))

const logAsks = (group: string): Ask[] =>
  asksFor('logs', logActions, arnOf('logs', `log-group:${group}:log-stream:any`))

const sourceAsks = (arn: string): Ask[] =>
  arn.startsWith(arnOf('sqs', ''))
    ? asksFor('sqs', queueActions, arn)
    : asksFor('dynamodb', streamActions, arn)

const destinationAsks = (arn: string | undefined): Ask[] =>
  arn === undefined ? [] : asksFor('sqs', ['SendMessage'], arn)
