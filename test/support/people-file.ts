/** A file of people, read and checked as the portal and the command line do. */
import { type CheckedLine, checkedPeople, type ImportRules } from '../../shared/client/checked-people.ts'
import { importDoubts } from '../../shared/client/import-doubts.ts'
import { understoodColumns, unusedColumns } from '../../shared/client/people-columns.ts'
import { type PeopleTable, readPeopleTable } from '../../shared/client/people-table.ts'

export const customRole = (roleId: string, name: string, permissions: readonly string[] = []) => ({
  roleId,
  name,
  description: '',
  permissions: [...permissions],
  source: 'account' as const,
  builtIn: false,
  sensitive: false,
  isDefault: false,
})

export const rulesOfAdmin: ImportRules = {
  giver: { roleIds: ['admin'], permissions: [] },
  roles: [
    customRole('admin', 'Administrator'),
    customRole('member', 'Member'),
    customRole('rol_sales', 'Sales, EMEA'),
    customRole('rol_audit', 'Auditor'),
  ],
  usualRoleIds: ['member'],
  sendEmail: true,
  now: new Date('2026-11-25T12:00:00Z'),
}

export type ReadFile = {
  readonly table: PeopleTable
  readonly lines: readonly CheckedLine[]
  /** Headers of the columns that aren't used. */
  readonly unused: readonly string[]
  /** Fields that somebody has to decide about. */
  readonly doubts: readonly string[]
}

export const readFileOfPeople = async (
  file: string | Uint8Array,
  rules: Partial<ImportRules> = {},
): Promise<ReadFile> => {
  const read = readPeopleTable(typeof file === 'string' ? new TextEncoder().encode(file) : file)
  if (!read.ok) throw new Error(read.problem.code)
  const { table } = read
  const { matching } = understoodColumns(table)
  const all = { ...rulesOfAdmin, ...rules }
  return {
    table,
    lines: await checkedPeople(table, matching, all),
    unused: unusedColumns(table, matching).map((index) => table.columns[index] ?? ''),
    doubts: importDoubts(table, matching, all).map(({ field }) => field),
  }
}

/** Each row in words: the person with their values, what's wrong with them, or why the row isn't a person. */
export const rowsInWords = ({ table, lines }: ReadFile): readonly string[] => [
  ...table.aside.map(({ line, why }) => `${line} ${why}`),
  ...lines.map(({ line, person, problems }) => {
    if (!person) return `${line} ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`
    const { email, name, phone, roleIds, accessUntil } = person
    return [line, email, name, ...roleIds.filter((one) => one !== 'member'), phone, accessUntil?.slice(0, 10)]
      .filter(Boolean)
      .join(' ')
  }),
]
