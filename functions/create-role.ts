import { createRole } from '../shared/contract/roles.ts'
import { created } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenRole } from '../shared/model/accounts.ts'
import { madeRole, roleIdOf } from '../shared/model/role-changes.ts'
import { saveRole } from '../shared/store/roles.ts'

export const handler = accountOperation(createRole, {
  async answer({ caller, account, body, now, nonce, random, idempotencyKey }) {
    const { accountId } = account
    const roleId =
      idempotencyKey === undefined ? `rol_${nonce()}` : roleIdOf(accountId, caller.actor, idempotencyKey)
    const role = await saveRole(account, (current) => madeRole(body, roleId, { account: current, caller }), {
      by: caller.actor,
      now,
      random,
    })
    return created(seenRole(role, false), `/v1/accounts/${accountId}/roles/${roleId}`)
  },
})
