/** The client's answers as values, for callers who would rather catch refusals. */
import type { ClientProblem } from './client.ts'

/** A refusal by the API, or an API that didn't answer. */
export class Refusal extends Error {
  readonly problem: ClientProblem

  constructor(problem: ClientProblem) {
    super(problem.detail)
    this.name = 'Refusal'
    this.problem = problem
  }
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ClientProblem }

/** The value of an answer. Throws a `Refusal`. */
export const answered = async <Value>(answer: Promise<Answer<Value>>): Promise<Value> => {
  const result = await answer
  if (result.ok) return result.value
  throw new Refusal(result.problem)
}
