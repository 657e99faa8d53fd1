import { listUsers } from '../shared/contract/users.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { seenUser } from '../shared/model/users.ts'
import { findUsers } from '../shared/store/user-pages.ts'

export const handler = accountOperation(listUsers, {
  read: ({ path, query, now }) => findUsers(path.accountId, query, now),
  answer({ read, now }) {
    const { items = [], ...page } = read ?? {}
    return ok({ ...page, items: items.map((user) => seenUser(user, now)) })
  },
})
