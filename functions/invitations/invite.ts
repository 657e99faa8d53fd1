/** Inviting a person: the rules about the roles, the user, and the link for inviters who send it themselves. */
import type { NewUser } from '../../shared/contract/pending-users.ts'
import { type Account, namedRoles } from '../accounts/account.ts'
import { changedAttributes } from '../accounts/attributes.ts'
import { readAccountAgain } from '../accounts/stored-account.ts'
import { requireLanguage } from '../product/languages.ts'
import { declaredAttributes } from '../settings.ts'
import { type Caller, requireMayGive } from '../sign-in/caller.ts'
import { withOptimisticRetry } from '../table/optimistic-retry.ts'
import { addUser } from '../users/stored-users.ts'
import type { UserRecord } from '../users/user.ts'
import { invitedUser } from './invitation.ts'
import { ownInvitation } from './redeem.ts'
import { invitationUrl } from './signing-keys.ts'

type Inviting = {
  readonly caller: Caller
  readonly account: Account
  readonly now: Date
  readonly nonce: string
  readonly source: 'manual' | 'bulk'
  readonly idempotencyKey?: string | undefined
}

/**
 * The invited user, with the link if Usher doesn't send it. Throws 409 `user_exists`, 403 `role_not_yours_to_give`, 422
 * for roles that don't exist.
 */
export const invite = async (
  body: NewUser,
  { caller, ...inviting }: Inviting,
): Promise<{ readonly user: UserRecord; readonly invitationUrl?: string }> => {
  const { now } = inviting
  requireLanguage(body.language)
  const attributes = changedAttributes(body.attributes, { declared: declaredAttributes(), of: 'user' })
  const user = await withOptimisticRetry(inviting.account, readAccountAgain, (account) => {
    const roles = namedRoles(account, body.roleIds)
    requireMayGive(caller, roles)
    return addUser(
      account,
      invitedUser({ ...inviting, account, attributes, body, roles, invitedBy: caller }),
      now,
    )
  })
  if (body.sendEmail) return { user }
  return { user, invitationUrl: await invitationUrl(ownInvitation(user), now) }
}
