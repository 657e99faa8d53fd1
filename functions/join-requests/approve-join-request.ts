import { approveJoinRequest } from '../../shared/contract/join-requests.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicUser } from '../users/user.ts'
import { approve } from './stored-waiting.ts'
import { approvedUser } from './waiting-request.ts'

export const handler = accountOperation(approveJoinRequest, {
  async answer({ caller, account: { accountId }, path: { userId }, body: { roleIds }, now }) {
    const user = await approve({ accountId, userId }, (found) =>
      approvedUser({ ...found, caller, roleIds, now }),
    )
    return ok(publicUser(user, now))
  },
})
