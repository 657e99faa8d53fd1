import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { startGate } from '../../../local/iam/gate.ts'
import { Permissions } from '../../../local/iam/permissions.ts'
import { credentials, region } from '../../../local/services/dynamodb.ts'
import { freePort } from '../../../local/settings.ts'
import { localValue } from '../../../local/template/arns.ts'
import { Template } from '../../../local/template/template.ts'
import { answerOf } from '../../support/handlers.ts'
import { deployHere, functionId } from '../../support/in-process.ts'
import { account, item, somebody } from '../../support/scene.ts'

// Gates of their own in front of the run's engine and mailbox, so that their refusals don't appear in the run's log.
const system = inject('system')
const servers: Server[] = []
let lines: string[] = []

/** A gate with the stack's own policies, as modified by `change` (a JSON reviver); returns its address. */
const gate = async (
  change?: (key: string, value: unknown) => unknown,
  dynamodb = system.dynamodbUrl,
): Promise<string> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const text = readFileSync(join(system.dataDir, 'cdk.out', 'Usher.template.json'), 'utf8')
  const template = new Template(JSON.parse(text, change).Resources, '', localValue(url))
  const file = join(mkdtempSync(join(tmpdir(), 'usher-gate-')), 'permissions.json')
  const permissions = new Permissions(template, system.functionIds, file)
  const services = { dynamodb, ses: system.mailUrl, other: system.mailUrl }
  const log = { write: (_: string, line: string) => void lines.push(line), close: async () => undefined }
  servers.push(await startGate({ port, permissions, services, log, onWrite: () => undefined }))
  return url
}

let endpoint: string
beforeAll(async () => {
  endpoint = await gate()
})
beforeEach(() => {
  lines = []
})
afterAll(() => {
  for (const server of servers) server.closeAllConnections()
})

const clientOf = (name: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: functionId(name), secretAccessKey: 'local' },
})
const tableOf = (name: string) => DynamoDBDocumentClient.from(new DynamoDBClient(clientOf(name)))
const denied = { name: 'AccessDeniedException' }
const { tableName: TableName } = system
const key = () => ({ pk: `PERMISSIONS#${somebody()}`, sk: 'x' })

test('a function can do to the table exactly what its role allows', async () => {
  const table = tableOf('InviteUser')
  const Item = key()
  await table.send(new PutCommand({ TableName, Item }))
  expect((await table.send(new GetCommand({ TableName, Key: Item }))).Item).toEqual(Item)
  await expect(table.send(new DeleteCommand({ TableName, Key: Item }))).rejects.toMatchObject(denied)
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      error: 'AccessDeniedException',
      function: functionId('InviteUser'),
      action: 'dynamodb:DeleteItem',
      resource: `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`,
    },
  ])
  expect(await item(Item)).toEqual(Item)
})

test("access to an index isn't access to the table, and another table is refused", async () => {
  const query = new QueryCommand({
    TableName,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :pk',
    ExpressionAttributeValues: { ':pk': 'USERS#acc' },
  })
  expect((await tableOf('ListUsers').send(query)).Items).toEqual([])
  await expect(tableOf('InviteUser').send(query)).rejects.toMatchObject(denied)
  const elsewhere = new GetCommand({ TableName: 'Other', Key: key() })
  await expect(tableOf('InviteUser').send(elsewhere)).rejects.toMatchObject(denied)
})

test('every item of a transaction is checked by its action, and one refusal refuses all', async () => {
  const [put, gone] = [key(), key()]
  const transaction = new TransactWriteCommand({
    TransactItems: [{ Put: { TableName, Item: put } }, { Delete: { TableName, Key: gone } }],
  })
  await expect(tableOf('InviteUser').send(transaction)).rejects.toMatchObject(denied)
  expect(await item(put)).toBeUndefined()
  await tableOf('RemoveUser').send(transaction)
  expect(await item(put)).toMatchObject(put)
})

test('emails can only be sent from the one address, through the one configuration set', async () => {
  const set = Object.keys(
    JSON.parse(readFileSync(join(system.dataDir, 'cdk.out', 'Usher.template.json'), 'utf8')).Resources,
  ).find((id) => id.includes('MailConfigurationSet'))
  const send = (Source: string, ConfigurationSetName = set, name = 'SendMail') =>
    new SESClient(clientOf(name)).send(
      new SendRawEmailCommand({
        Source,
        ConfigurationSetName,
        Destinations: [somebody()],
        RawMessage: { Data: Buffer.from(`From: ${Source}\r\nTo: ${somebody()}\r\n\r\nHello`) },
      }),
    )
  expect(await send('no-reply@usher.test')).toMatchObject({ MessageId: expect.any(String) })
  const refused = { name: 'AccessDenied' }
  await expect(send('boss@usher.test')).rejects.toMatchObject(refused)
  await expect(send('no-reply@other.test')).rejects.toMatchObject(refused)
  await expect(send('no-reply@usher.test', 'another')).rejects.toMatchObject(refused)
  await expect(send('no-reply@usher.test', set, 'InviteUser')).rejects.toMatchObject(refused)
  expect(lines).toHaveLength(4)
  expect(lines.join()).not.toContain('@')
})

test("another secret, another queue, and callers that aren't functions of the stack are refused", async () => {
  const secrets = new SecretsManagerClient(clientOf('InviteUser'))
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'another' }))).rejects.toMatchObject(denied)
  const queue = { QueueUrl: `${endpoint}/another`, MessageBody: '' }
  await expect(
    new SQSClient(clientOf('OnMailQueued')).send(new SendMessageCommand(queue)),
  ).rejects.toMatchObject(denied)
  const get = new GetCommand({ TableName, Key: key() })
  const nobody = new DynamoDBClient({ endpoint, region, credentials })
  await expect(DynamoDBDocumentClient.from(nobody).send(get)).rejects.toMatchObject(denied)
  expect((await fetch(endpoint, { method: 'POST', body: '{}' })).status).toBe(400)
  expect(lines).toHaveLength(4)
})

test('an operation whose role lacks an action that it needs answers 500, and the log says which', async () => {
  const scene = await account()
  const without = await gate((name, value) =>
    name === 'Action' && Array.isArray(value) ? value.filter((one) => one !== 'dynamodb:PutItem') : value,
  )
  const id = functionId('InviteUser')
  deployHere(TableName, { gateUrl: without, functionId: id })
  vi.spyOn(console, 'info').mockReturnValue()
  const errors = vi.spyOn(console, 'error').mockReturnValue()
  const answer = await answerOf('invite-user', {
    route: 'POST /v1/accounts/{accountId}/users',
    path: `${scene.path}/users`,
    body: { email: somebody(), name: 'Grace', roleIds: ['member'] },
    as: scene.admin,
  })
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ function: id, action: 'dynamodb:PutItem' }])
  expect(JSON.stringify(errors.mock.calls)).toContain('AccessDeniedException')
})

test("a caller that gives up before its answer arrives doesn't crash the gate", async () => {
  const port = await freePort()
  const answered = Promise.withResolvers<void>()
  const slow = createServer((call, response) => {
    call.resume().on('end', () => setTimeout(() => response.end('{}', () => answered.resolve()), 300))
  }).listen(port, '127.0.0.1')
  servers.push(slow)
  const url = await gate(undefined, `http://127.0.0.1:${port}`)
  const client = new DynamoDBClient({ ...clientOf('InviteUser'), endpoint: url, maxAttempts: 1 })
  const get = new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } })
  const given = DynamoDBDocumentClient.from(client).send(get, { abortSignal: AbortSignal.timeout(100) })
  await expect(given).rejects.toThrow()
  await answered.promise
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400)
})
