import { resendInvitation } from '../../shared/contract/pending-users.ts'
import { accepted } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from '../users/stored-users.ts'
import { publicUser } from '../users/user.ts'
import { updateUser } from '../users/write-user.ts'
import { renewedInvitation } from './invitation.ts'

export const handler = accountOperation(resendInvitation, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now, nonce }) {
    const renewal = { invitedBy: caller, now, nonce: nonce(), expiresInHours: body.expiresInHours }
    const renewed = await updateUser({ account, user }, (place) =>
      renewedInvitation({ ...renewal, ...place }),
    )
    return accepted(publicUser(renewed, now))
  },
})
