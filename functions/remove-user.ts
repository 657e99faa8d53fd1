import { removeUser as contract } from '../shared/contract/users.ts'
import { done } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { requireMayRemove } from '../shared/model/changes.ts'
import { removeUser } from '../shared/store/user-changes.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = accountOperation(contract, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  async answer({ caller, account, read, now, random }) {
    const check = (user: NonNullable<typeof read>) => requireMayRemove({ user, account, caller })
    await removeUser(read, check, { by: caller.userId, now, random })
    return done
  },
})
