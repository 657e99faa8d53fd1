/** `usher accounts …`: creates an account with its first administrator, and shows and changes accounts. */
import { Command } from 'commander'
import * as z from 'zod/mini'
import { answered } from '../shared/client/answered.ts'
import type { UsherClient } from '../shared/client/client.ts'
import { everyAccount, everyCertificate } from '../shared/client/every-item.ts'
import { daysOfGrace } from '../shared/contract/account-deletion.ts'
import type { PublicAccount } from '../shared/contract/accounts.ts'
import type { AuditEvent } from '../shared/contract/audit.ts'
import { language, languages } from '../shared/contract/mail.ts'
import { exportAccount, loadAccounts } from './account-files.ts'
import { awsOf, connect } from './connection.ts'
import { exitCodes, Failure } from './failure.ts'
import { list, say, whileWorking } from './output.ts'
import { wholeNumber } from './whole-number.ts'

type New = {
  readonly name: string
  readonly adminEmail: string
  readonly adminName?: string
  readonly externalId?: string
}
type Change = {
  readonly name?: string
  readonly externalId?: string
  readonly days?: string
  readonly domains?: string
  readonly seats?: string
  readonly language?: string
  readonly mailsPerDay?: string
  readonly invitationsTakeSeats?: string
  readonly removedMayRejoin?: string
}

type Export = { readonly file: string; readonly table?: string }
type Load = { readonly account?: string; readonly overwrite?: boolean; readonly deleted?: boolean }
type Delete = { readonly yes: boolean }

export const accountCommands = (): Command => {
  const accounts = new Command('accounts').description('Make, list, change and move accounts')
  accounts
    .command('create')
    .description('Make an account, and invite its first administrator')
    .requiredOption('--name <name>', 'what the account is called')
    .requiredOption('--admin-email <address>', 'who becomes its administrator')
    .option('--admin-name <name>', 'how they are called; by default “Administrator”')
    .option('--external-id <id>', 'what the product calls it')
    .action(async (options: New, command: Command) => {
      const { name, adminEmail, adminName = 'Administrator', externalId } = options
      const usher = await connect(command)
      const body = { name, externalId, admin: { email: adminEmail, name: adminName } }
      const account = await answered(usher.createAccount({ body }))
      say(command, `${account.accountId} is made, and ${account.admin.email} is invited.`, account)
    })
  accounts
    .command('list')
    .description('List all accounts, newest first')
    .action(async (_, command: Command) => {
      const found: PublicAccount[] = []
      for await (const account of everyAccount(await connect(command))) found.push(account)
      list(command, found, {
        id: ({ accountId }) => accountId,
        name: ({ name }) => name,
        seats: ({ seatLimit, seatsTaken }) => `${seatsTaken} of ${seatLimit ?? 'any'}`,
        invited: ({ users }) => String(users.invited),
        domains: ({ allowedDomains }) => allowedDomains?.join(',') ?? 'any',
      })
    })
  accounts
    .command('show')
    .description('Show what an account says of itself')
    .argument('<account>', 'its id')
    .action(async (accountId: string, _, command: Command) => {
      const account = await answered((await connect(command)).getAccount({ accountId }))
      say(command, inWords(account), account)
    })
  accounts
    .command('set')
    .description('Change an account')
    .argument('<account>', 'its id')
    .option('--name <name>', 'what it is called')
    .option('--external-id <id>', 'what the product calls it; “none” for none')
    .option('--days <number>', 'days that its invitations are good, 1 to 30')
    .option('--domains <list>', 'domains whose addresses may join, separated by commas; “any” for all')
    .option('--seats <number>', 'active users that it may have; “any” for no limit')
    .option('--language <code>', 'language of its emails: en, de or another of your product')
    .option(
      '--mails-per-day <number>',
      'emails that it may send in a day; “usual” for the number that grows with it',
    )
    .option('--invitations-take-seats <yes|no>', 'whether a pending invitation takes a seat')
    .option('--removed-may-rejoin <yes|no>', 'whether removed people may come back through the invite link')
    .action(async (accountId: string, options: Change, command: Command) => {
      const { name, days, domains, seats, mailsPerDay } = options
      const body = {
        name,
        externalId: options.externalId === 'none' ? null : options.externalId,
        invitationDays: wholeNumber('--days', days),
        allowedDomains: domains === 'any' ? null : domains?.split(','),
        language: languageIn(options.language),
        mailsPerDay: mailsPerDay === 'usual' ? null : wholeNumber('--mails-per-day', mailsPerDay),
        seatLimit: seats === 'any' ? null : wholeNumber('--seats', seats),
        invitationsTakeSeats: yesIn('--invitations-take-seats', options.invitationsTakeSeats),
        removedMayRejoin: yesIn('--removed-may-rejoin', options.removedMayRejoin),
      }
      const usher = await connect(command)
      const changing = answered(usher.changeAccount({ accountId, body }))
      const account = await whileWorking('Changing the account', changing)
      say(command, inWords(account), account)
    })
  for (const { name, description, done, run } of brakes)
    accounts
      .command(name)
      .description(description)
      .argument('<account>', 'its id')
      .action(async (accountId: string, _, command: Command) => {
        const account = await answered(run(await connect(command), accountId))
        say(command, `${account.name} (${accountId}) ${done}.`, account)
      })
  accounts
    .command('delete')
    .description(`Delete an account: it is closed at once, and erased after ${daysOfGrace} days`)
    .argument('<account>', 'its id')
    .requiredOption('--yes', 'that you mean it')
    .action(async (accountId: string, _: Delete, command: Command) => {
      const account = await answered((await connect(command)).deleteAccount({ accountId, body: {} }))
      const until = account.restorableUntil ?? ''
      say(command, `${account.name} (${accountId}) is deleted. It can be restored until ${until}.`, account)
    })
  accounts
    .command('erased')
    .description('List the certificates of erased accounts, newest first')
    .action(async (_, command: Command) => {
      const found: AuditEvent[] = []
      for await (const event of everyCertificate(await connect(command))) found.push(event)
      list(command, found, {
        account: ({ subject }) => subject.id,
        erased: ({ at }) => at,
        deleted: ({ before }) => String(before.deletedAt),
        by: ({ before }) => String(before.deletedBy),
        items: ({ after }) => JSON.stringify(after.erased),
      })
    })
  accounts
    .command('export')
    .description('Write all that there is of an account into a file, as DynamoDB exports it')
    .argument('<account>', 'its id')
    .requiredOption('--file <file>', 'where to')
    .option('--table <name>', 'the table to read, such as a restored one; by default that of the stack')
    .action(async (accountId: string, { file, table }: Export, command: Command) => {
      const aws = await awsOf(command)
      const items = await exportAccount(aws, { accountId, file, tableName: table ?? aws.tableName })
      say(command, `${items} items of ${accountId} are in ${file}.`, { items })
    })
  accounts
    .command('load')
    .description('Put accounts from such files, or from an export of a table, into the stack')
    .argument('<files...>', 'one item a line')
    .option('--account <id>', 'of several this one alone')
    .option('--overwrite', 'put over what is there, but nobody who was erased; by default it stays as it is')
    .option('--deleted', 'bring back accounts that were deleted and erased since; by default they stay away')
    .action(async (files: string[], options: Load, command: Command) => {
      const { account: accountId, overwrite = false, deleted = false } = options
      const aws = await awsOf(command)
      const load = { files, tableName: aws.tableName, accountId, overwrite, deleted, now: new Date() }
      const loaded = await loadAccounts(aws, load)
      const erased =
        loaded.erased === 0 ? '' : ` ${loaded.erased} are of people who were erased, and stay away.`
      const gone =
        loaded.deleted === 0
          ? ''
          : ` ${loaded.deleted} are of accounts that were deleted, and stay away: --deleted brings them back.`
      say(
        command,
        `${loaded.put} items are put, ${loaded.there} were there and stay as they are.${erased}${gone}`,
        loaded,
      )
    })
  return accounts
}

