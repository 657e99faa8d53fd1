/** `usher domains …`: the domains that an account proves to be its own, so that people with an address there can join. */
import { Command, Option } from 'commander'
import { answered } from '../shared/client/answered.ts'
import { joining, type NewDomain, type VerifiedDomain } from '../shared/contract/domains.ts'
import { connect } from './connection.ts'
import { exitCodes, Failure } from './failure.ts'
import { list, say } from './output.ts'
import { roleIdsNamed } from './role-names.ts'

type New = { readonly joining: NewDomain['joining']; readonly roles?: string }

export const domainCommands = (): Command => {
  const domains = new Command('domains').description('Verify the domains of an account')
  domains
    .command('add')
    .description('Add a domain, and print the DNS record that proves it')
    .argument('<account>', 'the id of the account')
    .argument('<domain>', 'like acme.com')
    .addOption(
      new Option('--joining <way>', 'what people with an address there can do, once it’s verified')
        .choices(joining.options)
        .default('request'),
    )
    .option('--roles <names>', 'what they get, by name or id; by default the default roles when they join')
    .action(async (accountId: string, domain: string, options: New, command: Command) => {
      const usher = await connect(command)
      const roleIds =
        options.roles === undefined
          ? undefined
          : [...roleIdsNamed(options.roles, (await answered(usher.listRoles({ accountId }))).items)]
      const body = { domain, joining: options.joining, roleIds }
      const added = await answered(usher.addDomain({ accountId, body }))
      const next = `Then: npx usher domains verify ${accountId} ${added.domain}`
      say(
        command,
        `${added.domain} is added. Put this record into its DNS:\n${recordOf(added)}\n${next}`,
        added,
      )
    })
  domains
    .command('list')
    .description('List the domains of an account')
    .argument('<account>', 'its id')
    .action(async (accountId: string, _, command: Command) => {
      const { items } = await answered((await connect(command)).listDomains({ accountId }))
      list(command, items, {
        domain: ({ domain }) => domain,
        state: ({ state }) => states[state],
        joining: ({ joining: way, unvouched }) => (unvouched ? 'request (nobody vouches)' : way),
        roles: ({ roleIds }) => roleIds?.join(',') ?? 'default',
        joined: ({ joined }) => String(joined),
        checked: ({ checkedAt }) => checkedAt?.slice(0, 16).replace('T', ' ') ?? 'never',
      })
    })
  domains
    .command('verify')
    .description('Look for a domain’s record now; it’s also looked up once a day')
    .argument('<account>', 'the id of the account')
    .argument('<domain>', 'one that was added')
    .action(async (accountId: string, name: string, _, command: Command) => {
      const checked = await answered((await connect(command)).verifyDomain({ accountId, domain: name }))
      const { domain, state, missingSince } = checked
      const isThere = state === 'proved' && missingSince === undefined
      if (isThere) return say(command, `${domain} is verified.`, checked)
      say(
        command,
        `${domain} is ${states[state]}. Its DNS must have this record:\n${recordOf(checked)}`,
        checked,
      )
      throw new Failure(
        'The record was not found. A new one can take a while to be seen',
        'record_not_found',
        exitCodes.refused,
      )
    })
  domains
    .command('remove')
    .description('Remove a domain; everyone who joined by it keeps access')
    .argument('<account>', 'the id of the account')
    .argument('<domain>', 'one that was added')
    .action(async (accountId: string, domain: string, _, command: Command) => {
      await answered((await connect(command)).removeDomain({ accountId, domain }))
      say(command, `${domain} is removed.`, { domain })
    })
  return domains
}

const states: Readonly<Record<VerifiedDomain['state'], string>> = {
  unproved: 'not verified yet',
  proved: 'verified',
  lost: 'no longer verified',
}

/** A line of its own, to copy. */
const recordOf = ({ record: { name, value } }: VerifiedDomain): string => `\n  ${name}  TXT  ${value}\n`
