import { setTimeout as wait } from 'node:timers/promises'
import { changeAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { resumeNow } from '../mail/resume-mails.ts'
import { forgetReports } from '../mail/stored-mail-days.ts'
import { Problem } from '../problem.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { setSeatLimit } from './seats.ts'
import { findAccount, updateAccount } from './stored-account.ts'

export const handler = accountOperation(changeAccount, {
  async answer({ caller, account, body, now, nonce }) {
    const { seatLimit, mailsPaused, ...change } = body
    const { accountId } = account
    const by = { by: caller.actor, now }
    if (seatLimit !== undefined || mailsPaused !== undefined || change.mailsPerDay !== undefined)
      requireOperator(caller)
    if (mailsPaused === false) await forgetReports(accountId, now)
    const pause =
      mailsPaused === undefined ? {} : { mailsPaused: pauseOf(mailsPaused, account.mailsPaused, now) }
    if (Object.keys({ ...change, ...pause }).length > 0)
      await updateAccount(accountId, { ...change, ...pause }, by)
    // A write of its own, with a stamp of its own: the trail would take one with the same for somebody else's.
    const later = { ...by, now: new Date(now.getTime() + 1) }
    if (seatLimit !== undefined) await setSeatLimit(account, seatLimit, { ...later, nonce: nonce(), wait })
    const changed = await findAccount(accountId)
    if (!changed) throw new Problem('account_not_found')
    if (mailsPaused === false || change.mailsPerDay !== undefined) await resumeNow(changed, now)
    return ok(publicAccount(changed, now))
  },
})

type Pause = { readonly reason: 'bounces' | 'complaints' | 'operator'; readonly since: string }

/** Null lets the mails go on; a pause that is there stays as it is. */
const pauseOf = (paused: boolean, before: Pause | undefined, now: Date): Pause | null =>
  paused ? (before ?? { reason: 'operator', since: now.toISOString() }) : null
