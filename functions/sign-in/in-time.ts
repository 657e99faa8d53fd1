/** For functions that have to answer within a deadline, even if what they read doesn't arrive. */
import { setTimeout } from 'node:timers/promises'
import type { Context } from 'aws-lambda'

/** Milliseconds reserved for the answer, and for the function's start, which its own timer doesn't include. */
const forTheAnswer = 1_500

/** The result of the read. Throws what the read throws, and if the function has no time left to wait for it. */
export const inTime = <T>(
  reading: Promise<T>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<T> => {
  const late = async (): Promise<never> => {
    const left = context.getRemainingTimeInMillis() - forTheAnswer
    if (left > 0) await setTimeout(left, undefined, { ref: false })
    throw new LateError('There is no more time to wait')
  }
  return Promise.race([reading, late()])
}

class LateError extends Error {
  override readonly name = 'LateError'
}
