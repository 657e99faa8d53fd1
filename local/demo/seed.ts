/**
 * The demo's account: four months of a team. Each step goes through the API at the time it happened, so users, roles and
 * trail are what real people would have left. SES's reports are written directly, because the emails were never sent.
 */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { userKey } from '../../functions/table/keys.ts'
import type { UsherClient } from '../../shared/client/client.ts'
import { firstAdministrator } from '../first-administrator.ts'
import { credentials, region } from '../services/dynamodb.ts'
import type { ClientThen } from './past-client.ts'
import { addressOf, type DemoPerson, demoPeople, demoRoles } from './people.ts'

const milliseconds = { day: 86_400_000, minute: 60_000 }
const founded = 120

type Parts = {
  readonly clientThen: ClientThen
  readonly dynamodbUrl: string
  readonly tableName: string
  readonly now: Date
}

/** Something that somebody did this many days ago. */
type Step = { readonly daysAgo: number; readonly run: (at: Date) => Promise<void> }

/** Throws if the API refuses a step. */
export const seedDemo = async ({ clientThen, dynamodbUrl, tableName, now }: Parts): Promise<void> => {
  const daysAgo = (days: number) => new Date(now.getTime() - days * milliseconds.day)
  const accountId = await foundedAccount((at) => clientThen('operator', at), daysAgo(founded))
  const database = new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials })
  const set = async (userId: string, name: string, value: unknown) => {
    await database.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: marshall(userKey(accountId, userId)),
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: marshall({ ':value': value }),
      }),
    )
  }
  const account: DemoAccount = { accountId, clientThen, set, daysAgo, roleIds: new Map(builtIn) }
  await makeRoles(account)
  const steps = [...demoPeople.flatMap((person) => stepsOf(account, person)), ...changes(account)]
  for (const { daysAgo: days, run } of steps.toSorted((a, b) => b.daysAgo - a.daysAgo))
    await run(daysAgo(days))
  database.destroy()
}

type DemoAccount = {
  readonly accountId: string
  readonly clientThen: ClientThen
  /** Sets an attribute of a user. */
  readonly set: (userId: string, name: string, value: unknown) => Promise<void>
  readonly daysAgo: (days: number) => Date
  /** By name. */
  readonly roleIds: Map<string, string>
}

const builtIn = [
  ['Administrator', 'admin'],
  ['Member', 'member'],
] as const

const must = async <T>(
  asked: Promise<
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly problem: { readonly code: string; readonly detail: string } }
  >,
): Promise<T> => {
  const answer = await asked
  if (answer.ok) return answer.value
  throw new Error(`The demo could not be made: ${answer.problem.code}, ${answer.problem.detail}`)
}

/**
 * Without an email for the administrator: the operator revokes the invitation that was created with the account, and
 * hands over a link.
 */
const foundedAccount = async (operatorThen: (at: Date) => UsherClient, at: Date): Promise<string> => {
  const operator = operatorThen(at)
  const admin = { email: firstAdministrator, name: 'Ada Admin' }
  const { accountId, admin: invited } = await must(operator.createAccount({ body: { name: 'Acme', admin } }))
  await must(operator.removeUser({ accountId, userId: invited.userId }))
  const body = { ...admin, roleIds: ['admin'], sendEmail: false }
  const { invitationUrl } = await must(operator.inviteUser({ accountId, body }))
  await must(operatorThen(minutesAfter(at, 12)).redeemInvitation({ body: { token: tokenOf(invitationUrl) } }))
  return accountId
}

const makeRoles = async ({ clientThen, accountId, daysAgo, roleIds }: DemoAccount): Promise<void> => {
  for (const [index, role] of demoRoles.entries()) {
    const admin = clientThen(firstAdministrator, daysAgo(founded - 1 - index / 50))
    const body = { ...role, permissions: [...role.permissions] }
    const { roleId } = await must(admin.createRole({ accountId, body }))
    roleIds.set(role.name, roleId)
  }
}

