/** `usher users …`: shows who is in an account, and lets an operator act on them. */
import { Command, Option } from 'commander'
import { answered } from '../shared/client/answered.ts'
import type { UsherClient } from '../shared/client/client.ts'
import { everyUser } from '../shared/client/every-item.ts'
import { writtenAddress } from '../shared/client/written-address.ts'
import { type User, userStatus } from '../shared/contract/users.ts'
import { connect } from './connection.ts'
import { Failure } from './failure.ts'
import { inviteCommand } from './invite-user.ts'
import { list, say } from './output.ts'

type Filter = { readonly status?: string; readonly role?: string; readonly search?: string }

export const userCommands = (): Command => {
  const users = new Command('users').description('List and change the users of an account')
  users
    .command('list')
    .description('List the users of an account')
    .argument('<account>', 'its id')
    .addOption(new Option('--status <status>', 'who are so').choices(userStatus.options))
    .option('--role <id>', 'who have this role')
    .option('--search <text>', 'a part of a name or an address')
    .action(async (accountId: string, { status, role, search }: Filter, command: Command) => {
      const query = {
        status: status === undefined ? undefined : userStatus.parse(status),
        roleId: role,
        search,
      }
      const found: User[] = []
      for await (const user of everyUser(await connect(command), { accountId, query })) found.push(user)
      list(command, found, {
        address: ({ email }) => email,
        name: ({ name }) => name,
        roles: ({ roleIds }) => roleIds.join(','),
        status: ({ status: state }) => state,
        mail: ({ mail }) => mail.state,
        id: ({ userId }) => userId,
      })
    })
  users.addCommand(inviteCommand())
  for (const { name, alias, description, done, act } of actions)
    users
      .command(name)
      .aliases(alias === undefined ? [] : [alias])
      .description(description)
      .argument('<account>', 'the id of the account')
      .argument('<user>', 'their address or id')
      .action(async (accountId: string, who: string, _, command: Command) => {
        const usher = await connect(command)
        const user = await findUser(usher, accountId, who)
        const changed = await act(usher, { accountId, userId: user.userId })
        say(command, `${user.email} ${done}.`, changed ?? user)
      })
  return users
}

type Place = { readonly accountId: string; readonly userId: string }
type Action = {
  readonly name: string
  readonly alias?: string
  readonly description: string
  /** The outcome, printed after the user's address. */
  readonly done: string
  readonly act: (usher: UsherClient, place: Place) => Promise<User | undefined>
}

const setStatus = (status: 'active' | 'suspended') => (usher: UsherClient, place: Place) =>
  answered(usher.changeUser({ ...place, body: { status } }))

const actions: readonly Action[] = [
  {
    name: 'resend',
    description: 'Resend the invitation, for a new period; older links stop working',
    done: 'is invited again',
    act: (usher, place) => answered(usher.resendInvitation({ ...place, body: {} })),
  },
  {
    name: 'suspend',
    description: 'Take their access away, and keep their roles',
    done: 'is suspended',
    act: setStatus('suspended'),
  },
  {
    name: 'reactivate',
    alias: 'reinstate',
    description: 'Give a suspended user their access back',
    done: 'is active again',
    act: setStatus('active'),
  },
  {
    name: 'remove',
    description: 'Remove a user, or cancel their invitation',
    done: 'is removed',
    act: (usher, place) => answered(usher.removeUser(place)),
  },
]

/** The user with this id or address. Throws a `Failure` if there is none. */
const findUser = async (usher: UsherClient, accountId: string, who: string): Promise<User> => {
  const email = writtenAddress(who)?.email
  if (email === undefined) return answered(usher.getUser({ accountId, userId: who }))
  const { items } = await answered(usher.lookUpUsers({ accountId, body: { emails: [email] } }))
  const [user] = items
  if (user) return user
  throw new Failure(`Nobody in ${accountId} has the address ${email} (user_not_found)`, 'user_not_found')
}
