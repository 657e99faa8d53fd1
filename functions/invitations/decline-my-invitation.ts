import { declineMyInvitation } from '../../shared/contract/my-invitations.ts'
import { done } from '../http/answers.ts'
import { signedInOperation } from '../http/operation.ts'
import { decline } from './decline.ts'
import { findMyInvitation } from './stored-my-invitations.ts'

export const handler = signedInOperation(declineMyInvitation, {
  async answer({ signIn, path, now }) {
    await decline(await findMyInvitation(path.accountId, signIn.email), now)
    return done
  },
})
