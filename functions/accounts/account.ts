/** An account with its roles, as read by every request, and the rules about roles. */

import * as z from 'zod/mini'
import { account, type PublicAccount } from '../../shared/contract/accounts.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import * as field from '../../shared/contract/fields.ts'
import { sharedLink } from '../../shared/contract/invite-links.ts'
import { language, type MailLanguage } from '../../shared/contract/mail.ts'
import {
  administratorRoleId,
  mayBeDefault,
  permissions as ownPermissions,
} from '../../shared/contract/permissions.ts'
import { role } from '../../shared/contract/roles.ts'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import { textIn } from '../../shared/product/text.ts'
import { digestOf } from '../digest.ts'
import { allowanceOf } from '../mail/allowance.ts'
import { Problem } from '../problem.ts'

const count = z._default(z.number(), 0)
const flag = z._default(z.boolean(), false)

/** Days that an invitation is valid, unless the account or the inviter says otherwise. */
export const daysOfInvitations = 7

/** A role of an account's own, as stored. */
export const roleRecord = z.omit(role, { source: true, builtIn: true, isDefault: true, sensitive: true })
export type RoleRecord = z.output<typeof roleRecord>
export type Role = RoleRecord & Pick<z.output<typeof role>, 'source' | 'sensitive'>

/** An invite link as stored. An account's first link is stored once an option differs from `plainLink`. */
export const linkRecord = z.extend(z.omit(sharedLink, { url: true }), {
  /** Undefined for the account's first link. */
  linkId: z.optional(z.string()),
  enabled: z._default(z.boolean(), true),
  uses: count,
  /** When `givenBy` vouched for it. */
  givenAt: z.optional(field.time),
  updatedAt: z.optional(field.time),
  /** Incremented when the link is rotated, which invalidates earlier ones. */
  version: z.number(),
})
export type InviteLink = z.output<typeof linkRecord>

export const plainLink: InviteLink = { version: 1, enabled: true, uses: 0 }

/** An account as stored. `defaultRoles` returns those of its `defaultRoleIds` that apply. */
export const accountRecord = z.extend(z.omit(account, { users: true }), {
  invitationDays: z._default(z.number(), daysOfInvitations),
  language: z._default(language, 'en'),
  /** The daily limit set by an operator, which replaces the one that grows with the account. */
  mailsPerDay: z.optional(z.number()),
  seatsTaken: count,
  /** Whether every user has been checked for a seat; true from the start for new accounts. */
  seatsCounted: flag,
  invitationsTakeSeats: flag,
  removedMayRejoin: flag,
  /** The ids of the active users with the built-in administrator role. */
  admins: z._default(z.set(z.string()), new Set()),
  /** Incremented with every write of a role, so that two concurrent writes can't both build on the same roles. */
  rolesVersion: count,
  /** Unknown for accounts that are older than this attribute. */
  createdAt: z.optional(field.time),
})
export type AccountRecord = z.output<typeof accountRecord>

export type Account = AccountRecord & {
  /** Users by status, as counted by the stream. */
  readonly users: PublicAccount['users']
  readonly link: InviteLink
  readonly customRoles: readonly Role[]
  /** What all accounts have in common: the product's permissions and roles. */
  readonly product: CheckedProduct
}

const member: Role = {
  roleId: 'member',
  name: 'Member',
  description: 'Sees the users and the roles of the account',
  permissions: ['users:read', 'roles:read'],
  source: 'built-in',
  sensitive: false,
}

/**
 * The built-in administrator role has every permission there is: Usher's, the product's, and those of the account's
 * roles.
 */
const administrator = ({ product, customRoles }: Account): Role => ({
  roleId: administratorRoleId,
  name: 'Administrator',
  description: 'Manages the users, the roles and the account',
  permissions: [
    ...new Set([
      ...ownPermissions,
      ...Object.keys(product.permissions),
      ...customRoles.flatMap((role) => role.permissions),
    ]),
  ],
  source: 'built-in',
  sensitive: Object.keys(product.permissions).some((name) => isSensitive(product, name)),
})

const isSensitive = ({ permissions }: CheckedProduct, name: string): boolean =>
  Object.hasOwn(permissions, name) && permissions[name]?.sensitive === true

