import { deleteAccount } from '../../shared/contract/account-deletion.ts'
import { accepted } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { publicAccount } from './account.ts'
import { deletedAccount, requireMayDelete } from './deletion.ts'
import { readAccountAgain } from './stored-account.ts'
import { tryDeleteAccount } from './stored-deletion.ts'

export const handler = accountOperation(deleteAccount, {
  async answer({ caller, account, body, now }) {
    const deleted = await withOptimisticRetry(account, readAccountAgain, async (found) => {
      requireMayDelete(caller, found, body?.name)
      const after = deletedAccount(found, now)
      if (after === found) return found
      return (await tryDeleteAccount(after, { by: caller.actor, now })) ? after : undefined
    })
    return accepted(publicAccount(deleted, now))
  },
})
