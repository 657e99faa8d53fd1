import { declineJoinRequest } from '../../shared/contract/join-requests.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { declineWaiting } from './stored-waiting.ts'
import { declinedRequest } from './waiting-request.ts'

export const handler = accountOperation(declineJoinRequest, {
  async answer({ caller, account: { accountId }, path: { userId }, now }) {
    await declineWaiting({ accountId, userId }, (request) => declinedRequest(request, caller, now))
    return done
  },
})
