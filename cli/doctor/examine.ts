/** Runs checks. Each read runs once for all of them, a few at a time. */
import pLimit from 'p-limit'
import { type Check, type Finding, type Look, NotSeen, type Read, type Unseen, unseen } from './check.ts'

export type Examined = { readonly check: Check; readonly finding: Finding }

/** Concurrent reads: AWS throttles its describe calls early. */
const atOnce = 8

/** The finding of each check, in the order of the checks. `known` holds reads whose results are already there. */
export const examine = (
  checks: readonly Check[],
  look: Look,
  known: ReadonlyMap<Read, unknown>,
): Promise<Examined[]> => {
  const limit = pLimit(atOnce)
  const asked = new Map<Read, Promise<unknown>>(
    [...known].map(([read, value]) => [read, Promise.resolve(value)]),
  )
  const answerOf = (read: Read): Promise<unknown> => {
    const value = asked.get(read) ?? ask(read)
    asked.set(read, value)
    return value
  }
  const ask = async (read: Read): Promise<unknown> => {
    const values = await Promise.all(read.after.map(answerOf))
    try {
      return await limit(() => read.get(look, values))
    } catch (error) {
      throw new NotSeen(whyUnseen(error, read))
    }
  }
  const findingOf = async (check: Check): Promise<Finding> => {
    try {
      return check.judge(await Promise.all(check.reads.map(answerOf)))
    } catch (error) {
      if (error instanceof NotSeen) return error.finding
      throw error
    }
  }
  return Promise.all(checks.map(async (check) => ({ check, finding: await findingOf(check) })))
}

/** Services use different names for the same refusal. */
const refusal = /^(AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException)$/

/** How to report a read that failed. */
export const whyUnseen = (error: unknown, { action }: Pick<Read, 'action'>): Unseen => {
  if (error instanceof NotSeen) return error.finding
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) }
  if (action !== undefined && refusal.test(name))
    return { ...unseen('AWS does not let you ask', `Allow yourself ${action}`), action }
  return unseen(`${message} (${name})`, 'Try again; if it stays so, the message says what is in the way')
}
