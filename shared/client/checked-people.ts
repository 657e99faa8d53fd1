/** The people in a table. Each row is checked as the API will check it, and each address is used once. */
import { normalizedAddress } from '../contract/address.ts'
import { checked } from '../contract/checked.ts'
import { type FieldError, type FieldFault, fieldError } from '../contract/field-errors.ts'
import { type NewUser, newUser } from '../contract/pending-users.ts'
import { administratorRoleId, type mayGive } from '../contract/permissions.ts'
import { nameFromAddress } from '../contract/person-name.ts'
import { readDay } from './day.ts'
import { type Role, roleFinder } from './named-roles.ts'
import type { PeopleTable } from './people-table.ts'
import { columnsOf, type Matching, type PersonField } from './person-fields.ts'
import type { PersonRow } from './rows-aside.ts'
import { addressFault, isSpreadsheetError, personIn, writtenAddress } from './written-address.ts'
import { saysShutOut } from './written-status.ts'

/** Applies to all rows. */
export type ImportRules = {
  /** The person who imports: nobody can grant a permission that they lack. */
  readonly giver: Parameters<typeof mayGive>[0]
  readonly roles: readonly Role[]
  /** For rows that name no role. */
  readonly usualRoleIds: readonly string[]
  readonly sendEmail: boolean
  readonly now: Date
  /**
   * Converts a phone number without a country to E.164. By default the API reads it, which accepts none without a
   * country.
   */
  readonly phoneNumber?: (text: string) => string
}

export type CheckedLine = PersonRow & {
  readonly email: string
  readonly name: string
  readonly roleIds: readonly string[]
  readonly externalId: string | undefined
  /** What's sent to the API; undefined if something is wrong. */
  readonly person: NewUser | undefined
  /** `path` is a field of the API, or `row` or `status`. */
  readonly problems: readonly FieldError[]
}

type Checking = ImportRules & {
  readonly columns: readonly string[]
  readonly matching: Matching
  readonly rolesIn: ReturnType<typeof roleFinder>
  /** The rows of the addresses and external ids seen so far. */
  readonly earlier: Map<string, number>
  readonly earlierIds: Map<string, number>
}

/** Rows checked in one go, without a pause for other work. */
const inOneGo = 200

/** Every row of the table, checked. `pause` lets a page render in between; it may throw to abort. */
export const checkedPeople = async (
  { columns, rows }: PeopleTable,
  matching: Matching,
  rules: ImportRules,
  pause: () => Promise<void> = async () => {},
): Promise<readonly CheckedLine[]> => {
  const rolesIn = roleFinder(rules.roles, rules.giver)
  const seen = { earlier: new Map<string, number>(), earlierIds: new Map<string, number>() }
  const checking = { ...rules, columns, matching, rolesIn, ...seen }
  const lines: CheckedLine[] = []
  for (const row of rows) {
    lines.push(checkedRow(row, checking))
    if (lines.length % inOneGo === 0) await pause()
  }
  return lines
}

const checkedRow = (row: PersonRow, checking: Checking): CheckedLine => {
  const { matching, columns, phoneNumber = (text: string) => text } = checking
  const cell = (field: PersonField) => row.cells[matching[field] ?? -1] ?? ''
  const written = writtenAddress(cell('email'))
  const email = written?.email ?? cell('email')
  const roles = readRoles(cell('roles'), checking)
  const access = readAccess(cell('accessUntil'), roles.roleIds, checking.now)
  const name = nameInRow(cell, columns[matching.name ?? -1] ?? '') || written?.name || nameFromAddress(email)
  const externalId = cell('externalId') || undefined
  const draft = { email, name, roleIds: roles.roleIds, externalId }
  const { data, errors = [] } = checked(newUser, {
    ...draft,
    phone: cell('phone') === '' ? undefined : phoneNumber(cell('phone')),
    message: cell('message') || undefined,
    accessUntil: access.until,
    sendEmail: checking.sendEmail,
  })
  const found = [
    ...(written ? [] : [fieldError('email', addressFault(cell('email')))]),
    // The address has its own error, and so do the roles; the name may be derived from the address.
    ...errors.filter(
      ({ path }) =>
        (written || !['email', 'name'].includes(path)) &&
        (!path.startsWith('roleIds') || roles.problems.length === 0),
    ),
    ...roles.problems,
    ...access.problems,
    ...readStatus(columns[matching.status ?? -1] ?? '', cell('status')),
    ...repeatedId(externalId, row.line, checking.earlierIds),
  ]
  const uncalculated = spreadsheetErrors(cell)
  const others = found.filter(({ path }) => !uncalculated.some((one) => path.split('.')[0] === one.path))
  // In a row under another header, the columns' contents mean nothing.
  const problems = row.fault === undefined ? [...uncalculated, ...others] : [fieldError('row', row.fault)]
  const all = [...problems, ...repetition(email, row.line, checking.earlier)]
  return { ...row, ...draft, person: all.length === 0 ? data : undefined, problems: all }
}

