import { listRoles } from '../../shared/contract/roles.ts'
import { defaultRoles, publicRole, rolesOf } from '../accounts/account.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'

export const handler = accountOperation(listRoles, {
  answer({ account, query }) {
    const defaults = new Set(defaultRoles(account).map((role) => role.roleId))
    const roles = rolesOf(account, query.language)
    return ok({ items: roles.map((role) => publicRole(role, defaults.has(role.roleId))) })
  },
})
