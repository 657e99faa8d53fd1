/** The parts of a run. Each is a step that's reported with its duration; they end in reverse order. */

/** `done` words the report once the result is known. */
export type Step = <T>(what: string, work: () => Promise<T>, done?: (result: T) => string) => Promise<T>

export class Parts {
  readonly #ends: (() => unknown)[] = []
  readonly #say: (line: string) => void
  #stopped = false

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /** Reports what's being done as it begins, and how long it took. */
  readonly step: Step = async (what, work, done = () => what) => {
    const began = performance.now()
    this.#say(`  … ${what}`)
    const result = await work()
    this.#say(`  ✓ ${done(result)} (${((performance.now() - began) / 1_000).toFixed(1)} s)`)
    return result
  }

  /** Registers how to end a part that has started; ends it at once if the run has already ended. */
  async atEnd(end: () => unknown): Promise<void> {
    if (this.#stopped) await end()
    else this.#ends.push(end)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const end of this.#ends.splice(0).reverse()) await end()
  }
}
