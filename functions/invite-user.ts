import { inviteUser } from '../shared/contract/users.ts'
import { created } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenUser } from '../shared/model/users.ts'
import { invite } from '../shared/store/invitations.ts'

export const handler = accountOperation(inviteUser, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const inviting = { caller, account, now, nonce: nonce(), source: 'manual', idempotencyKey } as const
    const { user, invitationUrl } = await invite(body, inviting)
    return created(
      { ...seenUser(user, now), invitationUrl },
      `/v1/accounts/${account.accountId}/users/${user.userId}`,
    )
  },
})
