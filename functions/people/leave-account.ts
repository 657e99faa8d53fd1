import { leaveAccount } from '../../shared/contract/accounts.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireMayRemove } from '../users/user-rules.ts'
import { deleteUser } from '../users/write-user.ts'
import { ownUser } from './stored-self.ts'

export const handler = accountOperation(leaveAccount, {
  async answer({ caller, account, now }) {
    const user = await ownUser(caller, account)
    await deleteUser({ account, user }, (place) => requireMayRemove({ ...place, caller }), {
      by: caller.actor,
      now,
    })
    return done
  },
})
