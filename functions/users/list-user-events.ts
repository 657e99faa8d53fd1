import { listUserEvents } from '../../shared/contract/user-events.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { findTimeline } from '../trail/stored-trail.ts'
import { namesOf } from './names.ts'
import { findUser } from './stored-users.ts'

export const handler = accountOperation(listUserEvents, {
  read: async ({ path, query }) => {
    const [user, timeline] = await Promise.all([
      findUser(path.accountId, path.userId),
      findTimeline(path.accountId, path.userId, query),
    ])
    return { user, ...timeline }
  },
  async answer({ path, read }) {
    if (!read.user) throw new Problem('user_not_found')
    const { items, nextCursor } = read
    const names = await namesOf(
      path.accountId,
      items.map(({ actor }) => actor),
    )
    return ok({
      items: items.map((event) => ({ ...event, actorName: names.get(event.actor ?? '') })),
      nextCursor,
    })
  },
})
