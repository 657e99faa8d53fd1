import { getDefaultRoles } from '../../shared/contract/roles.ts'
import { defaultRoles } from '../accounts/account.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'

export const handler = accountOperation(getDefaultRoles, {
  answer({ account }) {
    return ok({ roleIds: defaultRoles(account).map((role) => role.roleId) })
  },
})
