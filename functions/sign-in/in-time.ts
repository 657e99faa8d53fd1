/** For who has to answer by a certain time, whatever becomes of what they read. */
import { setTimeout } from 'node:timers/promises'
import type { Context } from 'aws-lambda'

/** Milliseconds kept back for the answer, and for the start of the function, which its own time does not count. */
const forTheAnswer = 1_500

/** What the reading comes to. Throws what it throws, and where the function has no more time to wait for it. */
export const inTime = <T>(
  reading: Promise<T>,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<T> => {
  const late = async (): Promise<never> => {
    await setTimeout(Math.max(0, context.getRemainingTimeInMillis() - forTheAnswer), undefined, {
      ref: false,
    })
    throw new LateError('There is no more time to wait')
  }
  return Promise.race([reading, late()])
}

class LateError extends Error {
  override readonly name = 'LateError'
}
