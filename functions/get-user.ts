import { getUser } from '../shared/contract/users.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { Problem } from '../shared/model/problem.ts'
import { seenUser } from '../shared/model/users.ts'
import { findUser } from '../shared/store/users.ts'

export const handler = accountOperation(getUser, {
  read: ({ path }) => findUser(path.accountId, path.userId),
  answer({ read, now }) {
    if (!read) throw new Problem('user_not_found')
    return ok(seenUser(read, now))
  },
})
