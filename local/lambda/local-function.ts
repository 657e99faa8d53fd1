/** A function: its instances start on demand and handle one event at a time. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { transformSync } from 'esbuild'
import * as z from 'zod/mini'
import type { Log } from '../log.ts'
import type { Machine } from './machine.ts'

/** Instances of one function; further events wait. Lambda's own default for a whole account is 1000. */
const mostInstances = 20

const answer = z.union([z.object({ failed: z.string() }), z.object({ result: z.optional(z.unknown()) })])

type Answer = z.output<typeof answer>

/**
 * `failed` names the error that the handler threw, or `TimeoutError`; `stretch` says by how much its timeout was
 * extended.
 */
export type Outcome = Answer & { readonly stretch: number }

/** The id of a thread that has ended. */
const ended = -1

/** Anything that can be called like a function. */
export type Invokable = { readonly invoke: (event: unknown) => Promise<Answer> }

type Instance = { readonly worker: Worker; idleSince: number }

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
  /** Longest idle first. */
  readonly #idle: Instance[] = []
  readonly #waiting: ((instance: Instance) => void)[] = []
  #starting = 0
  #stopped = false

  constructor(definition: Definition, machine: Machine, log: Log) {
    this.#definition = definition
    this.#machine = machine
    this.#log = log
    machine.add({
      idleSince: () => this.#idle[0]?.idleSince,
      endLongestIdle: () => void this.#idle.shift()?.worker.terminate(),
    })
  }

  /**
   * Handles an event within the function's timeout or its caller's, whichever is shorter. The time starts when the
   * handler begins, and is extended by how many share this machine.
   */
  async invoke(event: unknown, longestWait = Number.POSITIVE_INFINITY): Promise<Outcome> {
    const instance = await this.#take()
    const milliseconds = Math.min(this.#definition.seconds * 1_000, longestWait)
    const outcome = await this.#machine.run(async (stretch) => ({
      stretch,
      ...(await this.#handle(instance, event, milliseconds * stretch)),
    }))
    if (this.#instances.has(instance)) this.#release(instance)
    return outcome
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all([...this.#instances].map(({ worker }) => worker.terminate()))
  }

  async #handle(instance: Instance, event: unknown, milliseconds: number): Promise<Answer> {
    const { worker } = instance
    if (worker.threadId === ended) {
      this.#forget(instance)
      return { failed: 'Runtime.ExitError' }
    }
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const tooLong = setTimeout(() => {
      this.#forget(instance)
      void worker.terminate()
      resolve({ failed: 'TimeoutError' })
    }, milliseconds)
    const crashed = () => resolve({ failed: 'Runtime.ExitError' })
    const answered = (message: unknown) => resolve(answer.parse(message))
    worker.once('message', answered)
    worker.once('exit', crashed)
    worker.postMessage({ requestId: randomUUID(), event, deadline: Date.now() + milliseconds })
    const outcome = await promise
    clearTimeout(tooLong)
    worker.off('message', answered)
    worker.off('exit', crashed)
    return outcome
  }

  /** The next free instance. Each waiting event starts one more, as long as the limit allows. */
  #take(): Promise<Instance> {
    const instance = this.#idle.pop()
    if (instance) return Promise.resolve(instance)
    return new Promise((resume) => {
      this.#waiting.push(resume)
      if (this.#instances.size + this.#starting < mostInstances) void this.#start()
    })
  }

  #release(instance: Instance): void {
    const next = this.#waiting.shift()
    if (next) next(instance)
    else {
      instance.idleSince = performance.now()
      this.#idle.push(instance)
    }
  }

  #forget(instance: Instance): void {
    if (!this.#instances.delete(instance)) return
    this.#machine.instanceEnded()
    const index = this.#idle.indexOf(instance)
    if (index >= 0) this.#idle.splice(index, 1)
    // Everyone who is still waiting now has one instance fewer to wait for.
    if (this.#waiting.length > this.#instances.size + this.#starting) void this.#start()
  }

  async #start(): Promise<void> {
    this.#starting += 1
    const instance = await this.#machine.load(async () => (this.#stopped ? undefined : this.#loaded()))
    this.#starting -= 1
    if (!instance) return
    this.#instances.add(instance)
    this.#machine.instanceBegan()
    instance.worker.once('exit', () => this.#forget(instance))
    this.#release(instance)
  }

  /** An instance whose code is loaded, or has failed to load; then it ends with the first event that it gets. */
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
    return { worker, idleSince: 0 }
  }
}
