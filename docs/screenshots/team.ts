/** A believable team for the pictures: 61 users in every status, one of them with the most of everything. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { roleKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { credentials, region } from '../../local/services/dynamodb.ts'
import { accountItem, userItem } from '../../test/support/stored-items.ts'

const names =
  `Amara Okafor,Ben Whitfield,Camila Reyes,Daniel Kowalski,Elif Yıldız,Farah Haddad,Grace Nakamura,Hannah Schäfer,Ibrahim Diallo,Jonas Lindqvist,Keiko Tanaka,Liam O'Connor,Mei-Ling Chen,Noah Williams,Olivia Martínez,Priya Raman,Quentin Dubois,Rosa Bianchi,Samuel Osei,Tara Singh,Uwe Brandt,Valentina Rossi,William Turner,Ximena Flores,Yusuf Demir,Zoë van Dijk,Aaron Blake,Bianca Moretti,Carlos Mendes,Deepa Iyer,Erik Johansson,Fatima Al-Sayed,Gabriel Costa,Helena Novák,Isaac Cohen,Julia Wagner,Kofi Mensah,Laura Jensen,Marco Ferrari,Nadia Petrova,Oscar Lund,Paula Gómez,Rahul Verma,Sofia Andersson,Thomas Müller,Ursula Keller,Viktor Horváth,Wendy Clarke,Yara Khalil,Zachary Ford,Anita Rao,Bruno Silva,Chloé Laurent,Dmitri Volkov,Emma Fischer,Felix Hartmann,Giulia Conti,Hugo Bernard,Ines Carvalho`.split(
    ',',
  )

const customRoles = {
  billing: ['Billing', 'Sees invoices and changes the plan', ['billing:read', 'billing:write']],
  support: ['Support agent', 'Answers customers and sees their accounts', ['users:read', 'tickets:write']],
  reports: ['Report viewer', 'Reads reports and dashboards', ['reports:read']],
  'people-team': [
    'People team',
    'Invites and manages users',
    ['users:read', 'users:invite', 'users:write', 'roles:read'],
  ],
} as const

const hour = 3_600_000
const day = 24 * hour

export const team = {
  accountId: 'acc_northwindtraders',
  name: 'Northwind Traders',
  admin: 'ada.lindgren@northwind.example',
  /** The administrator, and one with much of everything, among them. */
  size: names.length + 2,
}

/**
 * Stores the account and its users directly, bypassing the rules; their trail and who needs attention come from the
 * stream.
 */
export const seedTeam = async (dynamodbUrl: string, tableName: string, now: Date): Promise<void> => {
  const table = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials }),
    { marshallOptions: { removeUndefinedValues: true } },
  )
  const put = (item: object) => table.send(new PutCommand({ TableName: tableName, Item: { ...item } }))
  const { accountId, name, admin } = team
  const invitedBy = userIdOf(accountId, admin)
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString()
  // Whoever has a seat, or knows to have none, is counted by the stream.
  const user = (person: { readonly email: string } & Record<string, unknown>) =>
    put({
      ...userItem(accountId, person),
      seat: (person.status ?? 'active') === 'active',
      invitedBy,
      updatedBy: invitedBy,
    })
  await put(accountItem(accountId, { name, admin }))
  for (const [roleId, [title, description, permissions]] of Object.entries(customRoles))
    await put({ ...roleKey(accountId, roleId), type: 'role', roleId, name: title, description, permissions })
  await user({
    email: admin,
    name: 'Ada Lindgren',
    roleIds: ['admin'],
    lastSeenOn: ago(0).slice(0, 10),
    acceptedAt: ago(400 * day),
    invitedAt: ago(401 * day),
  })
  await user({
    email: 'maximiliane.von-hohenstein@northwind.example',
    name: 'Maximiliane Freifrau von Hohenstein-Langenburg',
    roleIds: ['admin', 'billing', 'support', 'reports', 'people-team'],
    lastSeenOn: ago(3 * day).slice(0, 10),
    acceptedAt: ago(90 * day),
    invitedAt: ago(91 * day),
  })
  for (const [index, person] of names.entries())
    await user({ ...stateOf(index, ago), name: person, email: addressOf(person) })
}

const addressOf = (name: string): string =>
  `${name
    .normalize('NFD')
    .replace(/[^\p{ASCII}]/gu, '')
    .replace(/'/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@northwind.example`

const roleLists = [
  ['member'],
  ['member', 'reports'],
  ['member', 'support'],
  ['billing'],
  ['member', 'reports', 'billing'],
]

/** Every ninth is pending, and now and then something is wrong. */
const stateOf = (index: number, ago: (milliseconds: number) => string) => {
  const roleIds = roleLists[(index * 3) % roleLists.length] ?? []
  const invitedAt = ago((index + 2) * 9 * hour)
  const pending = {
    roleIds,
    status: 'invited',
    invitedAt,
    acceptedAt: undefined,
    expiresAt: ago(-(index % 6) * day - 5 * hour),
  }
  const mail = (state: string, detail?: string) => ({ state, at: invitedAt, detail })
  if (index === 3)
    return {
      ...pending,
      mail: mail('bounced', '550 5.1.1 The email account that you tried to reach does not exist'),
    }
  if (index === 10) return { ...pending, mail: mail('delivered'), expiresAt: ago(2 * day) }
  if (index === 6)
    return { roleIds: ['reports'], accessUntil: ago(day), lastSeenOn: ago(2 * day).slice(0, 10), invitedAt }
  if (index % 9 === 5) return { ...pending, mail: mail(index % 2 ? 'delivered' : 'sent') }
  if (index % 17 === 8)
    return { roleIds, status: 'suspended', lastSeenOn: ago(40 * day).slice(0, 10), invitedAt }
  return {
    roleIds,
    invitedAt: ago((index + 20) * 4 * day),
    acceptedAt: ago((index + 19) * 4 * day),
    lastSeenOn: index % 11 === 7 ? undefined : ago((index % 14) * (index % 5) * day).slice(0, 10),
  }
}
