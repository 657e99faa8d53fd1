/** Resolves roles that options name, by id or name. */

import { type Role, roleFinder } from '../shared/client/named-roles.ts'
import { sentenceOf } from '../shared/contract/field-errors.ts'
import { administratorRoleId } from '../shared/contract/permissions.ts'
import { exitCodes, Failure } from './failure.ts'

/** Throws a `Failure` for a name that no role of the account has, or that several have. */
export const roleIdsNamed = (text: string, roles: readonly Role[]): readonly string[] => {
  // An operator may give every role.
  const giver = {
    roleIds: [administratorRoleId],
    permissions: roles.flatMap(({ permissions }) => permissions),
  }
  const { roles: found, refusals } = roleFinder(roles, giver)(text)
  if (refusals.length === 0 && found.length > 0) return found.map(({ roleId }) => roleId)
  const known = roles.map(({ name }) => name).join(', ')
  throw new Failure(
    `--roles ${refusals.map(sentenceOf).join('; ') || 'must name a role'}. The account has: ${known}`,
    'usage',
    exitCodes.usage,
  )
}
