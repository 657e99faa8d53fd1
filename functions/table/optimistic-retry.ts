/** Optimistic concurrency: read, decide, write conditionally; on conflict, read and decide again. */
import type { ProblemCode } from '../../shared/contract/problems.ts'
import { Problem } from '../problem.ts'

/** With waits of up to 25 to 1000 ms in between, 50 concurrent writers of one item all succeed. */
export const attempts = 8
const longestWait = 1_000

/** Waits for a random part of a time that doubles with each attempt, so that conflicting writers don't meet again. */
export const waitForTurn = (attempt: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, Math.random() * Math.min(25 * 2 ** attempt, longestWait)))

/** The result of the attempt, which returns undefined on a conflict. Throws 503 `unavailable` after eight conflicts. */
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
  /** The problem to throw if nothing is stored. */
  readonly missing: ProblemCode
  readonly again: (stored: Stored) => Promise<Stored | undefined>
}

/** Like `untilFirst`, but starts with what was already found, and reads it again for each further attempt. */
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
