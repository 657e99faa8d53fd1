import { listRoles } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { defaultRoles, rolesOf } from '../shared/model/accounts.ts'

export const handler = accountOperation(listRoles, {
  answer({ account }) {
    const defaults = new Set(defaultRoles(account).map((role) => role.roleId))
    const items = rolesOf(account).map(({ roleId, name, description, permissions, builtIn }) => ({
      roleId,
      name,
      description,
      permissions,
      builtIn,
      isDefault: defaults.has(roleId),
    }))
    return ok({ items })
  },
})
