import { listAuditEvents } from '../shared/contract/audit.ts'
import { ok } from '../shared/http/answers.ts'
import { accountOperation } from '../shared/http/operation.ts'
import { findEvents } from '../shared/store/audit.ts'

export const handler = accountOperation(listAuditEvents, {
  read: ({ path, query }) => findEvents(path.accountId, query),
  answer: ({ read }) => ok(read ?? { items: [] }),
})
