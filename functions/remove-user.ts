import { removeUser as contract } from '../shared/contract/users.ts'
import { done } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireMayRemove } from '../shared/model/changes.ts'
import { removeUser } from '../shared/store/user-changes.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = accountOperation(contract, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, now, random }) {
    await removeUser({ account, user }, (place) => requireMayRemove({ ...place, caller }), {
      by: caller.actor,
      now,
      random,
    })
    return done
  },
})
