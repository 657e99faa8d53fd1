/**
 * Deleting accounts: a grace period in which an operator can restore one, and the certificate of what was erased after
 * it.
 */
import * as z from 'zod/mini'
import { account } from './accounts.ts'
import { auditEvent } from './audit.ts'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

/** Days during which a deleted account can be restored. After that, everything about it is erased. */
export const daysOfGrace = 30

/** How many items of each kind, such as `user`, `role` or `audit`, an account had when it was erased. */
export const erasedCounts = z.record(z.string(), z.number())

export const deleteAccount = {
  id: 'deleteAccount',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}',
  access: 'account:write',
  body: z.optional(
    z.strictObject({
      /** The name of the account. Operators may leave it out. */
      name: z.optional(field.accountName),
    }),
  ),
  answers: { 202: account },
  problems: [],
} as const satisfies Operation

export const restoreAccount = {
  id: 'restoreAccount',
  method: 'POST',
  path: '/v1/accounts/{accountId}/restore',
  access: 'account:write',
  answers: { 200: account },
  problems: ['operator_only', 'account_not_restorable'],
} as const satisfies Operation

export const listOperatorEvents = {
  id: 'listOperatorEvents',
  method: 'GET',
  path: '/v1/audit-events',
  access: 'operator',
  query: z.strictObject({ limit: field.limit, cursor: field.cursor }),
  answers: { 200: z.object({ items: z.array(auditEvent), nextCursor: z.optional(z.string()) }) },
  problems: [],
} as const satisfies Operation
