/** Operations on an account's roles, and on its default roles. */
import * as z from 'zod/mini'
import * as field from './fields.ts'
import { language } from './mail.ts'
import type { Operation } from './operation.ts'

/** Where a role comes from: Usher itself, the product for all of its accounts, or the account. */
export const roleSources = ['built-in', 'product', 'account'] as const
export type RoleSource = (typeof roleSources)[number]

export const role = z.object({
  roleId: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  source: z.enum(roleSources),
  builtIn: z.boolean(),
  isDefault: z.boolean(),
  /**
   * Whether it has a permission that the product calls sensitive: only administrators can give it, and it's never a
   * default.
   */
  sensitive: z.boolean(),
})

const rolePage = z.object({ items: z.array(role), nextCursor: z.optional(z.string()) })

export const defaultRoles = z.strictObject({ roleIds: field.anyRoleIds })

export const listRoles = {
  id: 'listRoles',
  method: 'GET',
  path: '/v1/accounts/{accountId}/roles',
  access: 'roles:read',
  query: z.strictObject({ language: z.optional(language) }),
  answers: { 200: rolePage },
  problems: [],
} as const satisfies Operation

export const newRole = z.strictObject({
  name: field.roleName,
  description: z._default(field.roleDescription, ''),
  permissions: field.permissionNames,
})
export type NewRole = z.output<typeof newRole>

const roleChange = z.strictObject({
  name: z.optional(field.roleName),
  description: z.optional(field.roleDescription),
  permissions: z.optional(field.permissionNames),
})
export type RoleChange = z.output<typeof roleChange>

export const createRole = {
  id: 'createRole',
  method: 'POST',
  path: '/v1/accounts/{accountId}/roles',
  idempotencyKey: true,
  access: 'roles:write',
  body: newRole,
  answers: { 201: role },
  problems: ['permission_not_yours_to_give', 'role_name_taken', 'too_many_roles'],
} as const satisfies Operation

export const changeRole = {
  id: 'changeRole',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}/roles/{roleId}',
  access: 'roles:write',
  body: roleChange,
  answers: { 200: role },
  problems: [
    'role_not_found',
    'role_built_in',
    'role_of_product',
    'permission_not_yours_to_give',
    'role_not_for_default',
    'role_name_taken',
  ],
} as const satisfies Operation

export const deleteRole = {
  id: 'deleteRole',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}/roles/{roleId}',
  access: 'roles:write',
  answers: { 204: z.undefined() },
  problems: [
    'role_not_found',
    'role_built_in',
    'role_of_product',
    'permission_not_yours_to_give',
    'role_in_use',
  ],
} as const satisfies Operation

export const getDefaultRoles = {
  id: 'getDefaultRoles',
  method: 'GET',
  path: '/v1/accounts/{accountId}/default-roles',
  access: 'roles:read',
  answers: { 200: defaultRoles },
  problems: [],
} as const satisfies Operation

export const putDefaultRoles = {
  id: 'putDefaultRoles',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/default-roles',
  access: 'roles:write',
  body: defaultRoles,
  answers: { 200: defaultRoles },
  problems: ['role_not_yours_to_give', 'role_not_for_default'],
} as const satisfies Operation
