import { removeUser } from '../../shared/contract/users.ts'
import { done } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from './stored-users.ts'
import { requireMayRemove } from './user-rules.ts'
import { deleteUser } from './write-user.ts'

export const handler = accountOperation(removeUser, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read: user, now }) {
    await deleteUser({ account, user }, (place) => requireMayRemove({ ...place, caller }), {
      by: caller.actor,
      now,
    })
    return done
  },
})
