/** Decides by what is stored and writes it on condition; who loses a race reads again and decides anew. */
import type { ProblemCode } from '../contract/problems.ts'
import { Problem } from '../model/problem.ts'

/** A third loss in a row is no race any more. */
const attempts = 3

type Reading<Stored> = {
  /** The problem where there is nothing stored. */
  readonly missing: ProblemCode
  readonly again: (stored: Stored) => Promise<Stored | undefined>
}

/** What `attempt` comes to; undefined from it means that somebody else was first. 503 `unavailable` after three. */
export const settled = async <Stored, Outcome>(
  found: Stored | undefined,
  { missing, again }: Reading<Stored>,
  attempt: (stored: Stored) => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  let stored = found
  for (let count = 1; count <= attempts; count++) {
    if (stored === undefined) throw new Problem(missing)
    const outcome = await attempt(stored)
    if (outcome !== undefined) return outcome
    stored = await again(stored)
  }
  throw new Problem('unavailable')
}