/** The roles that the product gives every account, named in the language. */
export const productRoles = (product: CheckedProduct, language: MailLanguage = 'en'): readonly Role[] =>
  Object.entries(product.roles).map(([roleId, { label, description, permissions }]) => ({
    roleId,
    name: textIn(label, language),
    description: textIn(description, language),
    permissions: [...permissions],
    source: 'product',
    sensitive: permissions.some((name) => isSensitive(product, name)),
  }))

/** A role of an account's own. */
export const accountRole = (product: CheckedProduct, record: RoleRecord): Role => ({
  ...record,
  source: 'account',
  sensitive: record.permissions.some((one) => isSensitive(product, one)),
})

/** The ids that belong to the account's own roles, each once. */
export const customRoleIds = (
  { product }: Pick<Account, 'product'>,
  roleIds: readonly string[],
): readonly string[] => [
  ...new Set(
    roleIds.filter(
      (roleId) =>
        roleId !== administratorRoleId && roleId !== member.roleId && !Object.hasOwn(product.roles, roleId),
    ),
  ),
]

/** Built-in roles first, then the product's in its order, then the account's own by name. */
export const rolesOf = (account: Account, language?: MailLanguage): readonly Role[] => [
  administrator(account),
  member,
  ...productRoles(account.product, language),
  ...account.customRoles.toSorted((a, b) => a.name.localeCompare(b.name)),
]

/** The role as callers see it. */
export const publicRole = (role: Role, isDefault: boolean) => ({
  ...role,
  builtIn: role.source === 'built-in',
  isDefault,
})

/** The roles with these ids, in that order, with names in the language and without deleted ones. */
export const existingRoles = (
  account: Account,
  roleIds: readonly string[],
  language?: MailLanguage,
): readonly Role[] => {
  const byId = new Map(rolesOf(account, language).map((role) => [role.roleId, role]))
  return roleIds.flatMap((roleId) => byId.get(roleId) ?? [])
}

/** The roles with these ids. Throws 422 `invalid_request`, naming each id that isn't in the account. */
export const namedRoles = (account: Account, roleIds: readonly string[]): readonly Role[] => {
  const roles = existingRoles(account, roleIds)
  const known = new Set(roles.map((role) => role.roleId))
  const errors = roleIds.flatMap((roleId, index) =>
    known.has(roleId) ? [] : [fieldError(`roleIds.${index}`, { code: 'unknown_role', role: roleId })],
  )
  if (errors.length > 0) throw new Problem('invalid_request', 'A role was not found', { errors })
  return roles
}

export const permissionsOf = (roles: readonly Role[]): readonly string[] => [
  ...new Set(roles.flatMap((role) => role.permissions)),
]

/**
 * Throws 422 `role_not_for_default`, naming each role that manages users, roles or the account, or has a sensitive
 * permission.
 */
export const requireMayBeDefault = (roles: readonly Role[]): void => {
  const errors = roles.flatMap((role, index) => {
    if (mayBeDefault(role)) return []
    const code = role.sensitive ? 'role_sensitive' : 'role_manages'
    return [fieldError(`roleIds.${index}`, { code, role: role.name })]
  })
  if (errors.length > 0) throw new Problem('role_not_for_default', undefined, { errors })
}

/**
 * The id of the account that a request with this key creates, so that repeating the request finds it. `by` is the
 * address of the person who creates it, which keeps different people's keys apart.
 */
export const accountIdOf = (idempotencyKey: string, by?: string): string => {
  const parts = ['account', ...(by === undefined ? [] : [by]), idempotencyKey]
  return `acc_${digestOf(...parts)}`
}

/** The account as callers see it. */
export const publicAccount = (found: Account, now: Date): PublicAccount =>
  account.parse({
    ...found,
    defaultRoleIds: defaultRoles(found).map((role) => role.roleId),
    mailsPerDay: allowanceOf(found, now),
  })

/** What people who use the account's link get now. Empty if no role is left, or none is a default. */
export const rolesOfLink = (account: Account, language?: MailLanguage): readonly Role[] =>
  existingRoles(account, roleIdsOfLink(account), language).filter(mayBeDefault)

export const roleIdsOfLink = ({ link, defaultRoleIds }: Account): readonly string[] =>
  link.roleIds ?? defaultRoleIds

/** The default roles that apply. Empty if the account has none. */
export const defaultRoles = (account: Account, language?: MailLanguage): readonly Role[] =>
  existingRoles(account, account.defaultRoleIds, language).filter(mayBeDefault)
