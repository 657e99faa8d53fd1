/** `usher users invite`: invites one person by their address. */
import { Command } from 'commander'
import { answered } from '../shared/client/answered.ts'
import { readDay } from '../shared/client/day.ts'
import { addressFault, writtenAddress } from '../shared/client/written-address.ts'
import { nameFromAddress } from '../shared/contract/person-name.ts'
import { connect } from './connection.ts'
import { exitCodes, Failure } from './failure.ts'
import { say } from './output.ts'
import { roleIdsNamed } from './role-names.ts'
import { wholeNumber } from './whole-number.ts'

type Options = {
  readonly name?: string
  readonly roles?: string
  readonly phone?: string
  readonly message?: string
  readonly until?: string
  readonly hours?: string
  readonly mail: boolean
}

export const inviteCommand = (): Command =>
  new Command('invite')
    .description('Invite a person to an account')
    .argument('<account>', 'the id of the account')
    .argument('<address>', 'their e-mail address')
    .option('--name <name>', 'what they are called; by default what the address says')
    .option(
      '--roles <names>',
      'their roles, by name or id, separated by commas; by default the default roles',
    )
    .option('--phone <number>', 'with its country, like +49 151 12345678')
    .option('--message <text>', 'what stands in the mail')
    .option('--until <day>', 'for guests: the last day of their access, like 2026-12-31')
    .option(
      '--hours <number>',
      'how long the invitation is valid, 1 to 720; by default what the account says',
    )
    .option('--no-mail', 'send no mail, and print the link to pass on')
    .action(async (accountId: string, address: string, options: Options, command: Command) => {
      const written = writtenAddress(address)
      if (!written) throw wrong(`The address ${addressFault(address)}`)
      const accessUntil = untilOf(options.until)
      const expiresInHours = wholeNumber('--hours', options.hours)
      const usher = await connect(command)
      const [{ items: roles }, { defaultRoleIds }] = await Promise.all([
        answered(usher.listRoles({ accountId })),
        answered(usher.getAccount({ accountId })),
      ])
      const { email } = written
      const { phone, message, mail: sendEmail } = options
      const roleIds = options.roles === undefined ? defaultRoleIds : roleIdsNamed(options.roles, roles)
      if (roleIds.length === 0) throw wrong('The account has no default roles. Say --roles')
      const name = options.name ?? (written.name || nameFromAddress(email))
      const body = {
        email,
        name,
        roleIds: [...roleIds],
        phone,
        message,
        accessUntil,
        expiresInHours,
        sendEmail,
      }
      const user = await answered(usher.inviteUser({ accountId, body }))
      const link = user.invitationUrl === undefined ? '' : `\n${user.invitationUrl}`
      say(command, `${user.email} is invited as ${user.name}.${link}`, user)
    })

const wrong = (message: string) => new Failure(message, 'usage', exitCodes.usage)

const untilOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const read = readDay(text)
  if ('time' in read) return read.time
  throw wrong(
    'days' in read && read.days
      ? `--until ${text} can be read two ways: say ${read.days.join(' or ')}`
      : `--until ${text}: must be a date like 2026-12-31`,
  )
}
