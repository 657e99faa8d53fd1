/** Turns what a handler threw into `application/problem+json` (RFC 9457), and never tells more than the caller may know. */
import { problems } from '../contract/problems.ts'
import { Problem } from '../model/problem.ts'

/** Errors of the SDK that another try may not meet. */
const passing = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionCanceledException',
  'TransactionInProgressException',
  'InternalServerError',
  'TimeoutError',
])

/** The problem to answer with: the error itself, or 503 and 500 for what no rule threw. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  return error instanceof Error && passing.has(error.name)
    ? new Problem('unavailable', 'Try again in a moment', { retryAfter: 1 })
    : new Problem('internal', 'We have a record of it; the requestId finds it')
}

export const problemAnswer = (problem: Problem, requestId: string) => {
  const { code, message, more } = problem
  const [status, title] = problems[code]
  const { retryAfter, ...members } = more
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title,
      status,
      detail: message,
      code,
      requestId,
      ...members,
    }),
  }
}
