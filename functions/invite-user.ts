import { inviteUser } from '../shared/contract/users.ts'
import { created } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { namedRoles } from '../shared/model/accounts.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { invitedUser } from '../shared/model/invitations.ts'
import { seenUser } from '../shared/model/users.ts'
import { ownInvitation } from '../shared/store/redemptions.ts'
import { invitationUrl } from '../shared/store/signing-keys.ts'
import { addUser } from '../shared/store/users.ts'

export const handler = accountOperation(inviteUser, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const roles = namedRoles(account, body.roleIds)
    requireMayGive(caller, roles)
    const invitation = { account, body, roles, invitedBy: caller, now, nonce: nonce(), idempotencyKey }
    const user = await addUser(invitedUser(invitation), now)
    // Whoever does not let Usher send the mail has to send the link another way.
    const link = body.sendEmail ? {} : { invitationUrl: await invitationUrl(ownInvitation(user), now) }
    return created(
      { ...seenUser(user, now), ...link },
      `/v1/accounts/${account.accountId}/users/${user.userId}`,
    )
  },
})
