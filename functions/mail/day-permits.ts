/** The mails that one batch of the queue may send for each account, taken off the account's day when first needed. */
import type { Account } from '../accounts/account.ts'
import { allowanceOf } from './allowance.ts'
import { giveBackToDay, takeFromDay } from './stored-mail-days.ts'

export type DayPermits = {
  /** Whether the account may send one more mail today. */
  readonly take: (account: Account) => Promise<boolean>
  /** A mail did not go out after all. */
  readonly giveBack: (accountId: string) => void
  /** Gives back to each account what was not needed. Call it at the end. */
  readonly settle: () => Promise<void>
}

/** `mailsOf` says how many mails of the account the batch has at most. */
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
