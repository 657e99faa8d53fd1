import { putDefaultRoles } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { namedRoles, requireMayBeDefault } from '../shared/model/accounts.ts'
import { requireMayGive } from '../shared/model/callers.ts'
import { setDefaultRoles } from '../shared/store/accounts.ts'

export const handler = accountOperation(putDefaultRoles, {
  async answer({ caller, account, body, now }) {
    const roles = namedRoles(account, body.roleIds)
    requireMayBeDefault(roles)
    requireMayGive(caller, roles)
    await setDefaultRoles({ accountId: account.accountId, roleIds: body.roleIds, by: caller.userId, now })
    return ok({ roleIds: body.roleIds })
  },
})
