import { erasePerson } from '../../shared/contract/people.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { forgetJoinRequest } from '../join-requests/join-requests.ts'
import { forgetWaiting } from '../join-requests/stored-waiting.ts'
import { Problem } from '../problem.ts'
import { operator, operatorOf } from '../sign-in/caller.ts'
import { forgetAddressCheck } from '../sign-in/stored-address-checks.ts'
import { findUser } from '../users/stored-users.ts'
import { requireMayRemove } from '../users/user-rules.ts'
import { deleteUser } from '../users/write-user.ts'
import { everyMembershipOf, type Membership, otherItemsOf } from './memberships.ts'
import { keepErasure } from './stored-erasures.ts'

export const handler = operatorOperation(erasePerson, {
  async answer({ body: { email }, now }) {
    const erase = async ({ accountId, userId }: Membership) => {
      const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
      if (!account || !user) return { accountId, outcome: 'erased' } as const
      try {
        await deleteUser(
          { account, user },
          (place) => requireMayRemove({ ...place, caller: operatorOf(place.account) }),
          { by: operator, now },
        )
        return { accountId, outcome: 'erased' } as const
      } catch (error) {
        if (error instanceof Problem) return { accountId, outcome: 'refused', code: error.code } as const
        throw error
      }
    }
    const [memberships, others] = await Promise.all([everyMembershipOf(email), otherItemsOf(email)])
    // First, so that nobody comes back even if this stops halfway.
    await keepErasure(email, now)
    const accounts = await Promise.all(memberships.map(erase))
    await Promise.all(
      others.map((place) =>
        place.kind === 'address-check'
          ? forgetAddressCheck(place.signInId)
          : place.kind === 'waiting'
            ? forgetWaiting(place.accountId, place.userId)
            : forgetJoinRequest(place.accountId, place.userId),
      ),
    )
    const keptIn = accounts.filter(({ outcome }) => outcome === 'refused').map(({ accountId }) => accountId)
    if (keptIn.length > 0) await keepErasure(email, now, keptIn)
    return ok({ accounts })
  },
})
