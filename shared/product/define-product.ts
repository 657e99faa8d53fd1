/**
 * The product that Usher is a part of, described once, in usher.config.ts: the stack, the functions, the portal, the mails and
 * `npm start` read the same description, and `can` of `usher/client` is typed by it.
 *
 *     export const product = defineProduct({
 *       permissions: {
 *         'reports:read': { label: { en: 'View reports', de: 'Berichte ansehen' }, group: 'Reports' },
 *         'billing:write': { label: 'Change the plan', group: 'Billing', sensitive: true },
 *       },
 *       roles: {
 *         analyst: { label: 'Analyst', description: 'Reads reports', permissions: ['users:read', 'reports:read'] },
 *       },
 *       defaultRoles: ['analyst'],
 *     })
 */
import type { Permission as OwnPermission } from '../contract/permissions.ts'
import type { Text } from './text.ts'

export type ProductPermission = {
  /** What it lets somebody do, as a short phrase: `View reports`. */
  readonly label: Text
  readonly description?: Text
  /** The heading under which the portal lists it. */
  readonly group?: Text
  /** Only administrators give roles that have it, and no such role is ever a default role. By default false. */
  readonly sensitive?: boolean
}

export type ProductRole<Permission extends string = string> = {
  readonly label: Text
  readonly description?: Text
  readonly permissions: readonly Permission[]
}

export type Product<Permission extends string = string, RoleId extends string = string> = {
  /** The permissions that the product checks, by their names: two words like `reports:read`. */
  readonly permissions?: Readonly<Record<Permission, ProductPermission>>
  /** Roles of every account, by their ids. An account can't change them; they come and go with this file. */
  readonly roles?: Readonly<Record<RoleId, ProductRole<NoInfer<Permission> | OwnPermission>>>
  /** The default roles of new accounts, by their ids. By default `member`. */
  readonly defaultRoles?: readonly (NoInfer<RoleId> | 'member')[]
  /**
   * Whether accounts' own roles may have permissions that are not listed here. By default only where none are listed. Roles
   * that have such a permission already keep it.
   */
  readonly customPermissions?: boolean
}

/** The product as it is given. Nothing is checked here but types: the rest is checked at synth. */
export const defineProduct = <const Permission extends string = never, const RoleId extends string = never>(
  product: Product<Permission, RoleId>,
): Product<Permission, RoleId> => product
