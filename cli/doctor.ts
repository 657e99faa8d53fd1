/** `usher doctor`: checks everything that a stack needs to work, and says what's wrong and how to fix it. */
import { setTimeout as wait } from 'node:timers/promises'
import { Command } from 'commander'
import { operatorClient as operatorHere } from '../local/sign-in/clients.ts'
import { runningHere } from './connection.ts'
import type { Check, Look, Read } from './doctor/check.ts'
import { exitCodes, Failure } from './failure.ts'
import { say } from './output.ts'

type Options = { readonly mail?: string | true; readonly policy?: true }
type Place = { readonly checks: readonly Check[]; readonly known: ReadonlyMap<Read, unknown> }

/** The exit code if the doctor couldn't look at all is the same as if it couldn't see something. */
const unseen = 2

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('Look at all that a stack needs to work; say what is wrong, and what to do about it')
    .option(
      '--mail [account]',
      'also invite two addresses of SES’s simulator, wait for what becomes of their mails, and remove them',
    )
    .option('--policy', 'print the IAM policy that this needs, and look at nothing')
    .addHelpText(
      'after',
      `
It only reads, but for --mail, which invites into the account that it names, or into the only one.
Without --stack it looks at the portal and the API that npm start runs on this machine.

Exit codes: 0 all is well, 1 something is wrong, 2 something could not be seen (no such stack, no credentials, no permission).`,
    )
    .action(async ({ mail, policy }: Options, command: Command) => {
      // Loads the clients of a dozen services, which no other command should wait for.
      const { awsClients } = await import('./doctor/aws.ts')
      const doctor = await import('./doctor/checks.ts')
      if (policy) {
        console.log(JSON.stringify(doctor.policy, null, 2))
        return
      }
      const stop = new AbortController()
      process.once('SIGINT', () => stop.abort())
      const look = { aws: awsClients(), web: fetch, now: new Date(), wait, stopped: stop.signal }
      const { stack, url } = command.optsWithGlobals<{ stack?: string; url?: string }>()
      if (url !== undefined)
        throw new Failure('The doctor looks at a stack: --stack <name>', 'usage', exitCodes.usage)
      const { checks, known } = stack === undefined ? await here(mail) : await onAws(look, stack, mail)
      const { examine } = await import('./doctor/examine.ts')
      const { exitCodeOf, jsonOf, reportIn } = await import('./doctor/report.ts')
      const examined = await examine(checks, look, known)
      say(command, reportIn(examined), jsonOf(examined))
      process.exitCode = stop.signal.aborted ? exitCodes.stopped : exitCodeOf(examined)
    })

/** All checks, once the stack is found. Throws a `Failure` if it isn't. */
const onAws = async (look: Look, name: string, mail: Options['mail']): Promise<Place> => {
  const { checks } = await import('./doctor/checks.ts')
  const { stack, stackName } = await import('./doctor/stack.ts')
  const { trialChecks } = await import('./doctor/trial.ts')
  const { whyUnseen } = await import('./doctor/examine.ts')
  const trial = mail === undefined ? [] : trialChecks(mail === true ? undefined : mail)
  try {
    const described = await stack.get(look, [name])
    const known = new Map<Read, unknown>([
      [stackName, name],
      [stack, described],
    ])
    return { checks: [...checks, ...trial], known }
  } catch (error) {
    const { is, action } = whyUnseen(error, stack)
    const todo = action ? `Allow yourself ${action}` : 'Look at its name, the region and your AWS credentials'
    throw new Failure(`The stack ${name} could not be read: ${is}. ${todo}`, 'unseen', unseen)
  }
}

/** The checks that don't call AWS. Throws a `Failure` if nothing runs here. */
const here = async (mail: Options['mail']): Promise<Place> => {
  if (mail !== undefined)
    throw new Failure('SES’s simulator is on AWS: name a stack, --stack <name>', 'usage', exitCodes.usage)
  const { portalUrl, issuerUrl: issuer } = running()
  const { checks } = await import('./doctor/checks.ts')
  const { actionsOf } = await import('./doctor/check.ts')
  const { site } = await import('./doctor/stack.ts')
  const { operatorClient } = await import('./doctor/api.ts')
  const known = new Map<Read, unknown>([
    [site, { portalUrl, apiUrl: portalUrl, issuer }],
    [operatorClient, operatorHere(issuer)],
  ])
  // Here, portal and API share one address.
  const asked = checks.filter(({ id }) => !id.startsWith('api.direct.'))
  return { checks: asked.filter((check) => actionsOf(check, new Set(known.keys())).length === 0), known }
}

const running = () => {
  try {
    return runningHere()
  } catch (error) {
    throw error instanceof Failure ? new Failure(error.message, error.code, unseen) : error
  }
}
