/** Records that an invitation was opened. */
import { setTimeout } from 'node:timers/promises'
import { absent, allOf, equals } from '../table/expressions.ts'
import { userKey } from '../table/keys.ts'
import { tryWrite, updateOf } from '../table/writes.ts'
import type { UserRecord } from '../users/user.ts'

/** Milliseconds that opening an invitation waits for this at most. */
const longestWait = 500

/** Once per invitation, and only while it's pending. Never throws: a failed note isn't worth refusing a request. */
export const markOpened = async (user: UserRecord, now: Date): Promise<void> => {
  if (user.openedAt !== undefined || user.status !== 'invited') return
  const note = tryWrite(
    updateOf(userKey(user.accountId, user.userId), {
      set: { openedAt: now.toISOString() },
      on: allOf(equals('status', 'invited'), equals('nonce', user.nonce), absent('openedAt')),
    }),
  )
  await Promise.race([Promise.allSettled([note]), setTimeout(longestWait, undefined, { ref: false })])
}
