/**
 * What all functions of a run share: the processors and memory of one small machine. On Lambda, each instance has its
 * own.
 */
import { availableParallelism, loadavg, totalmem } from 'node:os'
import type { Log } from '../log.ts'

/** How the machine asks a function to give up instances. */
export type Reaper = {
  /** When the longest-idle instance became idle; undefined if none is idle. */
  readonly idleSince: () => number | undefined
  /** Ends that instance. */
  readonly endLongestIdle: () => void
}

/** Bytes that an instance takes at most. */
const instanceMemory = 40 * 1_024 ** 2
/** Of all functions together: they take a quarter of the memory. */
const mostInstances = Math.floor(totalmem() / 4 / instanceMemory)
/** Milliseconds after which an idle instance ends, as on AWS, where it takes some minutes. */
const longestIdle = 5 * 60_000

const processors = availableParallelism()

/** If this many share a processor, a late answer is blamed on the machine. */
const busy = 3

/** Lets readers of the log tell what hangs from a machine that's overloaded, after something came late. */
export const blameIfBusy = (log: Log, stretch: number, late: Readonly<Record<string, string>>): void => {
  if (stretch >= busy) log.write('Machine', JSON.stringify({ ...late, stretch: Number(stretch.toFixed(1)) }))
}

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

  /** Counts an instance; if there are too many, the longest-idle one ends. */
  instanceBegan(): void {
    this.#instances += 1
    if (this.#instances > mostInstances) this.#longestIdle()?.endLongestIdle()
  }

  instanceEnded(): void {
    this.#instances -= 1
  }

  /**
   * Loads code for at most as many instances at once as there are processors: if 20 loaded at once, all would be late.
   * First come, first served.
   */
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

  /**
   * Runs an event, and passes in how much to extend its timeout: by how many share each processor, including this
   * machine's other work.
   */
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
