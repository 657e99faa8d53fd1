import { listJoinRequests } from '../../shared/contract/join-requests.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from '../users/stored-users.ts'
import { unlessDeclined } from '../users/user.ts'
import { findWaitingPage } from './stored-waiting.ts'
import { publicRequest } from './waiting-request.ts'

export const handler = accountOperation(listJoinRequests, {
  read: ({ path, query, now }) => findWaitingPage(path.accountId, query, now),
  async answer({ account: { accountId }, read }) {
    const { items, ...page } = read
    // People who were invited in the meantime no longer wait: their own invitation counts.
    const users = await Promise.all(items.map(({ userId }) => findUser(accountId, userId)))
    return ok({
      ...page,
      items: items.filter((_, index) => !unlessDeclined(users[index])).map(publicRequest),
    })
  },
})
