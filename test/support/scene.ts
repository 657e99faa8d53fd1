/** Short helpers that set the scene: accounts, people and emails. */
import { randomBytes } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { expect, inject } from 'vitest'
import { accountKey, type Key, linkKey, roleKey } from '../../functions/table/keys.ts'
import { credentials, region } from '../../local/services/dynamodb.ts'
import { linkIn, mailsTo, type ReceivedMail } from '../../local/services/mailbox.ts'
import { get, post, type Reply } from './api.ts'
import { eventually } from './eventually.ts'
import { accountItem, type StoredUser, userItem } from './stored-items.ts'

const system = inject('system')
export const tableName = system.tableName
export const database = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: system.dynamodbUrl, region, credentials }),
)

/** An address that nobody has yet. */
export const somebody = (name = 'person'): string => `${name}-${randomBytes(6).toString('hex')}@example.com`

export const put = (item: Key & Record<string, unknown>): Promise<unknown> =>
  database.send(new PutCommand({ TableName: tableName, Item: item }))
export const item = async (key: Key): Promise<Record<string, unknown> | undefined> =>
  (await database.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }))).Item
/** Everything in a partition. */
export const query = async (pk: string): Promise<(Key & Record<string, unknown>)[]> => {
  const { Items = [] } = await database.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  )
  return Items.map((found) => ({ ...found, pk, sk: String(found.sk) }))
}
/** Everything in an account except the states of its emails and the counts of its users, which change by themselves. */
export const stateOf = async ({ accountId }: { readonly accountId: string }) =>
  (await query(`ACCOUNT#${accountId}`))
    .filter(({ type }) => type !== 'counts')
    .map(({ mail, gsi3pk, gsi3sk, ...rest }: Record<string, unknown>) => rest)
export const remove = ({ pk, sk }: Key): Promise<unknown> =>
  database.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } }))
/** Sets one attribute of an item, bypassing the rules, in place of another operation or the passage of time. */
export const set = (key: Key, name: string, value: unknown): Promise<unknown> =>
  database.send(
    new UpdateCommand({
      TableName: tableName,
      Key: key,
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  )

/** Stores an active user, and returns their address. */
export const member = async (
  accountId: string,
  { email = somebody(), ...rest }: Partial<StoredUser> = {},
): Promise<string> => {
  await put(userItem(accountId, { email, ...rest }))
  return email
}

export type Scene = { readonly accountId: string; readonly path: string; readonly admin: string }

/** An account with an administrator, whose address is returned. */
export const account = async ({ name = 'Acme' } = {}): Promise<Scene> => {
  const accountId = `acc_${randomBytes(9).toString('base64url')}`
  const admin = somebody('admin')
  await put(accountItem(accountId, { name, admin }))
  await member(accountId, { email: admin, name: 'Ada Admin', roleIds: ['admin'] })
  return { accountId, path: `/accounts/${accountId}`, admin }
}

/** A custom role with these permissions; returns its id. */
export const role = async (
  accountId: string,
  roleId: string,
  permissions: readonly string[],
): Promise<string> => {
  await put({
    ...roleKey(accountId, roleId),
    type: 'role',
    roleId,
    name: roleId,
    description: '',
    permissions,
  })
  await set(accountKey(accountId), 'rolesVersion', 1)
  return roleId
}

export const rotateLink = (accountId: string): Promise<unknown> =>
  put({ ...linkKey(accountId), type: 'link', version: 2 })

/** Invites, and returns the response; uses a new address unless given. */
export const invite = ({ path, admin }: Scene, body: object = {}, as = admin): Promise<Reply> =>
  post(`${path}/users`, { email: somebody(), name: 'Grace Hopper', roleIds: ['member'], ...body }, as)

/** Invites without an email, and returns the user and the token of the invitation's URL. */
export const invited = async (
  scene: Scene,
  body: object = {},
): Promise<{ userId: string; email: string; token: string }> => {
  const { status, body: user } = await invite(scene, { sendEmail: false, ...body })
  expect(status).toBe(201)
  return { userId: user.userId, email: user.email, token: tokenOf(user.invitationUrl) }
}

export const tokenOf = (url: string | undefined): string => url?.split('#')[1] ?? ''

/** The token of an account's invite link. */
export const linkToken = async ({ path, admin }: Scene): Promise<string> =>
  tokenOf((await get(`${path}/invite-link`, admin)).body.url)

/** The first `count` emails to an address. */
export const mails = (email: string, count = 1): Promise<ReceivedMail[]> =>
  eventually(async () => {
    const received = await mailsTo(system.mailUrl, email)
    expect(received.length).toBeGreaterThanOrEqual(count)
    return received
  })

export const tokenInMail = async (email: string, count = 1): Promise<string> => {
  const mail = (await mails(email, count)).at(-1)
  return tokenOf(mail && linkIn(mail))
}

/** The code beside the link in an email. */
export const codeInMail = (mail: ReceivedMail | undefined): string =>
  /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(mail?.body.text ?? '')?.[0] ?? ''

const streams = new DynamoDBStreamsClient({ endpoint: system.dynamodbUrl, region, credentials })

export type StreamPlace = {
  readonly streamArn: string
  readonly shardId: string
  readonly startSequenceNumber: string
  readonly endSequenceNumber: string
}
type Change = { readonly eventName: string; readonly place: StreamPlace }

/** The stream's records of an item, in order, with their positions: one for each write that changed it. */
export const changesOf = async ({ pk, sk }: Key): Promise<Change[]> => {
  const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: tableName }))
  const StreamArn = Streams[0]?.StreamArn ?? ''
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
  const changes: Change[] = []
  for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const }
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(start))
    for (let empty = 0; ShardIterator !== undefined && empty < 2; ) {
      const { Records = [], NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }))
      for (const { eventName = '', dynamodb: { Keys = {}, SequenceNumber = '' } = {} } of Records)
        if (Keys.pk?.S === pk && Keys.sk?.S === sk) {
          const numbers = { startSequenceNumber: SequenceNumber, endSequenceNumber: SequenceNumber }
          changes.push({ eventName, place: { streamArn: StreamArn, shardId: ShardId, ...numbers } })
        }
      empty += Records.length === 0 ? 1 : 0
      ShardIterator = NextShardIterator
    }
  }
  return changes
}
