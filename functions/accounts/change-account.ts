import { setTimeout as wait } from 'node:timers/promises'
import { changeAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { setSeatLimit } from './seats.ts'
import { findAccount, updateAccount } from './stored-account.ts'

export const handler = accountOperation(changeAccount, {
  async answer({ caller, account, body, now, nonce }) {
    const { seatLimit, ...change } = body
    const by = { by: caller.actor, now }
    if (seatLimit !== undefined) requireOperator(caller)
    if (Object.keys(change).length > 0) await updateAccount(account.accountId, change, by)
    // A write of its own, with a stamp of its own: the trail would take one with the same for somebody else's.
    const later = { ...by, now: new Date(now.getTime() + 1) }
    if (seatLimit !== undefined) await setSeatLimit(account, seatLimit, { ...later, nonce: nonce(), wait })
    const changed = await findAccount(account.accountId)
    if (!changed) throw new Problem('account_not_found')
    return ok(publicAccount(changed))
  },
})
