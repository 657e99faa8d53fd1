import { changeAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { resumeNow } from '../mail/resume-mails.ts'
import { forgetReports } from '../mail/stored-mail-days.ts'
import { Problem } from '../problem.ts'
import { requireLanguage } from '../product/languages.ts'
import { declaredAttributes } from '../settings.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { type AccountRecord, publicAccount } from './account.ts'
import { changedAttributes } from './attributes.ts'
import { settleSeats } from './seats.ts'
import { findAccount, readAccountAgain, tryUpdateAccount, updateAccount } from './stored-account.ts'

export const handler = accountOperation(changeAccount, {
  async answer({ caller, account, body, now }) {
    const { mailsPaused, externalId, attributes, ...change } = body
    const { accountId } = account
    requireLanguage(body.language)
    if (operatorsOwn.some((name) => body[name] !== undefined)) requireOperator(caller)
    // An account from before seats were counted is counted before it gets a limit.
    if (body.seatLimit && !account.seatsCounted) await settleSeats(accountId)
    if (mailsPaused === false) await forgetReports(accountId, now)
    const pause =
      mailsPaused === undefined ? {} : { mailsPaused: pauseOf(mailsPaused, account.mailsPaused, now) }
    const by = { by: caller.actor, now }
    if (externalId === undefined && attributes === undefined)
      await updateAccount(accountId, { ...change, ...pause }, by)
    else
      await withOptimisticRetry(account, readAccountAgain, async (found) => {
        const after = changedAttributes(attributes, {
          declared: declaredAttributes(),
          of: 'account',
          before: found.attributes,
        })
        const named = { externalId, ...(attributes && { attributes: after ?? null }) }
        return (await tryUpdateAccount(found, { ...change, ...pause, ...named }, by)) || undefined
      })
    // Whenever it's named, so that repeating the request continues where an earlier one stopped.
    if (body.invitationsTakeSeats !== undefined) await settleSeats(accountId)
    const changed = await findAccount(accountId)
    if (!changed) throw new Problem('account_not_found')
    if (mailsPaused === false || body.mailsPerDay !== undefined) await resumeNow(changed, now)
    return ok(publicAccount(changed, now))
  },
})

const operatorsOwn = ['seatLimit', 'mailsPaused', 'mailsPerDay', 'externalId', 'attributes'] as const

type Pause = NonNullable<AccountRecord['mailsPaused']>

/** Null resumes emails; an existing pause stays as it is. */
const pauseOf = (paused: boolean, before: Pause | undefined, now: Date): Pause | null =>
  paused ? (before ?? { reason: 'operator', since: now.toISOString() }) : null
