import { restoreAccount } from '../../shared/contract/account-deletion.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { resumeNow } from '../mail/resume-mails.ts'
import { Problem } from '../problem.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { publicAccount } from './account.ts'
import { restoredAccount } from './deletion.ts'
import { readAccountAgain } from './stored-account.ts'
import { findDeletion, tryRestoreAccount } from './stored-deletion.ts'

export const handler = accountOperation(restoreAccount, {
  async answer({ caller, account, now }) {
    requireOperator(caller)
    const restored = await withOptimisticRetry(account, readAccountAgain, async (found) => {
      if (found.deletedAt === undefined) return found
      const after = restoredAccount(found, now)
      if (await tryRestoreAccount(found, { by: caller.actor, now })) return after
      if ((await findDeletion(found.accountId))?.erasingSince === undefined) return undefined
      throw new Problem('account_not_restorable')
    })
    await resumeNow(restored, now)
    return ok(publicAccount(restored, now))
  },
})
