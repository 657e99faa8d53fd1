/** Finds the roles that a cell of a file names: by name or id, one or several. */
import type * as z from 'zod/mini'
import { type FieldFault, sentenceOf } from '../contract/field-errors.ts'
import { folded, lookAlikeOf } from '../contract/look-alikes.ts'
import { mayGive } from '../contract/permissions.ts'
import type { role } from '../contract/roles.ts'

export type Role = z.output<typeof role>

type Named = { readonly roles: readonly Role[]; readonly refusals: readonly FieldFault[] }

/** Delimiters that can't be part of a role's name, and those that can. */
const clearMarks = /[;|\n]+/
const otherMarks = /\s*(?:[,/&+]|\s(?:and|und)\s)\s*/i

/** Finds roles by the text of cells. Each text is looked up once, because files repeat them. */
export const roleFinder = (roles: readonly Role[], giver: Parameters<typeof mayGive>[0]) => {
  const known = new Map<string, Named>()
  return (cell: string): Named => {
    const found = known.get(cell) ?? permitted(named(cell, roles), giver)
    known.set(cell, found)
    return found
  }
}

const named = (cell: string, roles: readonly Role[]): Named =>
  joined(
    cell
      .split(clearMarks)
      .map((part) => part.replace(/^[\s[\]"']+|[\s[\]"']+$/g, ''))
      .filter((part) => part !== '')
      .map((part) => ofPart(part, roles)),
  )

/** One role's name, or several if each part is a role's. */
const ofPart = (part: string, roles: readonly Role[]): Named => {
  const whole = called(part, roles)
  const words = part.split(otherMarks).filter((word) => word !== '')
  if (words.length < 2) return whole
  const several = joined(words.map((word) => called(word, roles)))
  if (several.refusals.length > 0) return whole.roles.length > 0 ? whole : several
  return whole.roles.length > 0 ? { roles: [], refusals: [{ code: 'ambiguous_roles', role: part }] } : several
}

const called = (name: string, roles: readonly Role[]): Named => {
  const meant = roles.filter(
    (role) => folded(role.name) === folded(name) || folded(role.roleId) === folded(name),
  )
  const [role] = meant
  if (!role) return { roles: [], refusals: [{ code: 'unknown_role', role: name }] }
  const isAlike = lookAlikeOf(name)
  const alike = roles.filter((one) => isAlike(one.name) || isAlike(one.roleId))
  return alike.length > 1
    ? { roles: [], refusals: [{ code: 'ambiguous_role', role: name }] }
    : { roles: [role], refusals: [] }
}

const joined = (parts: readonly Named[]): Named => ({
  roles: [...new Set(parts.flatMap(({ roles }) => roles))],
  refusals: distinct(parts.flatMap(({ refusals }) => refusals)),
})

const distinct = (faults: readonly FieldFault[]): readonly FieldFault[] => [
  ...new Map(faults.map((fault) => [sentenceOf(fault), fault])).values(),
]

const permitted = ({ roles, refusals }: Named, giver: Parameters<typeof mayGive>[0]): Named => ({
  roles: roles.filter((role) => mayGive(giver, role)),
  refusals: [
    ...refusals,
    ...roles
      .filter((role) => !mayGive(giver, role))
      .map((role) => ({
        code: role.sensitive ? ('role_sensitive' as const) : ('role_beyond_yours' as const),
        role: role.name,
      })),
  ],
})
