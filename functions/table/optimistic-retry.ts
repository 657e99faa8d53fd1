/** Optimistic concurrency: read, decide, write on condition; whoever loses a race reads and decides again. */
import type { ProblemCode } from '../../shared/contract/problems.ts'
import { Problem } from '../problem.ts'

/** With waits of up to 25 to 1000 ms between them, 50 who change one thing at once all get their turn. */
export const attempts = 8
const longestWait = 1_000

/** Waits a random part of a time that doubles with each attempt, so that those who lost together do not meet again. */
export const waitForTurn = (attempt: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, Math.random() * Math.min(25 * 2 ** attempt, longestWait)))

/** What the attempt comes to; undefined from it means that somebody else was first. 503 `unavailable` after eight. */
export const untilFirst = async <Outcome>(
  attempt: (count: number) => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  for (let count = 1; count <= attempts; count++) {
    const outcome = await attempt(count)
    if (outcome !== undefined) return outcome
    if (count < attempts) await waitForTurn(count)
  }
  throw new Problem('unavailable')
}

type Reading<Stored> = {
  /** The problem where there is nothing stored. */
  readonly missing: ProblemCode
  readonly again: (stored: Stored) => Promise<Stored | undefined>
}

/** As `untilFirst`, beginning with what was found already and reading it again for each further attempt. */
export const withOptimisticRetry = <Stored, Outcome>(
  found: Stored | undefined,
  { missing, again }: Reading<Stored>,
  attempt: (stored: Stored) => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  let stored = found
  return untilFirst(async (count) => {
    if (count > 1 && stored !== undefined) stored = await again(stored)
    if (stored === undefined) throw new Problem(missing)
    return attempt(stored)
  })
}
