/** Limits per hour or minute: one counter for each time window, exact under any concurrency. */
import { absent, anyOf, lessThan } from './expressions.ts'
import { tallyKey } from './keys.ts'
import { ttlAfter } from './ttl.ts'
import { tryWrite, updateOf, type WriteItem } from './writes.ts'

export type Limit = {
  /** What is counted, and for whom: ids and hashes, no personal data. */
  readonly of: string
  readonly most: number
  /** The length of the window. */
  readonly seconds: number
}

const windowOf = ({ seconds }: Limit, now: Date): Date => {
  const length = seconds * 1_000
  return new Date(Math.floor(now.getTime() / length) * length)
}

/** Counts one more, as part of another write. It's refused if the window is full. */
export const tallyWrite = (limit: Limit, now: Date): WriteItem => {
  const since = windowOf(limit, now)
  const ttl = ttlAfter(since) + 2 * limit.seconds
  const change = {
    set: { ttl },
    add: { count: 1 },
    on: anyOf(absent('count'), lessThan('count', limit.most)),
  }
  return updateOf(tallyKey(limit.of, since), change)
}

/** Counts one more. Returns false, and counts nothing, if the window is full. */
export const countWithin = (limit: Limit, now: Date): Promise<boolean> => tryWrite(tallyWrite(limit, now))

/** Seconds until the current window ends. */
export const secondsLeft = (limit: Limit, now: Date): number =>
  Math.ceil((windowOf(limit, now).getTime() + limit.seconds * 1_000 - now.getTime()) / 1_000)
