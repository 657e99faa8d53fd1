import { createAccount } from '../shared/contract/accounts.ts'
import { created } from '../shared/http/answers.ts'
import { operatorOperation } from '../shared/http/operation.ts'
import { accountIdOf, seenAccount } from '../shared/model/accounts.ts'
import { operator } from '../shared/model/callers.ts'
import { firstAdministrator, requireMailable } from '../shared/model/invitations.ts'
import { seenUser } from '../shared/model/users.ts'
import { addAccount } from '../shared/store/new-accounts.ts'

export const handler = operatorOperation(createAccount, {
  async answer({ body, now, nonce, random, idempotencyKey }) {
    const accountId = accountIdOf(idempotencyKey ?? nonce())
    const { name, admin } = body
    requireMailable(admin.email, 'admin.email')
    const administrator = firstAdministrator({ accountId, ...admin, now, nonce: nonce(), by: operator })
    const { account, user } = await addAccount({ accountId, name, now, by: operator }, administrator, random)
    return created({ ...seenAccount(account), admin: seenUser(user, now) }, `/v1/accounts/${accountId}`)
  },
})
