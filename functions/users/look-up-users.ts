import { lookUpUsers } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from './stored-users.ts'
import { publicUser, userIdOf } from './user.ts'

export const handler = accountOperation(lookUpUsers, {
  /** One read a person, since a user's id is derived from the address; not before it is known who asks, since it is many. */
  async answer({ account: { accountId }, body, now }) {
    const ids = [...new Set(body.emails)].map((email) => userIdOf(accountId, email))
    const found = await Promise.all(ids.map((userId) => findUser(accountId, userId)))
    return ok({ items: found.flatMap((user) => (user ? publicUser(user, now) : [])) })
  },
})
