import { setTimeout as wait } from 'node:timers/promises'
import { changeAccount } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenAccount } from '../shared/model/accounts.ts'
import { requireOperator } from '../shared/model/callers.ts'
import { Problem } from '../shared/model/problem.ts'
import { findAccount, updateAccount } from '../shared/store/accounts.ts'
import { setSeatLimit } from '../shared/store/seats.ts'

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
    return ok(seenAccount(changed))
  },
})
