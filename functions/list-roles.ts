import { listRoles } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { defaultRoles, rolesOf, seenRole } from '../shared/model/accounts.ts'

export const handler = accountOperation(listRoles, {
  answer({ account }) {
    const defaults = new Set(defaultRoles(account).map((role) => role.roleId))
    return ok({ items: rolesOf(account).map((role) => seenRole(role, defaults.has(role.roleId))) })
  },
})
