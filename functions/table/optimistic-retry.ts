/** Decides by what is stored and writes it on condition; who loses a race reads again and decides anew. */
import type { ProblemCode } from '../../shared/contract/problems.ts'
import { Problem } from '../problem.ts'

/** With waits of up to 25 to 1000 ms between them, 50 who change one thing at once all get their turn. */
export const attempts = 8
const longestWait = 1_000

/** Waits a random part of a time that doubles with each attempt, so that who lost together does not meet again. */
export const waitForTurn = (attempt: number, random: () => number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, random() * Math.min(25 * 2 ** attempt, longestWait)))

type Reading<Stored> = {
  /** The problem where there is nothing stored. */
  readonly missing: ProblemCode
  readonly again: (stored: Stored) => Promise<Stored | undefined>
  /** From 0 to 1, for jitter. */
  readonly random: () => number
}

/** What `attempt` comes to; undefined from it means that somebody else was first. 503 `unavailable` after eight. */
export const withOptimisticRetry = async <Stored, Outcome>(
  found: Stored | undefined,
  { missing, again, random }: Reading<Stored>,
  attempt: (stored: Stored) => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  let stored = found
  for (let count = 1; count <= attempts; count++) {
    if (stored === undefined) throw new Problem(missing)
    const outcome = await attempt(stored)
    if (outcome !== undefined) return outcome
    await waitForTurn(count, random)
    stored = await again(stored)
  }
  throw new Problem('unavailable')
}
