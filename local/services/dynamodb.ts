/** DynamoDB Local, AWS's own engine, with the table that the template describes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { freePort, StartError } from '../settings.ts'
import type { Template } from '../template/template.ts'

type Engine = { readonly url: string; readonly stop: () => Promise<void> }

const howToGetJava =
  'Java is missing, which DynamoDB Local needs. Install a runtime of version 17 or later ' +
  '(apt-get install openjdk-17-jre-headless, or brew install openjdk) and start again.'

/** For a machine that does other things as well: the compiler that is ready at once, and one thread for what is garbage. */
const javaOptions = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']

/** Starts the engine on a free port, with its files in `folder`. It ends with this process, however that ends. */
export const startDynamodb = async (
  folder: string,
  { inMemory }: { readonly inMemory: boolean },
): Promise<Engine> => {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const emulator = join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  )
  const child = spawn(
    'java',
    [
      ...javaOptions,
      `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(emulator, 'DynamoDBLocal.jar'),
      ...['-port', String(port), '-sharedDb', '-disableTelemetry'],
      ...(inMemory ? ['-inMemory'] : ['-dbPath', '.']),
    ],
    // In a group of its own: Ctrl-C reaches this process alone, which ends its parts in order.
    { cwd: folder, stdio: 'ignore', detached: true },
  )
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const url = `http://127.0.0.1:${port}`
  try {
    await Promise.race([failed(child), ready(url)])
  } catch (error) {
    end()
    throw error
  }
  return {
    url,
    async stop() {
      process.off('exit', end)
      await stopped(child)
    },
  }
}

const failed = (child: ChildProcess): Promise<never> =>
  new Promise((_, reject) => {
    child.once('error', (error) =>
      reject('code' in error && error.code === 'ENOENT' ? new StartError(howToGetJava) : error),
    )
    child.once('exit', (code) => reject(new StartError(`DynamoDB Local ended at once, with code ${code}.`)))
  })

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((gone) => {
    child.removeAllListeners('exit')
    child.once('exit', () => gone())
    if (!child.kill()) gone()
  })

export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
export const region = 'us-east-1'

const secondsToStart = 30

const ready = async (url: string): Promise<void> => {
  const client = new DynamoDBClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  for (let tries = 0; tries < secondsToStart * 10; tries++) {
    try {
      await client.send(new ListTablesCommand({}))
      return client.destroy()
    } catch {
      await new Promise((resume) => setTimeout(resume, 100))
    }
  }
  throw new StartError(`DynamoDB Local did not answer within ${secondsToStart} seconds.`)
}

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
const tableProperties = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keys,
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: keys,
      Projection: z.object({
        ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
        NonKeyAttributes: z.optional(z.array(z.string())),
      }),
    }),
  ),
  StreamSpecification: z.object({
    StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']),
  }),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
})

type LocalTable = { readonly name: string; readonly streamArn: string }

/** Makes the template's table unless it is there, and the indexes that it lacks. */
export const makeTable = async (template: Template, url: string): Promise<LocalTable> => {
  const { id, properties } = template.single('AWS::DynamoDB::GlobalTable', tableProperties)
  const TableName = String(template.resolve({ Ref: id }))
  const { StreamSpecification, TimeToLiveSpecification, ...rest } = properties
  const client = new DynamoDBClient({ endpoint: url, region, credentials })
  const describe = async () => (await client.send(new DescribeTableCommand({ TableName }))).Table
  try {
    const { LatestStreamArn = '', GlobalSecondaryIndexes: present = [] } = (await describe()) ?? {}
    const names = present.map(({ IndexName }) => IndexName)
    const { AttributeDefinitions, GlobalSecondaryIndexes } = rest
    for (const Create of GlobalSecondaryIndexes.filter(({ IndexName }) => !names.includes(IndexName)))
      await client.send(
        new UpdateTableCommand({
          TableName,
          AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create }],
        }),
      )
    return { name: TableName, streamArn: LatestStreamArn }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
    await client.send(
      new CreateTableCommand({
        ...rest,
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
      }),
    )
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
    return { name: TableName, streamArn: (await describe())?.LatestStreamArn ?? '' }
  } finally {
    client.destroy()
  }
}
