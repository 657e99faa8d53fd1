/** The operator's command line, as one command with its subcommands. */
import { Command, CommanderError, Option } from 'commander'
import { Refusal } from '../shared/client/answered.ts'
import { operatorScope } from '../shared/contract/operator.ts'
import { accountCommands } from './accounts.ts'
import { deadLetterCommands } from './dead-letters.ts'
import { doctorCommand } from './doctor.ts'
import { domainCommands } from './domains.ts'
import { exitCodes, failed, failureOf } from './failure.ts'
import { importCommand } from './import.ts'
import { peopleCommands } from './people.ts'
import { reviewCommand } from './review.ts'
import { signingKeyCommands } from './signing-key.ts'
import { userCommands } from './users.ts'

/** Subcommands are created separately, and inherit how the program exits. */
const overrideExits = (command: Command): void => {
  for (const inner of command.commands) {
    inner.copyInheritedSettings(command)
    overrideExits(inner)
  }
}

const usherProgram = (): Command => {
  const program = new Command('usher')
    .description('Looks after the accounts and users of an Usher stack, as its operator.')
    .addOption(
      new Option('--stack <name>', 'the CloudFormation stack to work on, with your AWS credentials')
        .env('USHER_STACK')
        .conflicts('url'),
    )
    .addOption(
      new Option('--url <url>', 'where the API is, with an issuer of your own (see below)').env('USHER_URL'),
    )
    .option('--json', 'print JSON, for programs')
    .addHelpText(
      'after',
      `
usher start --template <file> runs the Usher of a synthesized template on this machine, and usher token <address> prints a
token for it.

Without --stack and --url it works on what runs on this machine.
With --url, the token comes from USHER_TOKEN_URL, USHER_CLIENT_ID, USHER_CLIENT_SECRET and USHER_SCOPE (${operatorScope}).

Exit codes: 0 done, 1 refused or failed, 2 wrong words, 3 not reachable or no sign-in, 130 stopped by Ctrl-C.`,
    )
    .showHelpAfterError('(--help says more)')
    .exitOverride()

  for (const command of [
    accountCommands(),
    userCommands(),
    importCommand(),
    domainCommands(),
    peopleCommands(),
    reviewCommand(),
    signingKeyCommands(),
    deadLetterCommands(),
    doctorCommand(),
  ])
    program.addCommand(command)
  overrideExits(program)
  return program
}

/** Does what these words say, and sets the exit code of the process. */
export const run = async (words: readonly string[]): Promise<void> => {
  const program = usherProgram()
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage
    else failed(error instanceof Refusal ? failureOf(error.problem) : error, program.opts().json === true)
  }
}
