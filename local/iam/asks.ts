/** What an AWS call asks to do, on which resource, and in whose name, read from the request as the service would. */
import * as z from 'zod/mini'
import { arnOf } from '../template/arns.ts'
import type { Ask } from './policy.ts'

export type Caller = { readonly functionId: string; readonly service: string }

/**
 * Taken from the signature: a function's access key is its id in the template. Without a signature the caller is
 * `nobody`, who may do nothing.
 */
export const callerOf = (authorization = ''): Caller => {
  const signature = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization)
  return { functionId: signature?.[1] ?? 'nobody', service: signature?.[2] ?? 'nothing' }
}

const onTable = z.object({ TableName: z.string(), IndexName: z.optional(z.string()) })
const onTables = z.union([
  z.object({ TransactItems: z.array(z.record(z.string(), onTable)) }),
  z.object({ RequestItems: z.record(z.string(), z.unknown()) }),
  onTable,
])
const onQueue = z.object({ QueueUrl: z.string() })
const onSecret = z.object({ SecretId: z.string() })
const onBuses = z.object({ Entries: z.array(z.object({ EventBusName: z._default(z.string(), 'default') })) })

const readers: Readonly<Record<string, (operation: string, body: string) => readonly Ask[]>> = {
  dynamodb: (operation, body) => {
    const input = onTables.parse(JSON.parse(body))
    if ('RequestItems' in input)
      return Object.keys(input.RequestItems).map((TableName) => tableAsk(operation, { TableName }))
    if (!('TransactItems' in input)) return [tableAsk(operation, input)]
    // IAM checks each item of a transaction by its action: `Put` is `dynamodb:PutItem`.
    return input.TransactItems.flatMap((item) =>
      Object.entries(item).map(([verb, one]) => tableAsk(`${verb}Item`, one)),
    )
  },
  sqs: (operation, body) => {
    const { QueueUrl } = onQueue.parse(JSON.parse(body))
    const resource = arnOf('sqs', QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1))
    return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource }]
  },
  secretsmanager: (operation, body) => [
    { action: `secretsmanager:${operation}`, resource: onSecret.parse(JSON.parse(body)).SecretId },
  ],
  events: (operation, body) =>
    onBuses.parse(JSON.parse(body)).Entries.map(({ EventBusName }) => ({
      action: `events:${operation}`,
      resource: EventBusName.startsWith('arn:') ? EventBusName : arnOf('events', `event-bus/${EventBusName}`),
    })),
  ses: (_, body) => {
    const input = new URLSearchParams(body)
    const source = input.get('Source') ?? ''
    const from = /<([^>]*)>$/.exec(source)?.[1] ?? source
    const configurationSet = input.get('ConfigurationSetName')
    // In its sandbox, SES requires permission on the recipients' identities as well.
    const recipients = [...input].flatMap(([name, value]) =>
      /Addresses|Destinations/.test(name) ? value : [],
    )
    return [
      ...new Set(
        [from, ...recipients].map((address) => `identity/${address.slice(address.lastIndexOf('@') + 1)}`),
      ),
      ...(configurationSet === null ? [] : [`configuration-set/${configurationSet}`]),
    ].map((resource) => ({
      action: `ses:${input.get('Action')}`,
      resource: arnOf('ses', resource),
      conditions: { 'ses:FromAddress': from },
    }))
  },
}

const tableAsk = (operation: string, { TableName, IndexName }: z.output<typeof onTable>): Ask => ({
  action: `dynamodb:${operation}`,
  resource: arnOf('dynamodb', `table/${TableName}${IndexName === undefined ? '' : `/index/${IndexName}`}`),
})

/** All of them must be allowed. `target` is the header `x-amz-target`. Throws for a call that isn't known here. */
export const asksOf = (service: string, target = '', body = ''): readonly Ask[] => {
  const asks = readers[service]?.(target.slice(target.indexOf('.') + 1), body) ?? []
  if (asks.length === 0) throw new Error(`${service} ${target} is not known on this machine`)
  return asks
}
