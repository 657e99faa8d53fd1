import { resendInvitation } from '../shared/contract/users.ts'
import { accepted } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { renewedInvitation } from '../shared/model/invitations.ts'
import { seenUser } from '../shared/model/users.ts'
import { updateUser } from '../shared/store/user-changes.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = accountOperation(resendInvitation, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now, nonce, random }) {
    const renewal = { invitedBy: caller, now, nonce: nonce(), expiresInHours: body.expiresInHours }
    const renewed = await updateUser(
      { account, user },
      (place) => renewedInvitation({ ...renewal, ...place }),
      random,
    )
    return accepted(seenUser(renewed, now))
  },
})
