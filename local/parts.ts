/** The parts of a run as they start: each is a step that is told with its time, and ends in reverse order. */

/** `done` says it in other words once the result is there. */
export type Step = <T>(what: string, work: () => Promise<T>, done?: (result: T) => string) => Promise<T>

export class Parts {
  readonly #ends: (() => unknown)[] = []
  readonly #say: (line: string) => void
  #stopped = false

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /** Tells what is being done as it begins, and how long it took. */
  readonly step: Step = async (what, work, done = () => what) => {
    const began = performance.now()
    this.#say(`  … ${what}`)
    const result = await work()
    this.#say(`  ✓ ${done(result)} (${((performance.now() - began) / 1_000).toFixed(1)} s)`)
    return result
  }

  /** What ends a part that has started; at once where the run has ended meanwhile. */
  async atEnd(end: () => unknown): Promise<void> {
    if (this.#stopped) await end()
    else this.#ends.push(end)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const end of this.#ends.splice(0).reverse()) await end()
  }
}
