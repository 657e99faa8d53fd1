import { putDefaultRoles } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { namedRoles, requireMayBeDefault } from '../shared/model/accounts.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { updateAccount } from '../shared/store/accounts.ts'

export const handler = accountOperation(putDefaultRoles, {
  async answer({ caller, account, body, now }) {
    const roles = namedRoles(account, body.roleIds)
    requireMayBeDefault(roles)
    requireMayGive(caller, roles)
    await updateAccount(account.accountId, { defaultRoleIds: body.roleIds }, { by: caller.actor, now })
    return ok({ roleIds: body.roleIds })
  },
})
