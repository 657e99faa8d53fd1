import { lookUpUsers } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from './stored-users.ts'
import { publicUser, userIdOf } from './user.ts'

export const handler = accountOperation(lookUpUsers, {
  /**
   * One read per person, because a user's id is derived from the address. Only after the caller is known, because there
   * are many.
   */
  async answer({ account: { accountId }, body, now }) {
    const ids = [...new Set(body.emails)].map((email) => userIdOf(accountId, email))
    const found = await Promise.all(ids.map((userId) => findUser(accountId, userId)))
    return ok({ items: found.flatMap((user) => (user ? publicUser(user, now) : [])) })
  },
})
