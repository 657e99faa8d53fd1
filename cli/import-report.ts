/** How a file was understood, and what became of its rows, in the command line's words. */
import type { Outcome } from '../shared/client/import-people.ts'
import { unusedColumns } from '../shared/client/people-columns.ts'
import type { PeopleTable } from '../shared/client/people-table.ts'
import { type PersonField, personFields } from '../shared/client/person-fields.ts'
import { resultFile } from '../shared/client/result-file.ts'
import type { AsideRow } from '../shared/client/rows-aside.ts'
import { type ImportPlan, optionOf } from './import-plan.ts'

const fieldNames: Readonly<Record<PersonField, string>> = {
  email: 'address',
  name: 'name',
  firstName: 'first name',
  lastName: 'last name',
  phone: 'phone',
  roles: 'roles',
  message: 'message',
  externalId: 'external ID',
  accessUntil: 'end of access',
  status: 'status',
}

const asideNames: Readonly<Record<AsideRow['why'], string>> = {
  hint: 'says how to read the file',
  title: 'above the header',
  header: 'a header again',
  footer: 'a total or a note',
}

const columnName = ({ columns }: PeopleTable, index: number): string =>
  columns[index] || `column ${index + 1}`

/** For programs. */
export const understanding = ({ table, matching, doubts }: ImportPlan) => ({
  encoding: table.encoding,
  delimiter: table.delimiter,
  headerLine: table.headerLine,
  columns: Object.fromEntries(
    personFields.flatMap((field) => {
      const index = matching[field]
      return index === undefined ? [] : [[field, columnName(table, index)]]
    }),
  ),
  unusedColumns: unusedColumns(table, matching).map((index) => columnName(table, index)),
  undecided: doubts.map(({ field, columns }) => ({
    field,
    columns: columns.map((index) => columnName(table, index)),
  })),
})

/** Which column is used for what, which are left out, and which rows aren't people. */
export const understoodInWords = (plan: ImportPlan): string => {
  const { table, matching } = plan
  const taken = personFields.flatMap((field) => {
    const index = matching[field]
    return index === undefined ? [] : [`  ${fieldNames[field]}: ${columnName(table, index)}`]
  })
  const unused = unusedColumns(table, matching).map((index) => columnName(table, index))
  const named = matching.name ?? matching.firstName ?? matching.lastName
  return [
    ...encodingInWords(table),
    table.headerLine === undefined
      ? 'No header; columns by what is in them:'
      : `Columns, by the header in line ${table.headerLine}:`,
    ...taken,
    ...(named === undefined ? ['  name: made from the addresses'] : []),
    ...(unused.length > 0 ? [`Not used: ${unused.join(', ')}`] : []),
    ...table.aside.map((row) => `line ${row.line}: skipped, ${asideNames[row.why]}: ${excerpt(row.cells)}`),
  ].join('\n')
}

const excerpt = (cells: readonly string[]): string => {
  const text = cells.filter((cell) => cell !== '').join(' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

const encodingInWords = ({ encoding: { name, guessed, sample } }: PeopleTable): readonly string[] =>
  guessed && sample !== undefined
    ? [`Encoding guessed as ${name}: it reads “${sample}”. If that is wrong, say --encoding.`]
    : []

/** What somebody has to decide, with the options that decide it. */
export const doubtsInWords = ({ table, doubts }: ImportPlan): string =>
  doubts
    .map(({ field, columns }) => {
      const names = columns.map((index) => columnName(table, index))
      const one = names.length === 1 ? 'column seems' : 'columns seem'
      return `${names.map((name) => `“${name}”`).join(', ')}: the ${one} to hold the ${fieldNames[field]}. Say --column ${optionOf(field)}="${names[0]}"${field === 'email' ? '' : ', or --yes to go on without'}`
    })
    .join('\n')

export type Counts = {
  readonly rows: number
  readonly invited: number
  readonly there: number
  readonly refused: number
  readonly skipped: number
  readonly open: number
}

/** Counts every row of the file once. */
export const countsOf = ({ table, outcomes }: ImportPlan): Counts => {
  const count = (outcome: Outcome['outcome']) =>
    [...outcomes.values()].filter((one) => one.outcome === outcome).length
  return {
    rows: table.rows.length + table.aside.length,
    invited: count('invited'),
    there: count('there'),
    refused: count('refused'),
    skipped: table.aside.length,
    open: table.rows.length - outcomes.size,
  }
}

export const refusalsOf = ({
  outcomes,
}: ImportPlan): readonly { readonly line: number; readonly reason: string }[] =>
  [...outcomes]
    .filter(([, outcome]) => outcome.outcome === 'refused')
    .toSorted(([one], [other]) => one - other)
    .map(([line, outcome]) => ({ line, reason: reasonOf(outcome) }))

/** The people in the file, with what became of each. */
export const resultText = ({ table, outcomes }: ImportPlan): string =>
  resultFile(table, ['outcome', 'reason', 'link'], (line) => {
    const outcome = outcomes.get(line)
    const link = outcome?.outcome === 'invited' ? (outcome.invitationUrl ?? '') : ''
    return [outcome?.outcome ?? 'not yet', outcome ? reasonOf(outcome) : '', link]
  })

const pathNames: Readonly<Record<string, string>> = {
  email: 'address',
  roleIds: 'roles',
  externalId: 'external ID',
  accessUntil: 'end of access',
  row: 'row',
}

/** Refusals of the API that aren't about a field. */
const codeNames: Readonly<Record<string, string>> = {
  external_id_taken: 'external ID belongs to somebody else (external_id_taken)',
}

const reasonOf = (outcome: Outcome): string => {
  if (outcome.outcome === 'there') return outcome.userStatus ?? ''
  if (outcome.outcome === 'invited') return ''
  const reasons = outcome.errors.map(({ path, code, message }) => {
    const [field = ''] = path.split('.')
    return field === 'roleIds' && code === 'too_few'
      ? 'roles must have at least 1 entry: name them in the file, or with --roles'
      : `${pathNames[field] ?? field} ${message}`
  })
  return reasons.join('; ') || (codeNames[outcome.code] ?? outcome.code)
}
