import { putDefaultRoles } from '../../shared/contract/roles.ts'
import { namedRoles, requireMayBeDefault } from '../accounts/account.ts'
import { updateAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { requireMayGive, requireNoLonger } from '../sign-in/caller.ts'

export const handler = accountOperation(putDefaultRoles, {
  async answer({ caller, account, body, now }) {
    const roles = namedRoles(account, body.roleIds)
    requireMayBeDefault(roles)
    requireMayGive(caller, roles)
    if (body.roleIds.some((roleId) => !account.defaultRoleIds.includes(roleId)))
      requireNoLonger(caller, undefined)
    await updateAccount(account.accountId, { defaultRoleIds: body.roleIds }, { by: caller.actor, now })
    return ok({ roleIds: body.roleIds })
  },
})
