/** What an import will do: how the file was understood, and what will become of each row. */
import { readFileSync } from 'node:fs'
import { answered } from '../shared/client/answered.ts'
import { type CheckedLine, checkedPeople } from '../shared/client/checked-people.ts'
import type { UsherClient } from '../shared/client/client.ts'
import { type EncodingName, encodings } from '../shared/client/decoded-text.ts'
import { importDoubts } from '../shared/client/import-doubts.ts'
import type { Outcome } from '../shared/client/import-people.ts'
import { type Doubt, understoodColumns } from '../shared/client/people-columns.ts'
import { type FileProblem, type PeopleTable, readPeopleTable } from '../shared/client/people-table.ts'
import { type Matching, type PersonField, personFields } from '../shared/client/person-fields.ts'
import { type CountryCode, countryNamed, toE164 } from '../shared/client/phone-number.ts'
import { presentUsers } from '../shared/client/present-users.ts'
import { administratorRoleId } from '../shared/contract/permissions.ts'
import { exitCodes, Failure, unreadable } from './failure.ts'
import { roleIdsNamed } from './role-names.ts'

export type ImportOptions = {
  readonly account: string
  readonly roles?: string
  readonly column?: readonly string[]
  readonly country?: string
  readonly encoding?: string
  readonly mail: boolean
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly result?: string
}

export type ImportPlan = {
  readonly usher: UsherClient
  readonly table: PeopleTable
  readonly matching: Matching
  readonly doubts: readonly Doubt[]
  readonly lines: readonly CheckedLine[]
  /** What's known about rows before the import: which are refused, and which people are already members. */
  readonly outcomes: Map<number, Outcome>
}

/** Throws a `Failure` for a file that can't be read, and for options that name nothing. */
export const importPlan = async (
  file: string,
  options: ImportOptions,
  connected: () => Promise<UsherClient>,
): Promise<ImportPlan> => {
  const table = tableOf(file, options.encoding)
  const matching = { ...understoodColumns(table).matching, ...chosenColumns(table, options.column ?? []) }
  const country = countryOf(options.country)
  const usher = await connected()
  const { account: accountId, mail: sendEmail } = options
  const [{ items: roles }, { defaultRoleIds }] = await Promise.all([
    answered(usher.listRoles({ accountId })),
    answered(usher.getAccount({ accountId })),
  ])
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))]
  const rules = {
    giver: { roleIds: [administratorRoleId], permissions },
    roles,
    usualRoleIds: options.roles === undefined ? defaultRoleIds : roleIdsNamed(options.roles, roles),
    now: new Date(),
    sendEmail,
    ...(country ? { phoneNumber: (text: string) => toE164(text, country) } : {}),
  }
  const lines = await checkedPeople(table, matching, rules)
  const good = lines.flatMap(({ person }) => person?.email ?? [])
  const present = await presentUsers({ usher, accountId, emails: good })
  const outcomes = new Map(
    lines.flatMap(({ line, person, problems }): (readonly [number, Outcome])[] => {
      if (!person) return [[line, { outcome: 'refused', code: 'invalid_request', errors: problems }]]
      const user = present.get(person.email)
      return user ? [[line, { outcome: 'there', userStatus: user.status }]] : []
    }),
  )
  return { usher, table, matching, doubts: importDoubts(table, matching, rules), lines, outcomes }
}

const tableOf = (file: string, encoding: string | undefined): PeopleTable => {
  const read = readPeopleTable(bytesOf(file), encodingNamed(encoding))
  if (read.ok) return read.table
  const { code, line } = read.problem
  const where = line === undefined ? file : `${file}, line ${line}`
  throw new Failure(`${where}: ${whyNoTable[code]}`, code, exitCodes.usage)
}

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

const whyNoTable: Readonly<Record<FileProblem['code'], string>> = {
  too_large: 'is larger than 10 MB; split it into several files',
  spreadsheet: 'is a workbook (Excel, OpenDocument or Numbers); open it and save it as CSV',
  archive: 'is an archive; unpack it and import the CSV file in it',
  html: 'is a web page, whatever its name says; open it in a spreadsheet program and save it as CSV',
  vcard: 'holds vCards; export the contacts as CSV',
  json: 'is JSON; save it as CSV',
  ldif: 'holds entries of a directory (LDIF); export them as CSV',
  yaml: 'is YAML; save it as CSV',
  pdf: 'is a PDF; export the list as CSV',
  not_text: 'is not a text file; save it as CSV',
  empty: 'holds no people',
  open_quote: 'the quotation mark that begins here does not end properly',
}

const usage = (message: string) => new Failure(message, 'usage', exitCodes.usage)

const encodingNamed = (text: string | undefined): EncodingName | undefined => {
  const name = encodings.find((one) => one === text?.toLowerCase())
  if (text === undefined || name !== undefined) return name
  throw usage(`--encoding ${text}: choose one of ${encodings.join(', ')}`)
}

const countryOf = (text: string | undefined): CountryCode | undefined => {
  const country = countryNamed(text?.toUpperCase() ?? '')
  if (text === undefined || country !== undefined) return country
  throw usage(`--country ${text}: must be a country of two letters, like DE`)
}

/** Fields in the spelling of options: `first-name`. */
export const optionOf = (field: PersonField): string =>
  field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The meaning of `--column email="Work e-mail"`: a column's header, its number, or `none`. */
const chosenColumns = ({ columns }: PeopleTable, choices: readonly string[]): Matching =>
  Object.fromEntries(
    choices.map((choice) => {
      const [name = '', ...rest] = choice.split('=')
      const column = rest.join('=').trim()
      const field = personFields.find((one) => optionOf(one) === name.trim().toLowerCase())
      if (field === undefined)
        throw usage(
          `--column ${choice}: must be field=column, with one of ${personFields.map(optionOf).join(', ')}`,
        )
      if (column.toLowerCase() === 'none') return [field, undefined]
      const named = columns.findIndex((header) => header.toLowerCase() === column.toLowerCase())
      const index = named < 0 && /^\d+$/.test(column) ? Number(column) - 1 : named
      if (index in columns) return [field, index]
      throw usage(`--column ${choice}: the file has no such column`)
    }),
  )
