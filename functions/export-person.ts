import { exportPerson } from '../shared/contract/people.ts'
import { ok } from '../shared/http/answers.ts'
import { operatorOperation } from '../shared/http/operation.ts'
import { seenUser } from '../shared/model/users.ts'
import { findAccount } from '../shared/store/accounts.ts'
import { everyEventOf } from '../shared/store/audit.ts'
import { everyMembershipOf } from '../shared/store/memberships.ts'
import { findUser } from '../shared/store/users.ts'

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
          ? [{ accountId, accountName: account?.name ?? '', user: seenUser(user, now), auditEvents }]
          : []
      }),
    )
    return ok({ email, accounts: accounts.flat() })
  },
})
