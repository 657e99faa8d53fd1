/** How often those who wait for a stream or a queue look whether there is something. */

export const millisecondsBetweenPolls = 100
/** Between polls of a stream that nothing has been written to for a while. */
const longestBetweenPolls = 800

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, milliseconds))

/** Tells the readers of a stream that something has been written, so that they needn't ask often while nothing is. */
export class Doorbell {
  #rung = Promise.withResolvers<void>()

  ring(): void {
    this.#rung.resolve()
    this.#rung = Promise.withResolvers()
  }

  /** Resolves at the next ring. */
  get next(): Promise<void> {
    return this.#rung.promise
  }
}

/** After this many polls in a row that found nothing; each waits twice as long as the one before. */
export const millisecondsAfter = (emptyPolls: number): number =>
  Math.min(millisecondsBetweenPolls * 2 ** (emptyPolls - 1), longestBetweenPolls)
