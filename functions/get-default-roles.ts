import { getDefaultRoles } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { defaultRoles } from '../shared/model/accounts.ts'

export const handler = accountOperation(getDefaultRoles, {
  answer({ account }) {
    return ok({ roleIds: defaultRoles(account).map((role) => role.roleId) })
  },
})
