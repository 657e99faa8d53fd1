/** The calls of AWS that neither DynamoDB Local nor the mailbox answers: Secrets Manager, SQS, EventBridge, CloudFormation's callback. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { LocalFunction } from './functions.ts'
import type { Queue } from './queues.ts'
import { busEntry, type EventBuses } from './rules.ts'
import { StartError } from './settings.ts'
import type { Template } from './template.ts'

export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const secretProperties = z.object({
  GenerateSecretString: z.object({
    SecretStringTemplate: z.string(),
    GenerateStringKey: z.string(),
    PasswordLength: z.number(),
  }),
})

/** The template's secrets, made once and kept in the data folder, by what a `Ref` of them gives. */
const secretsOf = (template: Template, dataDir: string): ReadonlyMap<string, string> =>
  new Map(
    template.ofType('AWS::SecretsManager::Secret', secretProperties).map(({ id, properties }) => {
      const file = join(dataDir, `secret-${id}.json`)
      if (!existsSync(file)) writeFileSync(file, generated(properties.GenerateSecretString), { mode: 0o600 })
      return [String(template.resolve({ Ref: id })), readFileSync(file, 'utf8')]
    }),
  )

type Generate = z.output<typeof secretProperties>['GenerateSecretString']

const generated = ({ SecretStringTemplate, GenerateStringKey, PasswordLength }: Generate): string =>
  JSON.stringify({
    ...JSON.parse(SecretStringTemplate),
    [GenerateStringKey]: randomBytes(PasswordLength).toString('hex').slice(0, PasswordLength),
  })

const calls = {
  secret: z.object({ SecretId: z.string() }),
  batch: z.object({
    QueueUrl: z.string(),
    Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })),
  }),
  events: z.object({ Entries: z.array(busEntry) }),
  stackAnswer: z.object({ Status: z.string(), Reason: z.optional(z.string()), RequestId: z.string() }),
}

export class Cloud {
  readonly url: string
  readonly #server: Server
  readonly #answers = new Map<string, (answer: z.output<typeof calls.stackAnswer>) => void>()
  #secrets: ReadonlyMap<string, string> = new Map()
  #queues: ReadonlyMap<string, Queue> = new Map()
  #buses: EventBuses | undefined

  constructor(port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.#server = createServer(async (request, response) => {
      try {
        const answer = this.#answer(request, (await bodyOf(request)).toString())
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer))
      } catch (error) {
        const message = error instanceof Error ? error.message : ''
        response.writeHead(400).end(JSON.stringify({ __type: 'ValidationException', message }))
      }
    }).listen(port, '127.0.0.1')
  }

  serve(template: Template, queues: ReadonlyMap<string, Queue>, dataDir: string): void {
    this.#secrets = secretsOf(template, dataDir)
    this.#queues = queues
  }

  /** The buses come after the functions, which call this server. */
  serveBuses(buses: EventBuses): void {
    this.#buses = buses
  }

  /** Runs a custom resource as CloudFormation does at a deploy. Throws where its function says that it failed. */
  async deploy(lambda: LocalFunction, logicalId: string, properties: object): Promise<void> {
    const requestId = randomUUID()
    const answered = Promise.withResolvers<z.output<typeof calls.stackAnswer>>()
    this.#answers.set(requestId, answered.resolve)
    const { failed } = {
      failed: undefined,
      ...(await lambda.invoke({
        RequestType: 'Create',
        ResponseURL: `${this.url}/stack-answer`,
        StackId: 'Usher',
        RequestId: requestId,
        LogicalResourceId: logicalId,
        ResourceProperties: properties,
      })),
    }
    if (failed) throw new StartError(`The deploy-time step ${logicalId} failed: ${failed}.`)
    const { Status, Reason } = await answered.promise
    if (Status !== 'SUCCESS') throw new StartError(`The deploy-time step ${logicalId} failed: ${Reason}.`)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
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
        return { ARN: SecretId, Name: SecretId, SecretString: this.#secrets.get(SecretId) }
      }
      case 'AmazonSQS.SendMessageBatch': {
        const { QueueUrl, Entries } = calls.batch.parse(input)
        const queue = this.#queues.get(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1))
        if (!queue) throw new Error('There is no such queue')
        const Successful = Entries.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: queue.send(MessageBody),
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
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
