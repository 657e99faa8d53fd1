/**
 * The emails that one batch of the queue may send for each account, reserved from the account's daily limit when first
 * needed.
 */
import type { Account } from '../accounts/account.ts'
import { allowanceOf } from './allowance.ts'
import { giveBackToDay, takeFromDay } from './stored-mail-days.ts'

export type DayPermits = {
  /** Whether the account may send one more email today. */
  readonly take: (account: Account) => Promise<boolean>
  /** An email wasn't sent after all. */
  readonly giveBack: (accountId: string) => void
  /** Returns unused permits to each account. Call it at the end. */
  readonly settle: () => Promise<void>
}

/** `mailsOf` returns the largest number of emails that the batch can have for the account. */
export const dayPermits = (mailsOf: (accountId: string) => number, now: Date): DayPermits => {
  const left = new Map<string, number>()
  return {
    async take(account) {
      const { accountId } = account
      const allowance = allowanceOf(account, now)
      const some =
        left.get(accountId) ?? (await takeFromDay(accountId, { wanted: mailsOf(accountId), allowance, now }))
      left.set(accountId, Math.max(0, some - 1))
      return some > 0
    },
    giveBack(accountId) {
      left.set(accountId, (left.get(accountId) ?? 0) + 1)
    },
    async settle() {
      const unused = [...left].filter(([, count]) => count > 0)
      await Promise.all(unused.map(([accountId, count]) => giveBackToDay(accountId, count, now)))
    },
  }
}
