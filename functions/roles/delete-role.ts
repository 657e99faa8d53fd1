import { deleteRole } from '../../shared/contract/roles.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { customRole } from './role-rules.ts'
import { removeRole, requireUnused } from './stored-roles.ts'

export const handler = accountOperation(deleteRole, {
  async answer({ caller, account, path, now }) {
    const { roleId } = customRole(path.roleId, { account, caller })
    await requireUnused(account, roleId, now)
    await removeRole(account, (current) => customRole(roleId, { account: current, caller }), {
      by: caller.actor,
      now,
    })
    return done
  },
})
