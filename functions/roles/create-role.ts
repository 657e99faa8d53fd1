import { createRole } from '../../shared/contract/roles.ts'
import { publicRole } from '../accounts/account.ts'
import { created } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { madeRole, roleIdOf } from './role-rules.ts'
import { saveRole } from './stored-roles.ts'

export const handler = accountOperation(createRole, {
  async answer({ caller, account, body, now, nonce, idempotencyKey }) {
    const { accountId } = account
    const roleId =
      idempotencyKey === undefined ? `rol_${nonce()}` : roleIdOf(accountId, caller.actor, idempotencyKey)
    const role = await saveRole(account, (current) => madeRole(body, roleId, { account: current, caller }), {
      by: caller.actor,
      now,
    })
    return created(publicRole(role, false), `/v1/accounts/${accountId}/roles/${roleId}`)
  },
})
