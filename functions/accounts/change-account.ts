import { changeAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { resumeNow } from '../mail/resume-mails.ts'
import { forgetReports } from '../mail/stored-mail-days.ts'
import { Problem } from '../problem.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { settleSeats } from './seats.ts'
import { findAccount, updateAccount } from './stored-account.ts'

export const handler = accountOperation(changeAccount, {
  async answer({ caller, account, body, now }) {
    const { mailsPaused, ...change } = body
    const { accountId, seats } = account
    if (body.seatLimit !== undefined || mailsPaused !== undefined || body.mailsPerDay !== undefined)
      requireOperator(caller)
    // An account from before seats were counted is counted before it gets a limit.
    if (body.seatLimit && !seats.counted) await settleSeats(accountId)
    if (mailsPaused === false) await forgetReports(accountId, now)
    const pause =
      mailsPaused === undefined ? {} : { mailsPaused: pauseOf(mailsPaused, account.mailsPaused, now) }
    await updateAccount(accountId, { ...change, ...pause }, { by: caller.actor, now })
    // Whenever it's named, so that repeating the request continues where an earlier one stopped.
    if (body.invitationsTakeSeats !== undefined) await settleSeats(accountId)
    const changed = await findAccount(accountId)
    if (!changed) throw new Problem('account_not_found')
    if (mailsPaused === false || body.mailsPerDay !== undefined) await resumeNow(changed, now)
    return ok(publicAccount(changed, now))
  },
})

type Pause = { readonly reason: 'bounces' | 'complaints' | 'operator'; readonly since: string }

/** Null resumes emails; an existing pause stays as it is. */
const pauseOf = (paused: boolean, before: Pause | undefined, now: Date): Pause | null =>
  paused ? (before ?? { reason: 'operator', since: now.toISOString() }) : null
