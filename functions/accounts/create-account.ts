import { createAccount } from '../../shared/contract/accounts.ts'
import { created } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { firstAdministrator, requireMailable } from '../invitations/invitation.ts'
import { operator } from '../sign-in/caller.ts'
import { publicUser } from '../users/user.ts'
import { accountIdOf, publicAccount } from './account.ts'
import { addAccount } from './new-account.ts'

export const handler = operatorOperation(createAccount, {
  async answer({ body, now, nonce, idempotencyKey }) {
    const accountId = accountIdOf(idempotencyKey ?? nonce())
    const { name, admin, language, mailsPerDay } = body
    requireMailable(admin.email, 'admin.email')
    const administrator = firstAdministrator({ accountId, ...admin, now, nonce: nonce(), by: operator })
    const made = { accountId, name, language, mailsPerDay, now, by: operator }
    const { account, user } = await addAccount(made, administrator)
    return created(
      { ...publicAccount(account, now), admin: publicUser(user, now) },
      `/v1/accounts/${accountId}`,
    )
  },
})
