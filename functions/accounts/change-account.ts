import { changeAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { settleSeats } from './seats.ts'
import { findAccount, updateAccount } from './stored-account.ts'

export const handler = accountOperation(changeAccount, {
  async answer({ caller, account: { accountId, seats }, body, now }) {
    if (body.seatLimit !== undefined) requireOperator(caller)
    // An account from before seats were counted is counted before it gets a limit.
    if (body.seatLimit && !seats.counted) await settleSeats(accountId)
    await updateAccount(accountId, body, { by: caller.actor, now })
    // Whenever it is named: the same request again goes on where one was ended.
    if (body.invitationsTakeSeats !== undefined) await settleSeats(accountId)
    const changed = await findAccount(accountId)
    if (!changed) throw new Problem('account_not_found')
    return ok(publicAccount(changed))
  },
})
