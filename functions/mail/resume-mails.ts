/** Releases an account's waiting emails when its next day begins or an operator resumes them. */
import type { Account } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { allowanceOf, nextDay } from './allowance.ts'
import { forgetHolding, type Holding, lookAgain, lookSoon, releaseHeld } from './stored-held-mails.ts'
import { sentOn } from './stored-mail-days.ts'

/** How many emails the account may still send today; none while its emails are paused. */
const roomOf = async (account: Account, now: Date): Promise<number> => {
  if (isResting(account) || account.mailsPaused) return 0
  const allowance = allowanceOf(account, now)
  return allowance - (await sentOn(account.accountId, now))
}

/** The sweeper's part for one account. Returns how many emails were released. */
export const resumeWaiting = async (holding: Holding, now: Date): Promise<number> => {
  const account = await findAccount(holding.accountId)
  const room = account ? await roomOf(account, now) : 0
  if (room <= 0) {
    await lookAgain(holding, nextDay(now))
    return 0
  }
  const released = await releaseHeld(holding.accountId, room, now)
  if (released === 0) await forgetHolding(holding, now)
  else await lookAgain(holding, released < room ? now : nextDay(now))
  return released
}

/** Releases the first emails when an operator resumes them; the sweeper does the rest. */
export const resumeNow = async (account: Account, now: Date): Promise<void> => {
  await lookSoon(account, now)
  await releaseHeld(account.accountId, await roomOf(account, now), now)
}
