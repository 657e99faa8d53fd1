/** The API for the pages: the typed client, with refusals as errors where TanStack Query wants them. */
import { createSafeContext } from '@mantine/core'
import type { ClientProblem, UsherClient } from '../../shared/client/client.ts'

export const [UsherProvider, useUsher] = createSafeContext<UsherClient>('The client is missing')

/** What the API refused, or an API that did not answer. */
export class Refusal extends Error {
  readonly problem: ClientProblem

  constructor(problem: ClientProblem) {
    super(problem.detail)
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
