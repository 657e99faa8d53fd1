import { listUserEvents } from '../../shared/contract/users.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { Problem } from '../problem.ts'
import { findTimeline } from '../trail/stored-trail.ts'
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
    if (!read?.user) throw new Problem('user_not_found')
    const { items, nextCursor } = read
    const actors = [...new Set(items.flatMap(({ actor }) => (actor?.startsWith('usr_') ? [actor] : [])))]
    const users = await Promise.all(actors.map((userId) => findUser(path.accountId, userId)))
    const names = new Map(users.flatMap((user) => (user ? [[user.userId, user.name] as const] : [])))
    return ok({
      items: items.map((event) => ({ ...event, actorName: names.get(event.actor ?? '') })),
      nextCursor,
    })
  },
})
