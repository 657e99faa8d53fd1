import { getAccount } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { defaultRoles } from '../shared/model/accounts.ts'

export const handler = accountOperation(getAccount, {
  answer({ account }) {
    const defaultRoleIds = defaultRoles(account).map((role) => role.roleId)
    return ok({ accountId: account.accountId, name: account.name, defaultRoleIds })
  },
})
