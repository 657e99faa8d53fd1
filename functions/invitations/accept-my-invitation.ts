import { acceptMyInvitation } from '../../shared/contract/my-invitations.ts'
import { redeemed } from '../http/joined.ts'
import { signedInOperation } from '../http/operation.ts'
import { redeem } from './redeem.ts'
import { findMyInvitation } from './stored-my-invitations.ts'

export const handler = signedInOperation(acceptMyInvitation, {
  async answer({ signIn, path, now }) {
    return redeemed(await redeem(await findMyInvitation(path.accountId, signIn.email), { now }))
  },
})
