import { listAuditEvents } from '../../shared/contract/audit.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { may } from '../sign-in/caller.ts'
import { namesOf } from '../users/names.ts'
import { findEvents } from './stored-trail.ts'

export const handler = accountOperation(listAuditEvents, {
  read: ({ path, query }) => findEvents(path.accountId, query),
  async answer({ path, caller, read }) {
    const { items, nextCursor } = read
    const ids = items.flatMap(({ actor, subject }) => [actor, subject.id])
    const names = may(caller, 'users:read') ? await namesOf(path.accountId, ids) : new Map<string, string>()
    return ok({ items, names: Object.fromEntries(names), nextCursor })
  },
})
