/** The functions of the template: instances are started on demand, and each handles one event at a time. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import * as z from 'zod/mini'
import type { Log } from '../log.ts'
import type { Template } from '../template/template.ts'

/** Instances of one function; further events wait. Lambda's own default for a whole account is 1000. */
const mostInstances = 20

const functionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Environment: z.optional(z.object({ Variables: z.record(z.string(), z.string()) })),
  MemorySize: z.number(),
  Timeout: z.number(),
  Runtime: z.string(),
})
type Properties = z.output<typeof functionProperties>

const answer = z.union([z.object({ failed: z.string() }), z.object({ result: z.optional(z.unknown()) })])

/** `failed` names the error that the handler threw, or `TimeoutError`. */
export type Outcome = z.output<typeof answer>

type Instance = { readonly worker: Worker; readonly ready: Promise<unknown>; busy: boolean }

export class LocalFunction {
  readonly #id: string
  readonly #properties: Properties
  readonly #code: string
  readonly #environment: Readonly<Record<string, string>>
  readonly #log: Log
  readonly #instances = new Set<Instance>()
  readonly #waiting: (() => void)[] = []

  constructor(
    id: string,
    properties: Properties,
    code: string,
    environment: Record<string, string>,
    log: Log,
  ) {
    this.#id = id
    this.#properties = properties
    this.#code = code
    this.#environment = environment
    this.#log = log
  }

  async invoke(event: unknown): Promise<Outcome> {
    const instance = await this.#take()
    await instance.ready
    const seconds = this.#properties.Timeout
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    const tooLong = setTimeout(() => {
      void instance.worker.terminate()
      resolve({ failed: 'TimeoutError' })
    }, seconds * 1_000)
    const crashed = () => resolve({ failed: 'Runtime.ExitError' })
    instance.worker.once('message', (message) => resolve(answer.parse(message)))
    instance.worker.once('exit', crashed)
    instance.worker.postMessage({ requestId: randomUUID(), event, deadline: Date.now() + seconds * 1_000 })
    const outcome = await promise
    clearTimeout(tooLong)
    instance.worker.off('exit', crashed)
    instance.busy = false
    this.#waiting.shift()?.()
    return outcome
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#instances].map(({ worker }) => worker.terminate()))
  }

  async #take(): Promise<Instance> {
    for (;;) {
      const idle = [...this.#instances].find(({ busy }) => !busy)
      const instance = idle ?? (this.#instances.size < mostInstances ? this.#start() : undefined)
      if (instance) {
        instance.busy = true
        return instance
      }
      await new Promise<void>((resume) => this.#waiting.push(resume))
    }
  }

  #start(): Instance {
    const { MemorySize: memory } = this.#properties
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData: { code: this.#code, functionName: this.#id, memory },
      env: { ...this.#environment },
      stdout: true,
      stderr: true,
    })
    const ready = new Promise((loaded) => worker.once('message', loaded).once('exit', loaded))
    const instance = { worker, ready, busy: false }
    for (const output of [worker.stdout, worker.stderr])
      output.setEncoding('utf8').on('data', (text: string) => this.#log.write(this.#id, text))
    worker.on('error', (error) => this.#log.write(this.#id, `${error.name}: the instance ended`))
    worker.once('exit', () => this.#instances.delete(instance))
    this.#instances.add(instance)
    return instance
  }
}

/** Every function whose code is a bundle of the project's, by its id in the template. They call AWS at `endpoint`. */
export const localFunctions = (
  template: Template,
  endpoint: string,
  log: Log,
): ReadonlyMap<string, LocalFunction> => {
  const found = template
    .ofType('AWS::Lambda::Function', functionProperties)
    .filter(({ properties }) => properties.Runtime.startsWith('nodejs'))
  return new Map(
    found.map(({ id, properties }) => {
      const environment = {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_LAMBDA_FUNCTION_NAME: id,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_ENDPOINT_URL: endpoint,
        ...properties.Environment?.Variables,
      }
      const code = pathToFileURL(join(template.asset(properties.Code.S3Key), 'index.mjs')).href
      return [id, new LocalFunction(id, properties, code, environment, log)]
    }),
  )
}
