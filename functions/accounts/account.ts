/** An account with its roles, as read by every request, and the rules about roles. */

import type { PublicAccount } from '../../shared/contract/accounts.ts'
import { fieldError } from '../../shared/contract/field-errors.ts'
import type { MailLanguage } from '../../shared/contract/mail.ts'
import {
  administratorRoleId,
  mayBeDefault,
  permissions as ownPermissions,
} from '../../shared/contract/permissions.ts'
import type { RoleSource } from '../../shared/contract/roles.ts'
import type { CheckedProduct } from '../../shared/product/checked-product.ts'
import { textIn } from '../../shared/product/text.ts'
import { digestOf } from '../digest.ts'
import { allowanceOf } from '../mail/allowance.ts'
import { Problem } from '../problem.ts'

export type Role = {
  readonly roleId: string
  readonly name: string
  readonly description: string
  readonly permissions: readonly string[]
  readonly source: RoleSource
  /** Whether one of its permissions is sensitive for the product. */
  readonly sensitive: boolean
}

/** What an administrator can set on an invite link. */
export type InviteLink = {
  /** Undefined for the account's first link. */
  readonly linkId?: string | undefined
  readonly name?: string | undefined
  /** The roles it gives; if undefined, those that are default when somebody joins. */
  readonly roleIds?: readonly string[] | undefined
  /** Whether people who use it wait for an administrator. */
  readonly needsApproval?: boolean | undefined
  readonly createdBy?: string | undefined
  readonly createdAt?: string | undefined
  /** The user who vouches for what it grants; undefined for the first link, and for an operator's. */
  readonly givenBy?: string | undefined
  readonly givenAt?: string | undefined
  readonly updatedAt?: string | undefined
  /** Incremented when the link is rotated, which invalidates earlier ones. */
  readonly version: number
  readonly enabled: boolean
  readonly expiresAt?: string | undefined
  readonly maxUses?: number | undefined
  /** People who have joined with this version since it got a maximum. */
  readonly uses: number
  /** Domains whose addresses may join; any if none are named. */
  readonly allowedDomains?: readonly string[] | undefined
}

/** The link of an account that has no settings for it, for which no item is stored. */
export const plainLink: InviteLink = { version: 1, enabled: true, uses: 0 }

/** How many seats an account has, if they're limited, and how many are taken. */
export type Seats = {
  readonly limit?: number | undefined
  readonly taken: number
  /** False for an account from before seats were counted, until they have been. */
  readonly counted: boolean
}

export type Account = {
  readonly accountId: string
  readonly name: string
  readonly externalId?: string | undefined
  readonly attributes?: PublicAccount['attributes'] | undefined
  readonly invitationDays?: number | undefined
  readonly reminderDays?: number | undefined
  /** Domains whose addresses can be invited or join; any if none are named. */
  readonly allowedDomains?: readonly string[] | undefined
  /** Unknown for accounts that are older than this attribute. */
  readonly createdAt?: string | undefined
  readonly language: MailLanguage
  /** The daily limit set by an operator, which replaces the one that grows with the account. */
  readonly mailsPerDay?: number | undefined
  readonly mailsPaused?: PublicAccount['mailsPaused'] | undefined
  readonly suspendedAt?: string | undefined
  readonly deletedAt?: string | undefined
  readonly restorableUntil?: string | undefined
  readonly seats: Seats
  /** Whether a pending invitation holds a seat. */
  readonly invitationsTakeSeats: boolean
  /** Whether removed people may come back through the invite link. */
  readonly removedMayRejoin: boolean
  /** Users by status, as counted by the stream. */
  readonly users: PublicAccount['users']
  /** The ids of the active users with the built-in administrator role. */
  readonly administratorIds: ReadonlySet<string>
  /** As stored; `defaultRoles` returns those that apply. */
  readonly defaultRoleIds: readonly string[]
  readonly link: InviteLink
  readonly customRoles: readonly Role[]
  /** Incremented with every write of a role, so that two concurrent writes can't both build on the same roles. */
  readonly rolesVersion: number
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
    permissions,
    source: 'product',
    sensitive: permissions.some((name) => isSensitive(product, name)),
  }))

/** A role of an account's own. */
export const accountRole = (
  product: CheckedProduct,
  { roleId, name, description, permissions }: Pick<Role, 'roleId' | 'name' | 'description' | 'permissions'>,
): Role => ({
  roleId,
  name,
  description,
  permissions,
  source: 'account',
  sensitive: permissions.some((one) => isSensitive(product, one)),
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
export const publicAccount = (account: Account, now: Date): PublicAccount => {
  const { accountId, name, invitationDays = daysOfInvitations, allowedDomains, seats, users } = account
  const { invitationsTakeSeats, removedMayRejoin } = account
  const { language, mailsPaused, suspendedAt, deletedAt, restorableUntil } = account
  return {
    accountId,
    name,
    ...(account.externalId === undefined ? {} : { externalId: account.externalId }),
    ...(account.attributes === undefined ? {} : { attributes: account.attributes }),
    defaultRoleIds: defaultRoles(account).map((role) => role.roleId),
    invitationDays,
    ...(account.reminderDays === undefined ? {} : { reminderDays: account.reminderDays }),
    ...(allowedDomains === undefined ? {} : { allowedDomains: [...allowedDomains] }),
    ...(seats.limit === undefined ? {} : { seatLimit: seats.limit }),
    seatsTaken: seats.taken,
    invitationsTakeSeats,
    removedMayRejoin,
    users,
    language,
    mailsPerDay: allowanceOf(account, now),
    ...(mailsPaused === undefined ? {} : { mailsPaused }),
    ...(suspendedAt === undefined ? {} : { suspendedAt }),
    ...(deletedAt === undefined ? {} : { deletedAt, restorableUntil }),
  }
}

/** Days that an invitation is valid, unless the account or the inviter says otherwise. */
export const daysOfInvitations = 7

/** What people who use the account's link get now. Empty if no role is left, or none is a default. */
export const rolesOfLink = (account: Account, language?: MailLanguage): readonly Role[] =>
  existingRoles(account, roleIdsOfLink(account), language).filter(mayBeDefault)

export const roleIdsOfLink = ({ link, defaultRoleIds }: Account): readonly string[] =>
  link.roleIds ?? defaultRoleIds

/** The default roles that apply. Empty if the account has none. */
export const defaultRoles = (account: Account, language?: MailLanguage): readonly Role[] =>
  existingRoles(account, account.defaultRoleIds, language).filter(mayBeDefault)
