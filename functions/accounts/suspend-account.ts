import { suspendAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { updateAccount } from './stored-account.ts'

export const handler = accountOperation(suspendAccount, {
  async answer({ caller, account, now }) {
    requireOperator(caller)
    const { suspendedAt = now.toISOString() } = account
    if (account.suspendedAt === undefined)
      await updateAccount(account.accountId, { suspendedAt }, { by: caller.actor, now })
    return ok(publicAccount({ ...account, suspendedAt }, now))
  },
})