type Brake = {
  readonly name: string
  readonly description: string
  readonly done: string
  readonly run: (usher: UsherClient, accountId: string) => ReturnType<UsherClient['changeAccount']>
}

/** Suspends an account, or only its emails, and resumes it. */
const brakes: readonly Brake[] = [
  {
    name: 'suspend',
    description: 'Suspend an account at once: nobody gets in, invitations and links rest, emails wait',
    done: 'is suspended',
    run: (usher, accountId) => usher.suspendAccount({ accountId }),
  },
  {
    name: 'reactivate',
    description: 'Reactivate a suspended account',
    done: 'is active again, and waiting emails go out',
    run: (usher, accountId) => usher.reactivateAccount({ accountId }),
  },
  {
    name: 'restore',
    description: `Restore a deleted account, within ${daysOfGrace} days`,
    done: 'is restored',
    run: (usher, accountId) => usher.restoreAccount({ accountId }),
  },
  {
    name: 'pause-mails',
    description: 'Keep the emails of an account waiting; everything else goes on',
    done: 'sends no emails until they are resumed',
    run: (usher, accountId) => usher.changeAccount({ accountId, body: { mailsPaused: true } }),
  },
  {
    name: 'resume-mails',
    description: 'Let paused emails of an account go out, and count its bounces and complaints anew',
    done: 'sends emails again',
    run: (usher, accountId) => usher.changeAccount({ accountId, body: { mailsPaused: false } }),
  },
]

const languageIn = (text: string | undefined) => {
  const result = z.optional(language).safeParse(text)
  if (result.success) return result.data
  throw new Failure(
    `--language is ${text}; it must be a code such as ${languages.join(' or ')}`,
    'usage',
    exitCodes.usage,
  )
}

const yesIn = (option: string, text: string | undefined): boolean | undefined => {
  if (text === undefined || text === 'yes' || text === 'no')
    return text === undefined ? undefined : text === 'yes'
  throw new Failure(`${option} is ${text}; it must be yes or no`, 'usage', exitCodes.usage)
}

const inWords = ({ accountId, name, ...account }: PublicAccount): string =>
  [
    `${name} (${accountId})`,
    ...(account.externalId === undefined ? [] : [`  external id: ${account.externalId}`]),
    `  default roles: ${account.defaultRoleIds.join(', ') || 'none'}`,
    `  invitations are good for ${account.invitationDays} days`,
    `  emails: in ${account.language}, at most ${account.mailsPerDay} today${pauseIn(account)}`,
    ...(account.suspendedAt === undefined ? [] : [`  suspended since ${account.suspendedAt}`]),
    ...(account.deletedAt === undefined
      ? []
      : [`  deleted at ${account.deletedAt}, can be restored until ${account.restorableUntil}`]),
    `  domains: ${account.allowedDomains?.join(', ') ?? 'any'}`,
    `  seats: ${account.seatsTaken} of ${account.seatLimit ?? 'any number'} taken${account.invitationsTakeSeats ? ', pending invitations among them' : ''}`,
    `  users: ${account.users.active} active, ${account.users.suspended} suspended, ${account.users.invited} invited`,
    `  removed people may rejoin: ${account.removedMayRejoin ? 'yes' : 'no'}`,
  ].join('\n')

const pauseIn = ({ mailsPaused }: Pick<PublicAccount, 'mailsPaused'>): string =>
  mailsPaused === undefined ? '' : `, paused since ${mailsPaused.since} (${mailsPaused.reason})`
