/**
 * What all functions of a run share: the processors and the memory of one small machine, where Lambda gives each instance
 * its own.
 */
import { availableParallelism, loadavg } from 'node:os'

/** What a function does with its instances when the machine asks for it. */
export type Reaper = {
  /** When the instance that has been idle for longest began to be so; undefined where none is idle. */
  readonly idleSince: () => number | undefined
  /** Ends that instance. */
  readonly endLongestIdle: () => void
}

/** Instances of all functions together: each takes 20 to 40 MB. */
const mostInstances = 48
/** Milliseconds after which an instance that nobody needed ends, as on AWS after some minutes. */
const longestIdle = 60_000

const processors = availableParallelism()

export class Machine {
  readonly #reapers = new Set<Reaper>()
  readonly #turns: (() => void)[] = []
  #loading = 0
  #instances = 0
  #busy = 0
  readonly #sweep = setInterval(() => this.#endIdle(), longestIdle / 6).unref()

  add(reaper: Reaper): void {
    this.#reapers.add(reaper)
  }

  stop(): void {
    clearInterval(this.#sweep)
  }

  /** Counts an instance; where there are too many, the one that has been idle for longest ends. */
  instanceBegan(): void {
    this.#instances += 1
    if (this.#instances > mostInstances) this.#longestIdle()?.endLongestIdle()
  }

  instanceEnded(): void {
    this.#instances -= 1
  }

  /** Loads code, no more at once than there are processors: 20 that load at once would all be late. First come, first served. */
  async load<T>(loading: () => Promise<T>): Promise<T> {
    if (this.#loading >= processors) await new Promise<void>((turn) => this.#turns.push(turn))
    else this.#loading += 1
    try {
      return await loading()
    } finally {
      const next = this.#turns.shift()
      if (next) next()
      else this.#loading -= 1
    }
  }

  /** Runs an event, and tells how far its time is stretched: by how many share each processor, this machine's other work included. */
  async run<T>(handling: (stretch: number) => Promise<T>): Promise<T> {
    this.#busy += 1
    const [load = 0] = loadavg()
    try {
      return await handling(Math.max(1, (this.#busy + load) / processors))
    } finally {
      this.#busy -= 1
    }
  }

  #longestIdle(): Reaper | undefined {
    const idle = [...this.#reapers].filter((one) => one.idleSince() !== undefined)
    return idle.toSorted((a, b) => (a.idleSince() ?? 0) - (b.idleSince() ?? 0))[0]
  }

  #endIdle(): void {
    for (;;) {
      const reaper = this.#longestIdle()
      if (!reaper || performance.now() - (reaper.idleSince() ?? 0) < longestIdle) return
      reaper.endLongestIdle()
    }
  }
}
