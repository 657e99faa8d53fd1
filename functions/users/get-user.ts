import { getUser } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { findUser } from './stored-users.ts'
import { publicUser } from './user.ts'

export const handler = accountOperation(getUser, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  answer({ read, now }) {
    if (!read) throw new Problem('user_not_found')
    return ok(publicUser(read, now))
  },
})
