/**
 * Describes the product that Usher is a part of, once, in usher.config.ts. The stack, the functions, the portal, the
 * emails and `npm start` all read this description, and it gives `can` of `usher/client` its types.
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
  /** What it allows, as a short phrase: `View reports`. */
  readonly label: Text
  readonly description?: Text
  /** The heading under which the portal lists it. */
  readonly group?: Text
  /** Only administrators can give roles that have it, and no such role is ever a default role. False by default. */
  readonly sensitive?: boolean
}

export type ProductRole<Permission extends string = string> = {
  readonly label: Text
  readonly description?: Text
  readonly permissions: readonly Permission[]
}

export type Product<Permission extends string = string, RoleId extends string = string> = {
  /** The permissions that the product checks, by name: two words like `reports:read`. */
  readonly permissions?: Readonly<Record<Permission, ProductPermission>>
  /** Roles of every account, by id. An account can't change them; they're added and removed with this file. */
  readonly roles?: Readonly<Record<RoleId, ProductRole<NoInfer<Permission> | OwnPermission>>>
  /** The default roles of new accounts, by their ids. By default `member`. */
  readonly defaultRoles?: readonly (NoInfer<RoleId> | 'member')[]
  /**
   * Whether accounts' own roles may have permissions that aren't listed here. By default only if none are listed. Roles
   * that already have such a permission keep it.
   */
  readonly customPermissions?: boolean
}

/** The product as given. Only types are checked here; the rest is checked at synth. */
export const defineProduct = <const Permission extends string = never, const RoleId extends string = never>(
  product: Product<Permission, RoleId>,
): Product<Permission, RoleId> => product
