/** Operations on the roles of an account, and on which of them are default. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import type { Operation } from './operation.ts'

export const role = z.object({
  roleId: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  builtIn: z.boolean(),
  isDefault: z.boolean(),
})

export const rolePage = z.object({ items: z.array(role), nextCursor: z.optional(z.string()) })

export const defaultRoles = z.strictObject({ roleIds: field.anyRoleIds })

export const listRoles = {
  id: 'listRoles',
  method: 'GET',
  path: '/v1/accounts/{accountId}/roles',
  summary: 'The roles of an account, built-in ones first',
  access: 'roles:read',
  answers: { 200: rolePage },
  problems: [],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation

export const getDefaultRoles = {
  id: 'getDefaultRoles',
  method: 'GET',
  path: '/v1/accounts/{accountId}/default-roles',
  summary: 'The roles that whoever comes by the invite link gets',
  access: 'roles:read',
  answers: { 200: defaultRoles },
  problems: [],
  needs: { table: ['GetItem', 'Query'] },
} as const satisfies Operation

export const putDefaultRoles = {
  id: 'putDefaultRoles',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/default-roles',
  summary: 'Choose the default roles; counts at once for links already sent',
  access: 'roles:write',
  body: defaultRoles,
  answers: { 200: defaultRoles },
  problems: ['role_not_yours_to_give', 'role_not_for_default'],
  needs: { table: ['GetItem', 'Query', 'UpdateItem'] },
} as const satisfies Operation
