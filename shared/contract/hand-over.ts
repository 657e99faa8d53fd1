/** Handing over an account: somebody else becomes an administrator, and the caller leaves. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

export const handOverAccount = {
  id: 'handOverAccount',
  method: 'POST',
  path: '/v1/me/accounts/{accountId}/hand-over',
  access: 'account:write',
  body: z.strictObject({ userId: field.userId }),
  answers: { 204: z.undefined() },
  problems: ['user_not_found', 'user_not_active', 'role_not_yours_to_give'],
} as const satisfies Operation
