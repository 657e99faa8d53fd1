/** `usher people …`: data protection. Shows and erases what all accounts hold about a person. */
import { Command } from 'commander'
import { answered } from '../shared/client/answered.ts'
import { awsOf, connect } from './connection.ts'
import { eraseAgain } from './erasures.ts'
import { exitCodes, Failure } from './failure.ts'
import { say } from './output.ts'

export const peopleCommands = (): Command => {
  const people = new Command('people').description('Export or erase a person (data protection)')
  people
    .command('export')
    .description('Print everything that there is about a person, as JSON')
    .argument('<address>', 'their e-mail address')
    .action(async (email: string, _, command: Command) => {
      const exported = await answered((await connect(command)).exportPerson({ body: { email } }))
      console.log(JSON.stringify(exported, null, 2))
    })
  people
    .command('erase')
    .description(
      'Remove a person from all accounts, with all that is personal; never the last administrator of one',
    )
    .argument('<address>', 'their e-mail address')
    .requiredOption('--yes', 'that this cannot be undone is understood')
    .action(async (email: string, _, command: Command) => {
      const { accounts } = await answered((await connect(command)).erasePerson({ body: { email } }))
      if (accounts.length === 0)
        throw new Failure(`Nobody has the address ${email} in any account (user_not_found)`, 'user_not_found')
      const refused = accounts.filter(({ outcome }) => outcome === 'refused')
      const erased = accounts.length - refused.length
      say(command, `Erased from ${erased} ${erased === 1 ? 'account' : 'accounts'}.`, { accounts })
      const [first] = refused
      if (!first) return
      const names = refused.map(({ accountId, code }) => `${accountId} (${code})`).join(', ')
      throw new Failure(`Not erased from ${names}`, first.code ?? 'refused', exitCodes.refused)
    })
  people
    .command('erase-again')
    .description(
      'Erase from a restored table whoever was erased since, and delete accounts, before it is used',
    )
    .requiredOption('--table <name>', 'the restored table')
    .option('--from <name>', 'the table that knows who was erased; by default that of the stack')
    .action(async ({ table, from }: { table: string; from?: string }, command: Command) => {
      const aws = await awsOf(command)
      const done = await eraseAgain(aws, { from: from ?? aws.tableName, to: table, now: new Date() })
      say(
        command,
        `${done.erased} items of ${done.erasures} people who were erased are gone from ${table}, and ${done.deleted} accounts are deleted there.`,
        done,
      )
    })
  return people
}
