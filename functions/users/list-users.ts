import { listUsers } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { publicUser } from './user.ts'
import { findUsers } from './user-pages.ts'

export const handler = accountOperation(listUsers, {
  read: ({ path, query, now }) => findUsers(path.accountId, query, now),
  answer: ({ read, now }) => ok({ ...read, items: read.items.map((user) => publicUser(user, now)) }),
})
