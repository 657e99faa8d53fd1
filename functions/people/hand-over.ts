/** Who becomes an administrator when somebody hands over an account. A pure rule, without table access. */
import { fieldError } from '../../shared/contract/field-errors.ts'
import { administratorRoleId } from '../../shared/contract/permissions.ts'
import { type Account, existingRoles } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import { callerOf, requireMayGive } from '../sign-in/caller.ts'
import { statusAt, type UserRecord } from '../users/user.ts'
import { changedUser } from '../users/user-rules.ts'

export type HandingOver = {
  readonly account: Account
  /** The person who leaves. */
  readonly me: UserRecord
  readonly successor: UserRecord | undefined
}

/**
 * The successor as an administrator; the same record if they already were. Throws 403 `role_not_yours_to_give` for
 * anyone but an administrator, 404 `user_not_found`, 409 `user_not_active`, and 422 for oneself and for a guest, whose
 * access ends.
 */
export const administratorInstead = ({ account, me, successor }: HandingOver, now: Date): UserRecord => {
  const caller = callerOf(me, account, now)
  if (!caller) throw new Problem('account_not_found')
  requireMayGive(caller, existingRoles(account, [administratorRoleId]))
  if (!successor) throw new Problem('user_not_found')
  if (successor.userId === me.userId)
    throw new Problem('invalid_request', undefined, {
      errors: [fieldError('userId', { code: 'not_someone_else' })],
    })
  if (statusAt(successor, now) !== 'active') throw new Problem('user_not_active')
  if (successor.roleIds.includes(administratorRoleId)) return successor
  const roleIds = [administratorRoleId, ...successor.roleIds]
  return changedUser({ roleIds }, { user: successor, account, caller, now })
}
