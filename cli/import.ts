/** `usher import people.csv`: invites the people of a file. The same file again invites only who is missing. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { answered } from '../shared/client/answered.ts'
import { type CheckedLine, checkedPeople } from '../shared/client/checked-people.ts'
import type { UsherClient } from '../shared/client/client.ts'
import { type ImportEnd, importPeople, type Outcome } from '../shared/client/import-people.ts'
import { guessedMatching } from '../shared/client/people-columns.ts'
import { type PeopleTable, readPeopleTable } from '../shared/client/people-table.ts'
import { resultFile } from '../shared/client/result-file.ts'
import { administratorRoleId } from '../shared/contract/permissions.ts'
import { connect } from './connection.ts'
import { exitCodes, Failure, failureOf, unreadable } from './failure.ts'
import { progress, say } from './output.ts'
import { writePrivately } from './private-file.ts'

type Options = {
  readonly account: string
  readonly roles?: string
  readonly mail: boolean
  readonly dryRun?: boolean
  readonly result?: string
}

export const importCommand = (): Command =>
  new Command('import')
    .description('Invite the people of a CSV file; the same file again invites only who is missing')
    .argument('<file>', 'with a header, or with addresses, names and phones that can be told apart')
    .requiredOption('--account <id>', 'the account to invite them to')
    .option('--roles <ids>', 'for lines that name no role, separated by commas; by default the default roles')
    .option('--no-mail', 'invite without mails; the links stand in the result file')
    .option('--dry-run', 'only check the file')
    .option('--result <file>', 'where to write what has become of each line')
    .action(async (file: string, options: Options, command: Command) => {
      const table = tableOf(file)
      const usher = await connect(command)
      const lines = await checkedLines(usher, table, options)
      const outcomes = new Map<number, Outcome>(lines.flatMap((line) => (line.person ? [] : [wrong(line)])))
      const end = options.dryRun
        ? ({ end: 'done' } as const)
        : await run(usher, lines, options.account, outcomes)
      if (options.result !== undefined) writePrivately(options.result, resultOf(table, outcomes))
      conclude(command, lines, outcomes, { end, dryRun: options.dryRun === true })
    })

const tableOf = (file: string): PeopleTable => {
  const read = readPeopleTable(bytesOf(file))
  if (read.ok) return read.table
  const { code, line } = read.problem
  throw new Failure(
    `${file}${line === undefined ? '' : `, line ${line}`}: ${whyNoTable[code]}`,
    code,
    exitCodes.usage,
  )
}

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw unreadable(file, error)
  }
}

const whyNoTable = {
  too_large: 'is larger than 10 MB; cut it into several files',
  spreadsheet: 'is a workbook; save it as CSV first',
  not_text: 'is no text; save it as CSV',
  empty: 'holds no people',
  open_quote: 'a quotation mark begins here that does not end',
} as const

const checkedLines = async (
  usher: UsherClient,
  table: PeopleTable,
  { account: accountId, roles: named, mail }: Options,
): Promise<readonly CheckedLine[]> => {
  const [{ items: roles }, { defaultRoleIds }] = await Promise.all([
    answered(usher.listRoles({ accountId })),
    answered(usher.getAccount({ accountId })),
  ])
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))]
  return checkedPeople(table, guessedMatching(table), {
    giver: { roleIds: [administratorRoleId], permissions },
    roles,
    usualRoleIds: named?.split(',') ?? defaultRoleIds,
    now: new Date(),
    sendEmail: mail,
  })
}

const wrong = ({ line, problems }: CheckedLine): readonly [number, Outcome] => [
  line,
  { outcome: 'refused', code: 'invalid_request', errors: problems },
]

/** Ctrl-C stops after the batch that is under way. */
const run = async (
  usher: UsherClient,
  lines: readonly CheckedLine[],
  accountId: string,
  outcomes: Map<number, Outcome>,
): Promise<ImportEnd> => {
  const stop = new AbortController()
  const stopping = () => stop.abort()
  process.once('SIGINT', stopping)
  const show = () => progress(outcomes.size, lines.length)
  show()
  const end = await importPeople({
    usher,
    accountId,
    lines: lines.flatMap(({ line, person }) => (person ? [{ line, person }] : [])),
    signal: stop.signal,
    took(results) {
      for (const [line, outcome] of results) outcomes.set(line, outcome)
      show()
    },
  })
  process.off('SIGINT', stopping)
  return end
}

const resultOf = (table: PeopleTable, outcomes: ReadonlyMap<number, Outcome>): string =>
  resultFile(table, ['outcome', 'reason', 'link'], (line) => {
    const outcome = outcomes.get(line)
    const link = outcome?.outcome === 'invited' ? (outcome.invitationUrl ?? '') : ''
    return [outcome?.outcome ?? 'not yet', outcome ? reasonOf(outcome) : '', link]
  })

const reasonOf = (outcome: Outcome): string => {
  if (outcome.outcome === 'there') return outcome.userStatus ?? ''
  if (outcome.outcome === 'invited') return ''
  return outcome.errors.map(({ path, message }) => `${path} ${message}`).join('; ') || outcome.code
}

type End = { readonly end: ImportEnd; readonly dryRun: boolean }

/** Says how it went. Throws a `Failure` where not every line is done. */
const conclude = (
  command: Command,
  lines: readonly CheckedLine[],
  outcomes: ReadonlyMap<number, Outcome>,
  { end, dryRun }: End,
): void => {
  const count = (outcome: Outcome['outcome']) =>
    [...outcomes.values()].filter((one) => one.outcome === outcome).length
  const refused = [...outcomes]
    .filter(([, outcome]) => outcome.outcome === 'refused')
    .toSorted(([one], [other]) => one - other)
  const counts = {
    lines: lines.length,
    invited: count('invited'),
    there: count('there'),
    refused: refused.length,
  }
  const reasons = refused.map(([line, outcome]) => ({ line, reason: reasonOf(outcome) }))
  const sentence = dryRun
    ? `${counts.lines - counts.refused} of ${counts.lines} lines are good.`
    : `${counts.invited} invited, ${counts.there} there already, ${counts.refused} refused, of ${counts.lines} lines.`
  say(command, [...reasons.map(({ line, reason }) => `line ${line}: ${reason}`), sentence].join('\n'), {
    ...counts,
    reasons,
  })
  if (end.end === 'failed') throw failureOf(end.problem)
  if (end.end === 'stopped')
    throw new Failure('Stopped. The same command goes on where it was.', 'stopped', exitCodes.stopped)
  if (refused.length > 0)
    throw new Failure(
      `${refused.length} ${refused.length === 1 ? 'line was' : 'lines were'} refused`,
      'refused',
    )
}
