/** Creating, changing and deleting custom roles: the rules, without table access. */

import { fieldError } from '../../shared/contract/field-errors.ts'
import { lookAlikeOf } from '../../shared/contract/look-alikes.ts'
import {
  administratorRoleId,
  mayGive,
  permissions as ownPermissions,
} from '../../shared/contract/permissions.ts'
import type { NewRole, RoleChange } from '../../shared/contract/roles.ts'
import { type Account, accountRole, type Role, requireMayBeDefault, rolesOf } from '../accounts/account.ts'
import { digestOf } from '../digest.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../sign-in/caller.ts'

/** Custom roles of an account. */
const mostRoles = 50

type By = { readonly account: Account; readonly caller: Caller }

/** The id of the role that a caller's request with this key creates, so that repeating the request finds it. */
export const roleIdOf = (accountId: string, actor: string, idempotencyKey: string): string =>
  `rol_${digestOf(accountId, actor, idempotencyKey)}`

/**
 * The new role; if the same request came before, the existing role with this id. Throws 403
 * `permission_not_yours_to_give`, 409 `role_name_taken` and `too_many_roles`, 422 for unknown permissions.
 */
export const madeRole = (body: NewRole, roleId: string, { account, caller }: By): Role => {
  const made = account.customRoles.find((one) => one.roleId === roleId)
  if (made) return made
  const role = accountRole(account.product, { roleId, ...body })
  requireKnown(account, role.permissions)
  requireMayShape({ account, caller }, role)
  requireFreeName(account, role)
  if (account.customRoles.length >= mostRoles)
    throw new Problem('too_many_roles', `An account has at most ${mostRoles} custom roles`)
  return role
}

/**
 * The changed role. Throws 404 `role_not_found`, 409 `role_built_in`, `role_of_product` and `role_name_taken`, 403
 * `permission_not_yours_to_give` for what it has or would have, 422 `role_not_for_default`, and 422 for unknown
 * permissions unless it already has them.
 */
export const changedRole = (roleId: string, body: RoleChange, by: By): Role => {
  const role = customRole(roleId, by)
  const { source, sensitive, ...before } = role
  const changed = accountRole(by.account.product, { ...before, ...body })
  requireKnown(by.account, changed.permissions, role.permissions)
  requireMayShape(by, changed)
  requireFreeName(by.account, changed)
  const widened = changed.permissions.some((permission) => !role.permissions.includes(permission))
  if (widened && by.caller.accessUntil !== undefined)
    throw new Problem(
      'permission_not_yours_to_give',
      'Your own access ends, so you can’t add permissions to a role that other people have',
    )
  if (by.account.defaultRoleIds.includes(roleId)) requireMayBeDefault([changed])
  return changed
}

/**
 * A role of the account's own, for callers who may manage it. Throws 404 `role_not_found`, 409 `role_built_in` and
 * `role_of_product`, 403 `permission_not_yours_to_give`.
 */
export const customRole = (roleId: string, { account, caller }: By): Role => {
  const role = rolesOf(account).find((one) => one.roleId === roleId)
  if (!role) throw new Problem('role_not_found')
  if (role.source === 'built-in') throw new Problem('role_built_in')
  if (role.source === 'product') throw new Problem('role_of_product')
  requireMayShape({ account, caller }, role)
  return role
}

/**
 * Administrators may manage every role, because nobody could have had a permission that a role is the first to carry.
 */
const requireMayShape = ({ caller, account }: By, role: Role): void => {
  if (caller.roleIds.includes(administratorRoleId) || mayGive(caller, role)) return
  const errors = role.permissions.flatMap((permission, index) => {
    const alone = accountRole(account.product, { ...role, permissions: [permission] })
    if (mayGive(caller, alone)) return []
    const code = alone.sensitive ? 'permission_sensitive' : 'permission_not_yours'
    return [fieldError(`permissions.${index}`, { code, permission })]
  })
  throw new Problem('permission_not_yours_to_give', undefined, { errors })
}

/**
 * Throws 422, naming each permission that isn't the product's, if accounts may not make up their own. A role keeps what
 * it already has.
 */
const requireKnown = (
  { product }: Account,
  permissions: readonly string[],
  kept: readonly string[] = [],
): void => {
  if (product.customPermissions) return
  const known = new Set([...ownPermissions, ...Object.keys(product.permissions), ...kept])
  const errors = permissions.flatMap((permission, index) =>
    known.has(permission)
      ? []
      : [fieldError(`permissions.${index}`, { code: 'unknown_permission', permission })],
  )
  if (errors.length > 0) throw new Problem('invalid_request', 'A permission was not found', { errors })
}

/**
 * Files and calls name a role by its name or its id, and readers distinguish roles by name, so no two may be confused.
 */
const requireFreeName = (account: Account, { roleId, name }: Role): void => {
  const others = rolesOf(account).filter((one) => one.roleId !== roleId)
  const isAlike = lookAlikeOf(name)
  if (others.some((one) => isAlike(one.name) || isAlike(one.roleId))) throw new Problem('role_name_taken')
}
