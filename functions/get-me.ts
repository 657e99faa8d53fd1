import { getMe } from '../shared/contract/accounts.ts'
import { ok } from '../shared/http/answers.ts'
import { signedInOperation } from '../shared/http/operation.ts'
import { existingRoles, permissionsOf } from '../shared/model/accounts.ts'
import { findAccount } from '../shared/store/accounts.ts'
import { membershipsOf } from '../shared/store/users.ts'

export const handler = signedInOperation(getMe, {
  async answer({ signIn, now }) {
    const memberships = await membershipsOf(signIn.email, now)
    const accounts = await Promise.all(
      memberships.map(async ({ accountId, userId, roleIds }) => {
        const account = await findAccount(accountId)
        const roles = account ? existingRoles(account, roleIds) : []
        const { name } = account ?? { name: '' }
        return {
          accountId,
          name,
          userId,
          roleIds: roles.map((role) => role.roleId),
          permissions: permissionsOf(roles),
        }
      }),
    )
    return ok({ email: signIn.email, accounts })
  },
})
