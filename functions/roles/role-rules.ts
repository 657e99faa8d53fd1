/** Making, changing and deleting custom roles: the rules, without a table. */

import { createHash } from 'node:crypto'
import { fieldError } from '../../shared/contract/field-errors.ts'
import { lookAlikeOf } from '../../shared/contract/look-alikes.ts'
import {
  administratorRoleId,
  mayGive,
  permissions as ownPermissions,
} from '../../shared/contract/permissions.ts'
import type { NewRole, RoleChange } from '../../shared/contract/roles.ts'
import { type Account, accountRole, type Role, requireMayBeDefault, rolesOf } from '../accounts/account.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../sign-in/caller.ts'

/** Custom roles of an account. */
const mostRoles = 50

type By = { readonly account: Account; readonly caller: Caller }

/** The id of the role that somebody's request with this key makes, so that the same request again finds it made. */
export const roleIdOf = (accountId: string, actor: string, idempotencyKey: string): string =>
  `rol_${createHash('sha256').update(`${accountId}\n${actor}\n${idempotencyKey}`).digest('base64url').slice(0, 22)}`

/**
 * The new role; the one that is there with this id, where the same request came before. 403
 * `permission_not_yours_to_give`, 409 `role_name_taken` and `too_many_roles`, 422 for permissions that nobody knows.
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
 * The role once changed. 404 `role_not_found`, 409 `role_built_in`, `role_of_product` and `role_name_taken`, 403
 * `permission_not_yours_to_give` for what it has or would have, 422 `role_not_for_default`, and for permissions that nobody
 * knows unless it has them already.
 */
export const changedRole = (roleId: string, body: RoleChange, by: By): Role => {
  const role = customRole(roleId, by)
  const { name = role.name, description = role.description, permissions = role.permissions } = body
  const changed = accountRole(by.account.product, { roleId, name, description, permissions })
  requireKnown(by.account, permissions, role.permissions)
  requireMayShape(by, changed)
  requireFreeName(by.account, changed)
  const widened = permissions.some((permission) => !role.permissions.includes(permission))
  if (widened && by.caller.accessUntil !== undefined)
    throw new Problem(
      'permission_not_yours_to_give',
      'Your own access ends, so you can’t add permissions to a role that other people have',
    )
  if (by.account.defaultRoleIds.includes(roleId)) requireMayBeDefault([changed])
  return changed
}

/**
 * A role of the account's own, for somebody who may shape it. 404 `role_not_found`, 409 `role_built_in` and
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

/** Administrators shape every role: what a role is the first to carry, nobody could have before. */
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

/** 422 names each permission that is not the product's, where accounts may not make up their own. What a role has it keeps. */
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

/** Files and calls name a role by its name or its id, and readers tell roles by their names: no two may be taken for one. */
const requireFreeName = (account: Account, { roleId, name }: Role): void => {
  const others = rolesOf(account).filter((one) => one.roleId !== roleId)
  const isAlike = lookAlikeOf(name)
  if (others.some((one) => isAlike(one.name) || isAlike(one.roleId))) throw new Problem('role_name_taken')
}
