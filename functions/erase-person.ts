import { erasePerson } from '../shared/contract/people.ts'
import { ok } from '../shared/http/answers.ts'
import { operatorOperation } from '../shared/http/operation.ts'
import { operator, operatorOf } from '../shared/model/callers.ts'
import { requireMayRemove } from '../shared/model/changes.ts'
import { Problem } from '../shared/model/problem.ts'
import { findAccount } from '../shared/store/accounts.ts'
import { everyMembershipOf, type Membership } from '../shared/store/memberships.ts'
import { removeUser } from '../shared/store/user-changes.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = operatorOperation(erasePerson, {
  async answer({ body: { email }, now, random }) {
    const erase = async ({ accountId, userId }: Membership) => {
      const [account, user] = await Promise.all([findAccount(accountId), findUser(accountId, userId)])
      if (!account || !user) return { accountId, outcome: 'erased' }
      try {
        await removeUser(
          { account, user },
          (place) => requireMayRemove({ ...place, caller: operatorOf(place.account) }),
          { by: operator, now, random, erased: true },
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
