/**
 * What somebody has to decide before the people in a file are invited: contents that are clearly meaningful but weren't
 * understood.
 */
import type { ImportRules } from './checked-people.ts'
import { roleFinder } from './named-roles.ts'
import { type Doubt, openDoubts, unusedColumns } from './people-columns.ts'
import type { PeopleTable } from './people-table.ts'
import type { Matching } from './person-fields.ts'

/** The unused columns that seem to be meant for a field, by their headers or contents. */
export const importDoubts = (
  table: PeopleTable,
  matching: Matching,
  rules: Pick<ImportRules, 'roles' | 'giver' | 'usualRoleIds'>,
): readonly Doubt[] => {
  const doubts = openDoubts(table, matching)
  if (matching.roles !== undefined || doubts.some(({ field }) => field === 'roles')) return doubts
  const columns = unusedColumns(table, matching).filter((index) => holdsOtherRoles(table, index, rules))
  return columns.length > 0 ? [...doubts, { field: 'roles', columns }] : doubts
}

/** Rows that are examined. */
const looked = 500

/** Whether a column holds only roles, and some of them differ from the ones everyone gets. */
const holdsOtherRoles = (
  { rows }: PeopleTable,
  index: number,
  { roles, giver, usualRoleIds }: Pick<ImportRules, 'roles' | 'giver' | 'usualRoleIds'>,
): boolean => {
  const rolesIn = roleFinder(roles, giver)
  const filled = rows.slice(0, looked).flatMap(({ cells }) => cells[index] || [])
  const named = filled.map((cell) => rolesIn(cell))
  return (
    named.every(({ refusals, roles: found }) => refusals.length === 0 && found.length > 0) &&
    named.some(({ roles: found }) => found.some(({ roleId }) => !usualRoleIds.includes(roleId)))
  )
}
