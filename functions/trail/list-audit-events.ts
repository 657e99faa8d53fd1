import { listAuditEvents } from '../../shared/contract/audit.ts'
import { ok } from '../http/answers.ts'
import { accountOperation } from '../http/operation.ts'
import { findEvents } from './stored-trail.ts'

export const handler = accountOperation(listAuditEvents, {
  read: ({ path, query }) => findEvents(path.accountId, query),
  answer: ({ read }) => ok(read ?? { items: [] }),
})
