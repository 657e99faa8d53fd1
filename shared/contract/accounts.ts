/** Operations on an account, and on who is calling. */
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'

export const account = z.object({
  accountId: z.string(),
  name: z.string(),
  defaultRoleIds: z.array(z.string()),
})

export const me = z.object({
  email: z.string(),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      userId: z.string(),
      roleIds: z.array(z.string()),
      permissions: z.array(z.string()),
    }),
  ),
})

export const getMe = {
  id: 'getMe',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who is signed in, and the accounts in which they are an active user',
  access: 'signed-in',
  answers: { 200: me },
  problems: [],
  needs: { table: ['Query'], gsi2: ['Query'] },
} as const satisfies Operation

export const getAccount = {
  id: 'getAccount',
  method: 'GET',
  path: '/v1/accounts/{accountId}',
  summary: 'An account',
  access: 'member',
  answers: { 200: account },
  problems: [],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation
