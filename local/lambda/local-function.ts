/**
 * A function: its instances start on demand. Each handles several events at once, as those of Lambda Managed Instances
 * do; elsewhere on Lambda it's one. Most of what an event takes here is starting an instance for it.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { transformSync } from 'esbuild'
import * as z from 'zod/mini'
import type { Log } from '../log.ts'
import type { Machine } from './machine.ts'

/** Instances of one function, and events that one handles at once; further events wait. */
const mostInstances = 2
const mostEvents = 10

const reply = z.union([
  z.object({ requestId: z.string(), failed: z.string() }),
  z.object({ requestId: z.string(), result: z.optional(z.unknown()) }),
])

type Answer = { readonly failed: string } | { readonly result?: unknown }

/**
 * `failed` names the error that the handler threw, or `TimeoutError`; `stretch` says by how much its timeout was
 * extended.
 */
export type Outcome = Answer & { readonly stretch: number }

/** The id of a thread that has ended. */
const ended = -1

/** Anything that can be called like a function. */
export type Invokable = {
  readonly invoke: (event: unknown) => Promise<Answer & { readonly stretch?: number }>
}

type Instance = {
  readonly worker: Worker
  /** Each takes the answer to an event that is being handled, by its request id. */
  readonly events: Map<string, (answer: Answer) => void>
  idleSince: number
}

export type Definition = {
  readonly id: string
  readonly memory: number
  /** Per event. */
  readonly seconds: number
  /** The URL of the module that exports the handler. */
  readonly code: string
  readonly environment: Readonly<Record<string, string>>
}

/** `function-worker.ts` without its types: each thread would load what removes them, which takes a third of its start. */
const workerCode = new URL(
  `data:text/javascript,${encodeURIComponent(
    transformSync(readFileSync(new URL('./function-worker.ts', import.meta.url), 'utf8'), { loader: 'ts' })
      .code,
  )}`,
)

export class LocalFunction {
  readonly #definition: Definition
  readonly #machine: Machine
  readonly #log: Log
  readonly #instances = new Set<Instance>()
  readonly #waiting: ((instance: Instance) => void)[] = []
  #starting = 0
  #stopped = false

  constructor(definition: Definition, machine: Machine, log: Log) {
    this.#definition = definition
    this.#machine = machine
    this.#log = log
    machine.add({
      idleSince: () => this.#longestIdle()?.idleSince,
      endLongestIdle: () => this.#end(this.#longestIdle()),
    })
  }

  /**
   * Handles an event within the function's timeout or its caller's, whichever is shorter. The time starts when the
   * handler begins, and is extended by how many share this machine.
   */
  async invoke(event: unknown, longestWait = Number.POSITIVE_INFINITY): Promise<Outcome> {
    const requestId = randomUUID()
    const { promise: answered, resolve } = Promise.withResolvers<Answer>()
    const instance = await this.#take((one) => one.events.set(requestId, resolve))
    const milliseconds = Math.min(this.#definition.seconds * 1_000, longestWait)
    const outcome = await this.#machine.run(async (stretch) => {
      const longest = milliseconds * stretch
      const tooLong = setTimeout(() => {
        this.#forget(instance)
        this.#log.failed(this.#definition.id, 'TimeoutError')
        resolve({ failed: 'TimeoutError' })
      }, longest)
      if (instance.worker.threadId === ended) this.#failAll(instance)
      else instance.worker.postMessage({ requestId, event, deadline: Date.now() + longest })
      const outcome = await answered
      clearTimeout(tooLong)
      return { stretch, ...outcome }
    })
    instance.events.delete(requestId)
    if (this.#instances.has(instance)) this.#release(instance)
    else if (instance.events.size === 0) void instance.worker.terminate()
    return outcome
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all([...this.#instances].map(({ worker }) => worker.terminate()))
  }

  #longestIdle(): Instance | undefined {
    const idle = [...this.#instances].filter(({ events }) => events.size === 0)
    return idle.toSorted((a, b) => a.idleSince - b.idleSince)[0]
  }

  /**
   * The next instance with room for an event, which `enter` takes at once. Waiting events that the starting instances
   * have no room for start one more, as long as the limit allows.
   */
  #take(enter: (instance: Instance) => void): Promise<Instance> {
    const instance = [...this.#instances].find(({ events }) => events.size < mostEvents)
    if (instance) {
      enter(instance)
      return Promise.resolve(instance)
    }
    return new Promise((resume) => {
      this.#waiting.push((free) => {
        enter(free)
        resume(free)
      })
      this.#startIfNeeded()
    })
  }

  #startIfNeeded(): void {
    const more = this.#waiting.length > this.#starting * mostEvents
    if (more && this.#instances.size + this.#starting < mostInstances) void this.#start()
  }

  /** Gives an instance's room to the events that wait. */
  #release(instance: Instance): void {
    while (this.#waiting.length > 0 && instance.events.size < mostEvents) this.#waiting.shift()?.(instance)
    instance.idleSince = performance.now()
  }

  #end(instance: Instance | undefined): void {
    if (!instance) return
    this.#forget(instance)
    void instance.worker.terminate()
  }

  /** The instance gets no further events. */
  #forget(instance: Instance): void {
    if (!this.#instances.delete(instance)) return
    this.#machine.instanceEnded()
    this.#startIfNeeded()
  }

  async #start(): Promise<void> {
    this.#starting += 1
    const instance = await this.#machine.load(async () => (this.#stopped ? undefined : this.#loaded()))
    this.#starting -= 1
    if (!instance) return
    this.#instances.add(instance)
    // First, so that it isn't taken for an idle one.
    this.#release(instance)
    this.#machine.instanceBegan()
  }

  /** An instance whose code is loaded, or has failed to load; then it fails the first events that it gets. */
  async #loaded(): Promise<Instance> {
    const { id, code, memory, environment } = this.#definition
    const worker = new Worker(workerCode, {
      workerData: { code, functionName: id, memory },
      env: { ...environment },
      // The same limit that the function has on Lambda.
      resourceLimits: { maxOldGenerationSizeMb: memory },
      stdout: true,
      stderr: true,
    })
    for (const output of [worker.stdout, worker.stderr])
      output.setEncoding('utf8').on('data', (text: string) => this.#log.write(id, text))
    worker.on('error', (error) => this.#log.failed(id, error.name))
    await new Promise((loaded) => worker.once('message', loaded).once('exit', loaded))
    const instance: Instance = { worker, events: new Map(), idleSince: 0 }
    worker.on('message', (message) => {
      const { requestId, ...outcome } = reply.parse(message)
      instance.events.get(requestId)?.(outcome)
    })
    worker.once('exit', () => this.#failAll(instance))
    return instance
  }

  /** Its thread has ended. */
  #failAll(instance: Instance): void {
    this.#forget(instance)
    for (const answered of instance.events.values()) answered({ failed: 'Runtime.ExitError' })
  }
}
