/** Whom the caller may manage: nobody with permissions that the caller lacks. */
import { mayGive } from '../../../shared/contract/permissions.ts'
import type { User } from '../../../shared/contract/users.ts'
import { useAccount, useMay } from '../data/account.ts'
import { useRoles } from '../data/roles.ts'

export const useMayManage = (): ((user: User) => boolean) => {
  const caller = useAccount()
  const roles = useRoles()
  const mayWrite = useMay('users:write')
  return ({ roleIds }) =>
    mayWrite && (roles.data ?? []).every((role) => !roleIds.includes(role.roleId) || mayGive(caller, role))
}