const stepsOf = (account: DemoAccount, person: DemoPerson): Step[] => {
  const { invited, joined, suspended, removed, seen } = person
  let [userId, token] = ['', '']
  const step = (days: number | undefined, run: Step['run']): Step[] =>
    days === undefined ? [] : [{ daysAgo: days, run }]
  const me = addressOf(person)
  const { accountId, clientThen } = account
  return [
    ...step(person.by === 'link' ? undefined : invited, async (at) => {
      ;({ userId, token } = await invitation(account, person, at))
    }),
    ...step(joined, async (at) => {
      if (person.by === 'link') return joinByLink(account, person, at)
      await must(clientThen(me, at).redeemSignedIn({ body: { token } }))
    }),
    ...step(seen === undefined ? undefined : seen + 0.01, async (at) => {
      await must(clientThen(me, at).getMe({}))
    }),
    ...step(suspended, async (at) => {
      const body = { status: 'suspended' as const }
      await must(clientThen(firstAdministrator, at).changeUser({ accountId, userId, body }))
    }),
    ...step(removed, async (at) => {
      await must(clientThen(firstAdministrator, at).removeUser({ accountId, userId }))
    }),
  ]
}

/** Invitations from within this many days have a real email, which is in the mailbox. */
const freshMail = 1

const invitation = async (account: DemoAccount, person: DemoPerson, at: Date) => {
  const { accountId, clientThen, roleIds, daysAgo, set } = account
  const { name, roles = ['Member'], phone, accessUntil, message, invited, mail = 'delivered' } = person
  const sendEmail = invited < freshMail && mail === 'delivered'
  const row = {
    email: addressOf(person),
    name,
    roleIds: roles.map((role) => roleIds.get(role) ?? ''),
    sendEmail,
    ...(phone !== undefined && { phone }),
    ...(message !== undefined && { message }),
    ...(accessUntil !== undefined && { accessUntil: daysAgo(-accessUntil).toISOString() }),
  }
  const admin = clientThen(firstAdministrator, at)
  const { userId = '', invitationUrl } =
    person.by === 'file'
      ? await onlyRow(admin, accountId, row)
      : await must(admin.inviteUser({ accountId, body: row }))
  if (!sendEmail && mail !== 'none')
    await set(userId, 'mail', { state: mail, at: minutesAfter(at, 1).toISOString(), ...details[mail] })
  return { userId, token: tokenOf(invitationUrl) }
}

const details = {
  delivered: {},
  complained: {},
  failed: { detail: 'MessageRejected' },
  bounced: { detail: '550 5.1.1 The email account that you tried to reach does not exist' },
}

const onlyRow = async (admin: UsherClient, accountId: string, row: Record<string, unknown>) => {
  const [result] = (await must(admin.inviteUsers({ accountId, body: { users: [row] } }))).results
  if (result?.outcome !== 'invited') throw new Error(`The demo could not be made: ${result?.code}`)
  return result
}

const joinByLink = async ({ accountId, clientThen }: DemoAccount, person: DemoPerson, at: Date) => {
  const { url } = await must(clientThen(firstAdministrator, at).getInviteLink({ accountId }))
  const body = { token: tokenOf(url), name: person.name }
  await must(clientThen(addressOf(person), at).redeemSignedIn({ body }))
}

/** Changes to the account itself, for the trail. */
const changes = ({ accountId, clientThen, roleIds }: DemoAccount): Step[] => {
  const admin = (at: Date) => clientThen(firstAdministrator, at)
  const roleId = () => roleIds.get('Support agent') ?? ''
  return [
    {
      daysAgo: 86,
      run: async (at) =>
        void (await must(admin(at).changeAccount({ accountId, body: { invitationDays: 14 } }))),
    },
    {
      daysAgo: 58,
      run: async (at) => {
        const permissions = ['users:read', 'tickets:read', 'tickets:write', 'tickets:close']
        await must(admin(at).changeRole({ accountId, roleId: roleId(), body: { permissions } }))
      },
    },
    {
      daysAgo: 30,
      run: async (at) => void (await must(admin(at).putInviteLink({ accountId, body: { maxUses: 25 } }))),
    },
  ]
}

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * milliseconds.minute)

const tokenOf = (url: string | undefined): string => url?.split('#')[1] ?? ''
