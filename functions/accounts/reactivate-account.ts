import { reactivateAccount } from '../../shared/contract/accounts.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { resumeNow } from '../mail/resume-mails.ts'
import { requireOperator } from '../sign-in/caller.ts'
import { publicAccount } from './account.ts'
import { updateAccount } from './stored-account.ts'

export const handler = accountOperation(reactivateAccount, {
  async answer({ caller, account, now }) {
    requireOperator(caller)
    const reactivated = { ...account, suspendedAt: undefined }
    if (account.suspendedAt !== undefined)
      await updateAccount(account.accountId, { suspendedAt: null }, { by: caller.actor, now })
    await resumeNow(reactivated, now)
    return ok(publicAccount(reactivated, now))
  },
})
