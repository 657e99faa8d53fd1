import { resendInvitation } from '../shared/contract/users.ts'
import { accepted } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { existingRoles } from '../shared/model/accounts.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { renewedInvitation } from '../shared/model/invitations.ts'
import { Problem } from '../shared/model/problem.ts'
import { seenUser } from '../shared/model/users.ts'
import { findUser, renewInvitation } from '../shared/store/users.ts'

export const handler = accountOperation(resendInvitation, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, body, now, nonce }) {
    if (!user) throw new Problem('user_not_found')
    const roles = existingRoles(account, user.roleIds)
    requireMayGive(caller, roles)
    const { expiresInHours } = body
    const renewed = renewedInvitation({
      account,
      user,
      roles,
      invitedBy: caller,
      now,
      nonce: nonce(),
      expiresInHours,
    })
    await renewInvitation(renewed)
    return accepted(seenUser(renewed, now))
  },
})
