/**
 * SQS: queues in memory, with visibility timeout and redrive as the template says. Waiting messages are lost when the
 * run ends; the table's stream, read from its beginning at the next start, queues them again.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'

const queueProperties = z.object({
  VisibilityTimeout: z._default(z.number(), 30),
  RedrivePolicy: z.optional(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })),
})

export type Message = {
  readonly id: string
  readonly body: string
  /** Each message without a group is a group of its own, as in SQS. */
  readonly group: string
  receives: number
  visibleAt: number
}

export class Queue {
  readonly #properties: z.output<typeof queueProperties>
  readonly #deadLetters: () => Queue | undefined
  readonly #messages = new Map<string, Message>()

  constructor(properties: z.output<typeof queueProperties>, deadLetters: () => Queue | undefined) {
    this.#properties = properties
    this.#deadLetters = deadLetters
  }

  get size(): number {
    return this.#messages.size
  }

  /** The id of the queue for messages that were received too often. */
  get deadLettersId(): string | undefined {
    const target = this.#properties.RedrivePolicy?.deadLetterTargetArn
    return target === undefined ? undefined : idOfArn(target)
  }

  /** Sends all messages to another queue, with their counts reset. */
  moveTo(other: Queue): void {
    for (const message of this.#messages.values()) {
      this.delete(message)
      other.send(message.body, message.group)
    }
  }

  /** Returns the id of the message. */
  send(body: string, group?: string): string {
    const id = randomUUID()
    this.#messages.set(id, { id, body, group: group ?? id, receives: 0, visibleAt: 0 })
    return id
  }

  /**
   * Up to `most` visible messages, which are then hidden for the visibility timeout; messages received too often are
   * moved on. Groups with fewer messages in flight come first, as in an SQS fair queue, so each gets its turn however
   * many messages wait in another.
   */
  receive(most: number, now: number): Message[] {
    const received: Message[] = []
    const { RedrivePolicy, VisibilityTimeout } = this.#properties
    for (const message of this.#inFairTurns(now)) {
      if (received.length === most) break
      if (RedrivePolicy && message.receives >= RedrivePolicy.maxReceiveCount) {
        this.delete(message)
        this.#deadLetters()?.send(message.body)
        continue
      }
      message.receives += 1
      message.visibleAt = now + VisibilityTimeout * 1_000
      received.push(message)
    }
    return received
  }

  *#inFairTurns(now: number): Generator<Message> {
    const messages = [...this.#messages.values()]
    const waiting = Map.groupBy(
      messages.filter(({ visibleAt }) => visibleAt <= now),
      ({ group }) => group,
    )
    const underway = new Map<string, number>()
    for (const { group, visibleAt } of messages)
      if (visibleAt > now) underway.set(group, (underway.get(group) ?? 0) + 1)
    for (;;) {
      const [group] = [...waiting.keys()].toSorted((a, b) => (underway.get(a) ?? 0) - (underway.get(b) ?? 0))
      const [message, ...rest] = waiting.get(group ?? '') ?? []
      if (group === undefined || message === undefined) return
      underway.set(group, (underway.get(group) ?? 0) + 1)
      if (rest.length === 0) waiting.delete(group)
      else waiting.set(group, rest)
      yield message
    }
  }

  delete({ id }: Pick<Message, 'id'>): void {
    this.#messages.delete(id)
  }
}

/** The queues of the template, by their id in it. */
export const localQueues = (template: Template): ReadonlyMap<string, Queue> => {
  const queues = new Map<string, Queue>()
  for (const { id, properties } of template.ofType('AWS::SQS::Queue', queueProperties)) {
    const target = properties.RedrivePolicy?.deadLetterTargetArn
    queues.set(
      id,
      new Queue(properties, () => (target === undefined ? undefined : queues.get(idOfArn(target)))),
    )
  }
  return queues
}
