/**
 * Turns anything a handler threw into `application/problem+json` (RFC 9457), without revealing more than the caller may
 * know.
 */
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry'
import { problems } from '../../shared/contract/problems.ts'
import { Problem } from '../problem.ts'

type SdkError = Parameters<typeof isTransientError>[0]
const isError = (error: unknown): error is SdkError => error instanceof Error

/** Whether a retry may succeed: throttling, timeouts, broken connections, 5xx, conflicting transactions. */
const isPassing = (error: SdkError): boolean =>
  isThrottlingError(error) ||
  isTransientError(error) ||
  isServerError(error) ||
  error.name === 'TransactionCanceledException'

/** The problem to answer with: the error itself, or 503 or 500 if no rule threw it. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  return isError(error) && isPassing(error)
    ? new Problem('unavailable', 'Try again in a moment', { retryAfter: 1 })
    : new Problem('internal', 'Give the requestId to whoever runs this service: it finds the log entry')
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
