import { inviteUser } from '../../shared/contract/pending-users.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicUser } from '../users/user.ts'
import { invite } from './invite.ts'

export const handler = accountOperation(inviteUser, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const inviting = { caller, account, now, nonce: nonce(), source: 'manual', idempotencyKey } as const
    const { user, invitationUrl } = await invite(body, inviting)
    return created(
      { ...publicUser(user, now), invitationUrl },
      `/v1/accounts/${account.accountId}/users/${user.userId}`,
    )
  },
})
