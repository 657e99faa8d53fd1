/** The product's description of its permissions and roles, for pages and programs that show them. */
import * as z from 'zod/mini'
import { language } from './mail.ts'
import type { Operation } from './operation.ts'

const text = z.string()

export const catalog = z.object({
  permissions: z.array(
    z.object({
      /** Two words, as in roles and tokens: `reports:read`. */
      permission: text,
      label: text,
      description: z.optional(text),
      /** The heading it's listed under. */
      group: z.optional(text),
      /** Only administrators can grant it, and no default role has it. */
      sensitive: z.boolean(),
    }),
  ),
  roles: z.array(
    z.object({
      roleId: text,
      label: text,
      description: text,
      permissions: z.array(text),
      sensitive: z.boolean(),
    }),
  ),
  /** The default roles of new accounts. */
  defaultRoleIds: z.array(text),
  /** Whether an account's own roles may have permissions that aren't listed here. */
  customPermissions: z.boolean(),
})

export const getCatalog = {
  id: 'getCatalog',
  method: 'GET',
  path: '/v1/catalog',
  access: 'any-sign-in',
  query: z.strictObject({ language: z._default(language, 'en') }),
  answers: { 200: catalog },
  problems: [],
} as const satisfies Operation
