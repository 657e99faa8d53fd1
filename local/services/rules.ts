/** EventBridge: the template's rules, which call functions for an event on a bus or on a schedule. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { Invokable } from '../lambda/local-function.ts'
import type { Log } from '../log.ts'
import { idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import { region } from './dynamodb.ts'
import { matches } from './event-pattern.ts'

const ruleProperties = z.object({
  EventBusName: z._default(z.string(), 'default'),
  EventPattern: z.optional(z.unknown()),
  ScheduleExpression: z.optional(z.string()),
  Targets: z.array(z.object({ Arn: z.string() })),
})

/** An entry of `PutEvents`. */
export const busEntry = z.object({
  EventBusName: z._default(z.string(), 'default'),
  Source: z.string(),
  DetailType: z.string(),
  Detail: z.string(),
  Time: z.optional(z.number()),
})
type BusEntry = z.output<typeof busEntry>

type Parts = {
  readonly functions: ReadonlyMap<string, Invokable>
  readonly log: Pick<Log, 'write'>
}

export type EventBuses = {
  /** Puts an event on its bus, and returns its id. Throws if the bus doesn't exist. */
  readonly put: (entry: BusEntry) => string
  /** Stops the schedules. */
  readonly stop: () => void
}

/** Starts the scheduled rules, and returns the buses. Each event is logged under its bus. */
export const startRules = (template: Template, { functions, log }: Parts): EventBuses => {
  const rules = template.ofType('AWS::Events::Rule', ruleProperties).map(({ properties }) => ({
    ...properties,
    lambdas: properties.Targets.flatMap(({ Arn }) => functions.get(idOfArn(Arn)) ?? []),
  }))
  const buses = template.ofType('AWS::Events::EventBus', z.unknown()).map(({ id }) => id)
  const timers = rules.flatMap(({ ScheduleExpression, lambdas }) => {
    if (ScheduleExpression === undefined) return []
    const event = () => eventOf({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} })
    const call = () => lambdas.map((lambda) => lambda.invoke(event()))
    return [setInterval(call, millisecondsOf(ScheduleExpression))]
  })
  const put = ({ EventBusName, Source, DetailType, Detail, Time }: BusEntry): string => {
    if (!buses.includes(EventBusName)) throw new Error(`There is no event bus ${EventBusName}`)
    const detail: unknown = JSON.parse(Detail)
    const time = Time === undefined ? new Date() : new Date(Time * 1_000)
    const event = eventOf({ source: Source, 'detail-type': DetailType, detail }, time)
    log.write(EventBusName, JSON.stringify(event))
    for (const rule of rules)
      if (rule.EventBusName === EventBusName && matches(rule.EventPattern, event))
        for (const lambda of rule.lambdas) void lambda.invoke(event)
    return event.id
  }
  return { put, stop: () => timers.forEach(clearInterval) }
}

type Told = { readonly source: string; readonly 'detail-type': string; readonly detail: unknown }

const eventOf = (told: Told, time = new Date()) => ({
  version: '0',
  id: randomUUID(),
  ...told,
  account: '000000000000',
  time: time.toISOString().replace(/\.\d+/, ''),
  region,
  resources: [],
})

const milliseconds: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const millisecondsOf = (expression: string): number => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const each = milliseconds[unit]
  if (each === undefined) throw new Error(`The schedule ${expression} is not known on this machine`)
  return Number(count) * each
}