/** Cells that the spreadsheet couldn't calculate: what should be there is unknown, even where nothing would be fine. */
const spreadsheetErrors = (cell: (field: PersonField) => string): readonly FieldError[] =>
  Object.entries(columnsOf).flatMap(([path, fields]) => {
    const says = fields.map(cell).find(isSpreadsheetError)
    return says === undefined ? [] : [fieldError(path, { code: 'spreadsheet_error', says })]
  })

/** Headers of columns in which the family name comes before a comma. */
const familyNameFirst = /^\W*(last|family|sur|nach|familien|name\b)\p{L}*\W.*(first|given|vor)/iu

/** The person's name in the row, without what lists put around it; empty if there is none. */
export const nameInRow = (cell: (field: PersonField) => string, header: string): string => {
  const [first, last] = [personIn(cell('firstName')), personIn(cell('lastName'))]
  const [, family, given] = (familyNameFirst.test(header) && /^([^,]+),([^,]+)$/.exec(cell('name'))) || []
  const name = personIn(given === undefined ? cell('name') : `${given} ${family}`)
  if (first !== '' && last.split(/\s+/).includes(first)) return last
  return first !== '' && last !== '' ? `${first} ${last}` : name || first || last
}

type ReadRoles = { readonly roleIds: readonly string[]; readonly problems: readonly FieldError[] }

const readRoles = (text: string, { usualRoleIds, rolesIn }: Checking): ReadRoles => {
  if (text.replace(/[\s;|,]/g, '') === '') return { roleIds: usualRoleIds, problems: [] }
  const { roles, refusals } = rolesIn(text)
  return {
    roleIds: roles.map(({ roleId }) => roleId),
    problems: refusals.map((fault) => fieldError('roleIds', fault)),
  }
}

type ReadAccess = { readonly until?: string | undefined; readonly problems: readonly FieldError[] }

/** When a guest's access ends; empty means never. */
const readAccess = (text: string, roleIds: readonly string[], now: Date): ReadAccess => {
  const read = readDay(text)
  const refused = (fault: FieldFault) => ({ problems: [fieldError('accessUntil', fault)] })
  if ('none' in read) return { problems: [] }
  if ('days' in read && read.days) {
    const [one, other] = read.days
    return refused({ code: 'ambiguous_date', one, other })
  }
  if (!('time' in read)) return refused({ code: 'not_a_date' })
  if (read.time <= now.toISOString()) return refused({ code: 'not_in_future' })
  if (roleIds.includes(administratorRoleId)) return refused({ code: 'not_for_administrators' })
  return { until: read.time, problems: [] }
}

const readStatus = (header: string, cell: string): readonly FieldError[] =>
  saysShutOut(header, cell) ? [fieldError('status', { code: 'shut_out', says: cell })] : []

/** A problem if an earlier row already has the address. */
const repetition = (email: string, line: number, earlier: Map<string, number>): readonly FieldError[] => {
  const address = normalizedAddress(email)
  if (address === undefined) return []
  const first = earlier.get(address)
  if (first !== undefined) return [fieldError('email', { code: 'named_earlier', line: first })]
  earlier.set(address, line)
  return []
}

/** A problem if an earlier row already has the external id: it names one person. */
const repeatedId = (
  externalId: string | undefined,
  line: number,
  earlier: Map<string, number>,
): readonly FieldError[] => {
  if (externalId === undefined) return []
  const first = earlier.get(externalId)
  if (first !== undefined) return [fieldError('externalId', { code: 'id_named_earlier', line: first })]
  earlier.set(externalId, line)
  return []
}
