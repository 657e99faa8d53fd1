import { changeRole } from '../shared/contract/roles.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenRole } from '../shared/model/accounts.ts'
import { changedRole } from '../shared/model/role-changes.ts'
import { saveRole } from '../shared/store/roles.ts'

export const handler = accountOperation(changeRole, {
  async answer({ caller, account, path, body, now, random }) {
    const { roleId } = path
    const role = await saveRole(
      account,
      (current) => changedRole(roleId, body, { account: current, caller }),
      {
        by: caller.actor,
        now,
        random,
      },
    )
    return ok(seenRole(role, account.defaultRoleIds.includes(roleId)))
  },
})
