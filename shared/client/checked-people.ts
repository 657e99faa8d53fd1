/** The people of a table, each line checked as the API will check it, and each address once. */

import type * as z from 'zod/mini'
import { normalizedAddress } from '../contract/address.ts'
import { sentence } from '../contract/messages.ts'
import { administratorRoleId, mayGive } from '../contract/permissions.ts'
import type { role } from '../contract/roles.ts'
import { type NewUser, newUser } from '../contract/users.ts'
import { endOfDay } from './day.ts'
import { nameFromAddress } from './name-from-address.ts'
import type { Matching, PersonField } from './people-columns.ts'
import type { PeopleTable, TableRow } from './people-table.ts'

type Role = z.output<typeof role>

/** What holds for all lines. */
export type ImportRules = {
  /** Whose import it is: nobody gives a permission that they lack. */
  readonly giver: Parameters<typeof mayGive>[0]
  readonly roles: readonly Role[]
  /** For lines that name no role. */
  readonly usualRoleIds: readonly string[]
  readonly sendEmail: boolean
  readonly now: Date
  /** E.164 for a phone number as people write it; by default spaces, hyphens and brackets go, and `00` is `+`. */
  readonly phoneNumber?: (text: string) => string
}

/** A field of the API, and the contract's sentence about it, which begins with "must" or "is". */
export type FieldProblem = { readonly path: string; readonly message: string }

export type CheckedLine = TableRow & {
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  /** What the API gets; none where something is wrong. */
  readonly person: NewUser | undefined
  readonly problems: readonly FieldProblem[]
}

/** Lines that are checked in one go, without a pause for whatever else is to be done. */
const inOneGo = 200

/** Every line of the table, checked. `pause` lets a page draw in between; it may throw to give up. */
export const checkedPeople = async (
  { rows }: PeopleTable,
  matching: Matching,
  rules: ImportRules,
  pause: () => Promise<void> = async () => {},
): Promise<readonly CheckedLine[]> => {
  const earlier = new Map<string, number>()
  const rolesByName = namedRoles(rules.roles)
  const lines: CheckedLine[] = []
  for (const row of rows) {
    lines.push(checkedLine(row, matching, rules, rolesByName, earlier))
    if (lines.length % inOneGo === 0) await pause()
  }
  return lines
}

const checkedLine = (
  row: TableRow,
  matching: Matching,
  rules: ImportRules,
  rolesByName: ReadonlyMap<string, Role>,
  earlier: Map<string, number>,
): CheckedLine => {
  const cell = (field: PersonField) => row.cells[matching[field] ?? -1] ?? ''
  const { phoneNumber = withoutDecoration } = rules
  const email = cell('email')
  const roles = readRoles(cell('roles'), rules, rolesByName)
  const access = readAccess(cell('accessUntil'), roles.roleIds, rules.now)
  const draft = { email, name: nameOf(cell, matching), roleIds: roles.roleIds }
  const parsed = newUser.safeParse(
    {
      ...draft,
      phone: cell('phone') === '' ? undefined : phoneNumber(cell('phone')),
      message: cell('message') || undefined,
      accessUntil: access.until,
      sendEmail: rules.sendEmail,
    },
    { error: sentence },
  )
  const issues = parsed.error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? []
  const problems = [
    ...issues.filter(({ path }) => !path.startsWith('roleIds') || roles.problems.length === 0),
    ...roles.problems,
    ...access.problems,
    ...repetition(email, row.line, earlier),
  ]
  return { ...row, ...draft, person: problems.length === 0 ? parsed.data : undefined, problems }
}

/** The name of the line; where the file has no column for it, what the address gives. */
const nameOf = (cell: (field: PersonField) => string, { name, firstName, lastName }: Matching): string => {
  if (name === undefined && firstName === undefined && lastName === undefined)
    return nameFromAddress(cell('email'))
  return cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim()
}

/** A role is called by its id or its name, in any case; where both are somebody's, the id is meant. */
const namedRoles = (roles: readonly Role[]): ReadonlyMap<string, Role> =>
  new Map([
    ...roles.map((role) => [folded(role.name), role] as const),
    ...roles.map((role) => [folded(role.roleId), role] as const),
  ])

const folded = (name: string): string => name.trim().normalize('NFC').toLowerCase()

const readRoles = (
  text: string,
  { giver, usualRoleIds }: ImportRules,
  rolesByName: ReadonlyMap<string, Role>,
): { readonly roleIds: readonly string[]; readonly problems: readonly FieldProblem[] } => {
  const called = text.split(/[;|]/).filter((name) => name.trim() !== '')
  if (called.length === 0) return { roleIds: usualRoleIds, problems: [] }
  const roleIds = new Set<string>()
  const problems: FieldProblem[] = []
  const refuse = (message: string) => problems.push({ path: 'roleIds', message })
  for (const name of called) {
    const role = rolesByName.get(folded(name))
    if (!role) refuse(`must be of this account, unlike ${name.trim()}`)
    else if (!mayGive(giver, role)) refuse(`must hold no permission that you lack, unlike ${role.name}`)
    else roleIds.add(role.roleId)
  }
  return { roleIds: [...roleIds], problems }
}

/** Until when a guest has access; empty is no end. */
const readAccess = (
  text: string,
  roleIds: readonly string[],
  now: Date,
): { readonly until?: string | undefined; readonly problems: readonly FieldProblem[] } => {
  if (text === '') return { problems: [] }
  const until = endOfDay(text)
  const refused = (message: string) => ({ until, problems: [{ path: 'accessUntil', message }] })
  if (until === undefined) return refused('must be a date like 2026-12-31')
  if (until <= now.toISOString()) return refused('must be in the future')
  if (roleIds.includes(administratorRoleId)) return refused('must not be set for an administrator')
  return { until, problems: [] }
}

/** A problem where an earlier line has the address already. */
const repetition = (email: string, line: number, earlier: Map<string, number>): readonly FieldProblem[] => {
  const address = normalizedAddress(email)
  if (address === undefined) return []
  const first = earlier.get(address)
  if (first !== undefined) return [{ path: 'email', message: `is in line ${first} already` }]
  earlier.set(address, line)
  return []
}

const withoutDecoration = (phone: string): string => phone.replace(/[\s()/.-]/g, '').replace(/^00/, '+')
