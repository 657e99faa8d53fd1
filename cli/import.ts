/**
 * `usher import people.csv`: invites the people in a file. Importing the same file again invites only those still
 * missing.
 */
import { Command } from 'commander'
import { type ImportEnd, importPeople } from '../shared/client/import-people.ts'
import { connect } from './connection.ts'
import { exitCodes, Failure, failureOf } from './failure.ts'
import { type ImportOptions, type ImportPlan, importPlan } from './import-plan.ts'
import {
  countsOf,
  doubtsInWords,
  refusalsOf,
  resultText,
  understanding,
  understoodInWords,
} from './import-report.ts'
import { confirmed, progress, say, tell } from './output.ts'
import { writePrivately } from './private-file.ts'

export const importCommand = (): Command =>
  new Command('import')
    .description('Invite the people in a CSV file; the same file again invites only those still missing')
    .argument('<file>', 'with a header, or with addresses, names and phones that can be told apart')
    .requiredOption('--account <id>', 'the account to invite them to')
    .option(
      '--roles <names>',
      'for rows that name no role, separated by commas; by default the default roles',
    )
    .option(
      '--column <field=column>',
      'take this column for a field, by its header or number; “none” for no column (repeatable)',
      (choice: string, earlier: readonly string[] = []) => [...earlier, choice],
    )
    .option('--country <code>', 'the country of phone numbers that name none, like DE')
    .option('--encoding <name>', 'the encoding of the file, where the guess is wrong')
    .option('--no-mail', 'invite without mails; the links stand in the result file')
    .option('--dry-run', 'only check the file, and say who is there already')
    .option('--yes', 'go on though something that seems to be meant was not understood')
    .option('--result <file>', 'where to write what has become of each row')
    .action(async (file: string, options: ImportOptions, command: Command) => {
      const plan = await importPlan(file, options, () => connect(command))
      tell(command, understoodInWords(plan))
      const decided = options.dryRun === true || (await isDecided(command, plan, options))
      const goesOn = decided && !options.dryRun
      const end: ImportEnd = goesOn ? await run(plan, options.account) : { end: 'done' }
      if (options.result !== undefined) writePrivately(options.result, resultText(plan))
      conclude(command, plan, { end, decided, dryRun: options.dryRun === true })
    })

/** Whether to continue if something meaningful wasn't understood: somebody has said so, or says so now. */
const isDecided = async (
  command: Command,
  plan: ImportPlan,
  { yes = false }: ImportOptions,
): Promise<boolean> => {
  if (plan.matching.email === undefined) return false
  if (plan.doubts.length === 0 || yes) return true
  return confirmed(command, `${doubtsInWords(plan)}\nGo on without?`)
}

/** Ctrl-C stops after the current batch. */
const run = async ({ usher, lines, outcomes }: ImportPlan, accountId: string): Promise<ImportEnd> => {
  const stop = new AbortController()
  const stopping = () => stop.abort()
  process.once('SIGINT', stopping)
  const show = () => progress(outcomes.size, lines.length)
  show()
  const end = await importPeople({
    usher,
    accountId,
    lines: lines.flatMap(({ line, person }) => (person && !outcomes.has(line) ? [{ line, person }] : [])),
    signal: stop.signal,
    took(results) {
      for (const [line, outcome] of results) outcomes.set(line, outcome)
      show()
    },
  })
  process.off('SIGINT', stopping)
  return end
}

type End = { readonly end: ImportEnd; readonly decided: boolean; readonly dryRun: boolean }

/** Reports the result. Throws a `Failure` if not every row is done. */
const conclude = (command: Command, plan: ImportPlan, { end, decided, dryRun }: End): void => {
  const counts = countsOf(plan)
  const reasons = refusalsOf(plan)
  const parts = [
    dryRun || !decided ? `${counts.open} to invite` : `${counts.invited} invited`,
    `${counts.there} already there`,
    `${counts.refused} refused`,
    ...(counts.skipped > 0 ? [`${counts.skipped} skipped`] : []),
    ...(decided && !dryRun && counts.open > 0 ? [`${counts.open} not done yet`] : []),
  ]
  const sentence = `${parts.join(', ')}, of ${counts.rows} ${counts.rows === 1 ? 'row' : 'rows'}.`
  const skipped = plan.table.aside.map(({ line, why, cells }) => ({
    line,
    why,
    text: cells.join(' ').trim(),
  }))
  const words = [...reasons.map(({ line, reason }) => `line ${line}: ${reason}`), sentence].join('\n')
  say(command, words, { ...counts, reasons, skippedRows: skipped, ...understanding(plan) })
  if (plan.matching.email === undefined)
    throw new Failure(
      doubtsInWords(plan) || 'No column holds addresses. Say --column email=…',
      'undecided',
      exitCodes.refused,
    )
  if (!decided || (dryRun && plan.doubts.length > 0))
    throw new Failure(`Nobody was invited. ${doubtsInWords(plan)}`, 'undecided', exitCodes.refused)
  if (end.end === 'failed') throw failureOf(end.problem)
  if (end.end === 'stopped')
    throw new Failure('Stopped. The same command goes on where it was.', 'stopped', exitCodes.stopped)
  if (counts.refused > 0)
    throw new Failure(
      `${counts.refused} ${counts.refused === 1 ? 'row was' : 'rows were'} refused`,
      'refused',
    )
}
