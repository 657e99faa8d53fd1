/** Lets the mails of an account go on that waited: when its next day has begun, or an operator says so. */
import type { Account } from '../accounts/account.ts'
import { isResting } from '../accounts/admission.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { allowanceOf, nextDay } from './allowance.ts'
import { forgetHolding, type Holding, lookAgain, lookSoon, releaseHeld } from './stored-held-mails.ts'
import { sentOn } from './stored-mail-days.ts'

/** Mails that the account may still send today; none while it rests. */
const roomOf = async (account: Account, now: Date): Promise<number> => {
  if (isResting(account) || account.mailsPaused) return 0
  const allowance = allowanceOf(account, now)
  return allowance - (await sentOn(account.accountId, now))
}

/** What the sweeper does for an account; returns how many mails go on. */
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

/** What an operator's word does at once; the sweeper does the rest. */
export const resumeNow = async (account: Account, now: Date): Promise<void> => {
  await lookSoon(account, now)
  await releaseHeld(account.accountId, await roomOf(account, now), now)
}
