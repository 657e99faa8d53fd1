import { exportPerson } from '../../shared/contract/people.ts'
import { findAccount } from '../accounts/stored-account.ts'
import { ok } from '../http/answers.ts'
import { operatorOperation } from '../http/operation.ts'
import { everyEventOf } from '../trail/stored-trail.ts'
import { findUser } from '../users/stored-users.ts'
import { publicUser } from '../users/user.ts'
import { everyMembershipOf } from './memberships.ts'

export const handler = operatorOperation(exportPerson, {
  async answer({ body: { email }, now }) {
    const accounts = await Promise.all(
      (await everyMembershipOf(email)).map(async ({ accountId, userId }) => {
        const [account, user, auditEvents] = await Promise.all([
          findAccount(accountId),
          findUser(accountId, userId),
          everyEventOf(accountId, userId),
        ])
        return user
          ? [{ accountId, accountName: account?.name ?? '', user: publicUser(user, now), auditEvents }]
          : []
      }),
    )
    return ok({ email, accounts: accounts.flat() })
  },
})
