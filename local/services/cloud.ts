/**
 * The AWS calls that neither DynamoDB Local nor the mailbox answers: Secrets Manager, SQS, EventBridge, Lambda,
 * CloudFormation's callback.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as z from 'zod/mini'
import type { LocalFunction } from '../lambda/local-function.ts'
import { StartError } from '../settings.ts'
import { arnOf, idOfArn } from '../template/arns.ts'
import type { Template } from '../template/template.ts'
import type { Queue } from './queues.ts'
import { busEntry, type EventBuses } from './rules.ts'
import { Secrets } from './secrets.ts'

export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

/** The SDK compares this with what it sent or received. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

const calls = {
  secret: z.object({ SecretId: z.string(), SecretString: z.optional(z.string()) }),
  queue: z.object({ QueueUrl: z.string() }),
  receive: z.object({ QueueUrl: z.string(), MaxNumberOfMessages: z._default(z.number(), 1) }),
  send: z.object({ QueueUrl: z.string(), MessageBody: z.string() }),
  delete: z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() }),
  move: z.object({ SourceArn: z.string() }),
  batch: z.object({
    QueueUrl: z.string(),
    Entries: z.array(
      z.object({ Id: z.string(), MessageBody: z.string(), MessageGroupId: z.optional(z.string()) }),
    ),
  }),
  events: z.object({ Entries: z.array(busEntry) }),
  stackAnswer: z.object({ Status: z.string(), Reason: z.optional(z.string()), RequestId: z.string() }),
}

export class Cloud {
  readonly url: string
  readonly #server: Server
  readonly #answers = new Map<string, (answer: z.output<typeof calls.stackAnswer>) => void>()
  #secrets: Secrets | undefined
  #queues: ReadonlyMap<string, Queue> = new Map()
  #buses: EventBuses | undefined
  #functions: ReadonlyMap<string, LocalFunction> = new Map()

  constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.#server = createServer(async (request, response) => {
      try {
        const body = (await bodyOf(request)).toString()
        const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1]
        if (invoked !== undefined) return await this.#invoke(invoked, JSON.parse(body), response)
        const answer = this.#answer(request, body)
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer))
      } catch (error) {
        const message = error instanceof Error ? error.message : ''
        response.writeHead(400).end(JSON.stringify({ __type: 'ValidationException', message }))
      }
    }).listen(port, '127.0.0.1')
  }

  serve(template: Template, queues: ReadonlyMap<string, Queue>, dataDir: string): void {
    this.#secrets = new Secrets(template, dataDir)
    this.#queues = queues
  }

  /** Added later, because the functions call this server. */
  serveFunctions(functions: ReadonlyMap<string, LocalFunction>, buses: EventBuses): void {
    this.#functions = functions
    this.#buses = buses
  }

  /** Runs a custom resource as CloudFormation does at a deploy. Throws if its function reports a failure. */
  async deploy(lambda: LocalFunction, logicalId: string, properties: object): Promise<void> {
    const requestId = randomUUID()
    const answered = Promise.withResolvers<z.output<typeof calls.stackAnswer>>()
    this.#answers.set(requestId, answered.resolve)
    const outcome = await lambda.invoke({
      RequestType: 'Create',
      ResponseURL: `${this.url}/stack-answer`,
      StackId: 'Usher',
      RequestId: requestId,
      LogicalResourceId: logicalId,
      ResourceProperties: properties,
    })
    if ('failed' in outcome)
      throw new StartError(`The deploy-time step ${logicalId} failed: ${outcome.failed}.`)
    const { Status, Reason } = await answered.promise
    if (Status !== 'SUCCESS') throw new StartError(`The deploy-time step ${logicalId} failed: ${Reason}.`)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  #queue(url: string) {
    const id = url.slice(url.lastIndexOf('/') + 1)
    const queue = this.#queues.get(id)
    if (!queue) throw new Error('There is no such queue')
    return { id, queue }
  }

  /** Lambda's `Invoke`: returns the function's answer or the error that it threw; a header tells them apart. */
  async #invoke(functionName: string, event: unknown, response: ServerResponse): Promise<void> {
    const lambda = this.#functions.get(functionName)
    if (!lambda) throw new Error('There is no such function')
    const outcome = await lambda.invoke(event)
    if ('failed' in outcome)
      response
        .writeHead(200, { 'x-amz-function-error': 'Unhandled' })
        .end(JSON.stringify({ errorType: outcome.failed }))
    else response.writeHead(200).end(JSON.stringify(outcome.result ?? null))
  }

  #answer(request: IncomingMessage, body: string): object {
    const call = request.url === '/stack-answer' ? 'StackAnswer' : String(request.headers['x-amz-target'])
    const input: unknown = JSON.parse(body)
    switch (call) {
      case 'StackAnswer': {
        const answer = calls.stackAnswer.parse(input)
        this.#answers.get(answer.RequestId)?.(answer)
        return {}
      }
      case 'secretsmanager.GetSecretValue': {
        const { SecretId } = calls.secret.parse(input)
        return { ARN: SecretId, Name: SecretId, SecretString: this.#secrets?.get(SecretId) }
      }
      case 'secretsmanager.PutSecretValue': {
        const { SecretId, SecretString = '' } = calls.secret.parse(input)
        this.#secrets?.put(SecretId, SecretString)
        return { ARN: SecretId, Name: SecretId }
      }
      case 'AmazonSQS.GetQueueAttributes': {
        const { QueueUrl } = calls.queue.parse(input)
        const { id, queue } = this.#queue(QueueUrl)
        const QueueArn = arnOf('sqs', id)
        return { Attributes: { ApproximateNumberOfMessages: String(queue.size), QueueArn } }
      }
      case 'AmazonSQS.ReceiveMessage': {
        const { QueueUrl, MaxNumberOfMessages } = calls.receive.parse(input)
        const received = this.#queue(QueueUrl).queue.receive(MaxNumberOfMessages, Date.now())
        return {
          Messages: received.map(({ id, body: Body }) => ({
            MessageId: id,
            ReceiptHandle: id,
            Body,
            MD5OfBody: md5(Body),
          })),
        }
      }
      case 'AmazonSQS.DeleteMessage': {
        const { QueueUrl, ReceiptHandle: id } = calls.delete.parse(input)
        this.#queue(QueueUrl).queue.delete({ id })
        return {}
      }
      case 'AmazonSQS.StartMessageMoveTask': {
        const { SourceArn } = calls.move.parse(input)
        const source = idOfArn(SourceArn)
        const [target] = [...this.#queues.values()].filter(({ deadLettersId }) => deadLettersId === source)
        if (!target) throw new Error('It is the dead-letter queue of no queue')
        this.#queues.get(source)?.moveTo(target)
        return { TaskHandle: source }
      }
      case 'AmazonSQS.SendMessage': {
        const { QueueUrl, MessageBody } = calls.send.parse(input)
        return {
          MessageId: this.#queue(QueueUrl).queue.send(MessageBody),
          MD5OfMessageBody: md5(MessageBody),
        }
      }
      case 'AmazonSQS.SendMessageBatch': {
        const { QueueUrl, Entries } = calls.batch.parse(input)
        const { queue } = this.#queue(QueueUrl)
        const Successful = Entries.map(({ Id, MessageBody, MessageGroupId }) => ({
          Id,
          MessageId: queue.send(MessageBody, MessageGroupId),
          MD5OfMessageBody: md5(MessageBody),
        }))
        return { Successful, Failed: [] }
      }
      case 'AWSEvents.PutEvents': {
        const { Entries } = calls.events.parse(input)
        return {
          FailedEntryCount: 0,
          Entries: Entries.map((entry) => ({ EventId: this.#buses?.put(entry) })),
        }
      }
      default:
        throw new Error(`${call} is not known on this machine`)
    }
  }
}
