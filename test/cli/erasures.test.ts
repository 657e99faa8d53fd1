import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, inject, test } from 'vitest'
import { accountKey, erasureKey, joinRequestKey, userKey } from '../../functions/table/keys.ts'
import { userIdOf } from '../../functions/users/user.ts'
import { credentials, region } from '../../local/services/dynamodb.ts'
import { personIdOf } from '../../shared/contract/erasure.ts'
import { get, operator, post, redeem } from '../support/api.ts'
import { eventually } from '../support/eventually.ts'
import { account, invite, item, linkToken, member, query, remove, somebody } from '../support/scene.ts'
import { fileWith, usher } from '../support/usher-command.ts'

const { dynamodbUrl } = inject('system')
const client = new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials })
const documents = DynamoDBDocumentClient.from(client, {
  marshallOptions: { removeUndefinedValues: true },
})

/** The index by address follows the table a moment later. */

const erase = (email: string) => post('/people/erase', { email }, operator)

test('a load never brings back people who were erased, however late it is and even if it overwrites', async () => {
  const scene = await account()
  const [ann, bob] = [
    await member(scene.accountId, { email: somebody('ann'), name: 'Ann' }),
    await member(scene.accountId, { email: somebody('bob'), name: 'Bob' }),
  ]
  const gone = await member(scene.accountId, { email: somebody('gone'), name: 'Gone' })
  const file = fileWith('')
  expect((await usher(['accounts', 'export', scene.accountId, '--file', file])).code).toBe(0)
  // A person who was removed earlier is erased as well; only their address identifies them.
  await remove(userKey(scene.accountId, userIdOf(scene.accountId, gone)))
  await eventually(async () => expect((await get('/me', ann)).body.accounts).toHaveLength(1))
  for (const email of [ann, gone]) expect((await erase(email)).status).toBe(200)
  const key = userKey(scene.accountId, userIdOf(scene.accountId, ann))
  const bobsKey = userKey(scene.accountId, userIdOf(scene.accountId, bob))
  for (const words of [[], ['--overwrite']]) {
    // As TTL does, weeks later.
    await remove(key)
    await remove(bobsKey)
    const { out } = await usher(['accounts', 'load', file, ...words])
    expect(out).toContain('2 are of people who were erased, and stay away.')
    expect(await item(key)).toBeUndefined()
    expect(await item(bobsKey)).toMatchObject({ name: 'Bob' })
  }
  const record = await item(erasureKey(await personIdOf(ann)))
  expect(JSON.stringify(record)).not.toMatch(/ann|@/i)
  expect(record?.ttl).toBeUndefined()
  // When they're invited again, they're a new user, and data loaded from after that is fine.
  const again = await invite(scene, { email: ann, name: 'Ann Again' })
  expect(again.status).toBe(201)
  const later = fileWith('')
  await usher(['accounts', 'export', scene.accountId, '--file', later])
  await remove(key)
  expect((await usher(['accounts', 'load', later])).code).toBe(0)
  expect(await item(key)).toMatchObject({ name: 'Ann Again' })
}, 120_000)

test("the last administrator of an account isn't erased there, and comes back with it", async () => {
  const scene = await account()
  const file = fileWith('')
  await usher(['accounts', 'export', scene.accountId, '--file', file])
  await eventually(async () => expect((await get('/me', scene.admin)).body.accounts).toHaveLength(1))
  expect((await erase(scene.admin)).body.accounts).toMatchObject([{ outcome: 'refused' }])
  const key = userKey(scene.accountId, userIdOf(scene.accountId, scene.admin))
  await remove(key)
  await usher(['accounts', 'load', file])
  expect(await item(key)).toMatchObject({ email: scene.admin })
})

test("a table restored to an earlier time is cleared of everyone erased since, before it's used", async () => {
  const scene = await account()
  const [ann, bob] = [
    await member(scene.accountId, { email: somebody('ann'), roleIds: ['admin'] }),
    await member(scene.accountId, { email: somebody('bob') }),
  ]
  const asked = somebody('asked')
  expect((await redeem(await linkToken(scene), { email: asked })).status).toBe(202)
  const requestKey = joinRequestKey(scene.accountId, userIdOf(scene.accountId, asked))
  const restored = `Restored-${randomBytes(4).toString('hex')}`
  const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType })
  await client.send(
    new CreateTableCommand({
      TableName: restored,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi2pk', 'gsi2sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi2',
          KeySchema: [key('gsi2pk', 'HASH'), key('gsi2sk', 'RANGE')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  )
  const before = [...(await query(accountKey(scene.accountId).pk)), await item(requestKey)]
  for (const Item of before)
    await documents.send(
      new PutCommand({
        TableName: restored,
        Item: {
          ...Item,
          admins: undefined,
          ...(Item?.admins
            ? { admins: new Set([userIdOf(scene.accountId, ann), userIdOf(scene.accountId, scene.admin)]) }
            : {}),
        },
      }),
    )
  await eventually(async () => {
    const { body } = await post('/people/export', { email: asked }, operator)
    expect(body.joinRequests).toHaveLength(1)
  })
  for (const email of [ann, asked]) expect((await erase(email)).status).toBe(200)
  expect(await item(requestKey)).toBeUndefined()
  const done = await usher(['people', 'erase-again', '--table', restored, '--json'])
  expect(done.code, done.error).toBe(0)
  expect(JSON.parse(done.out)).toMatchObject({ erased: 2 })
  const there = async (Key: object) =>
    (await documents.send(new GetCommand({ TableName: restored, Key, ConsistentRead: true }))).Item
  const left = await there(userKey(scene.accountId, userIdOf(scene.accountId, ann)))
  expect(left).toMatchObject({ status: 'removed' })
  expect(JSON.stringify(left)).not.toContain('@')
  expect(await there(requestKey)).toBeUndefined()
  expect(await there(userKey(scene.accountId, userIdOf(scene.accountId, bob)))).toMatchObject({ email: bob })
  expect((await there(accountKey(scene.accountId)))?.admins).toEqual(
    new Set([userIdOf(scene.accountId, scene.admin)]),
  )
  expect(await there(erasureKey(await personIdOf(ann)))).toMatchObject({ type: 'erasure' })
  expect(
    JSON.parse((await usher(['people', 'erase-again', '--table', restored, '--json'])).out),
  ).toMatchObject({ erased: 0 })
}, 120_000)

test('files with people and links in them are readable only by their owner, even if others could read them before', async () => {
  const scene = await account()
  const email = somebody('file')
  const people = fileWith(`email,name\n${email},Fi Le\n`)
  const files = [fileWith('old'), fileWith('old')] as const
  for (const file of files) chmodSync(file, 0o644)
  const [exported, result] = files
  await usher(['accounts', 'export', scene.accountId, '--file', exported])
  await usher(['import', people, '--account', scene.accountId, '--roles', 'member', '--result', result])
  for (const file of files) expect(statSync(file).mode & 0o777, file).toBe(0o600)
  expect(readFileSync(result, 'utf8')).toContain(email)
}, 120_000)
