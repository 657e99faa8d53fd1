import { changeRole } from '../../shared/contract/roles.ts'
import { publicRole } from '../accounts/account.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { changedRole } from './role-rules.ts'
import { saveRole } from './stored-roles.ts'

export const handler = accountOperation(changeRole, {
  async answer({ caller, account, path, body, now }) {
    const { roleId } = path
    const role = await saveRole(
      account,
      (current) => changedRole(roleId, body, { account: current, caller }),
      {
        by: caller.actor,
        now,
      },
    )
    return ok(publicRole(role, account.defaultRoleIds.includes(roleId)))
  },
})
