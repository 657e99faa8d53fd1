import { erasePerson } from '../../shared/contract/people.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { operator, operatorOf } from '../sign-in/caller.ts'
import { findUser } from '../users/stored-users.ts'
import { requireMayRemove } from '../users/user-rules.ts'
import { removeUser } from '../users/write-user.ts'
import { everyMembershipOf, type Membership } from './memberships.ts'

export const handler = operatorOperation(erasePerson, {
  async answer({ body: { email }, now }) {
    const erase = async ({ accountId, userId }: Membership) => {
      const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
      if (!account || !user) return { accountId, outcome: 'erased' }
      try {
        await removeUser(
          { account, user },
          (place) => requireMayRemove({ ...place, caller: operatorOf(place.account) }),
          { by: operator, now, erased: true },
        )
        return { accountId, outcome: 'erased' }
      } catch (error) {
        if (error instanceof Problem) return { accountId, outcome: 'refused', code: error.code }
        throw error
      }
    }
    return ok({ accounts: await Promise.all((await everyMembershipOf(email)).map(erase)) })
  },
})
