import { listReviewCandidates } from '../../shared/contract/reviews.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findUser } from '../users/stored-users.ts'
import { publicUser } from '../users/user.ts'
import { findUsers } from '../users/user-pages.ts'
import { domainOf, findingsOf } from './review.ts'

export const handler = accountOperation(listReviewCandidates, {
  async answer({ account, query: { days, ...query }, now }) {
    const administrators = await Promise.all(
      [...account.admins].map((userId) => findUser(account.accountId, userId)),
    )
    const theirs = administrators.flatMap((user) => (user ? [domainOf(user.email)] : []))
    const inside = new Set([...(account.allowedDomains ?? []), ...theirs])
    const { items, ...page } = await findUsers(account.accountId, query, now)
    const candidates = items.map((user) => ({
      user: publicUser(user, now),
      findings: findingsOf(user, { days, now, inside }),
    }))
    return ok({ ...page, items: candidates.filter(({ findings }) => findings.length > 0) })
  },
})
