/** Where a command works: a stack on AWS, an API with your own issuer, or the system running on this machine. */

import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import * as z from 'zod/mini'
import { runningFolders } from '../local/runs.ts'
import { operatorClient } from '../local/sign-in/clients.ts'
import { type UsherClient, usherClient } from '../shared/client/client.ts'
import { clientCredentials } from '../shared/client/client-credentials.ts'
import { operatorScope } from '../shared/contract/operator.ts'
import { exitCodes, Failure } from './failure.ts'
import { type DeadLetters, deadLetters, outputsOf, secretOfClient } from './stack-outputs.ts'

type ClientSettings = {
  readonly endpoint?: string
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** How AWS's clients reach the stack: as they are, or at this machine's stand-ins for AWS. */
export type Aws = {
  readonly client: ClientSettings
  /** For DynamoDB and its streams, which on this machine are at another address. */
  readonly dynamodb: ClientSettings
  readonly tableName: string
  readonly tokenKeySecret: string
  readonly deadLetters: DeadLetters
}

type Credentials = Parameters<typeof clientCredentials>[0]

const words = z.object({ stack: z.optional(z.string()), url: z.optional(z.string()) })

/** A client that acts as the operator. Throws a `Failure` if the target is unknown, or the issuer gives no token. */
export const connect = async (command: Command): Promise<UsherClient> => {
  const { baseUrl, credentials } = await placeOf(command)
  const token = clientCredentials(credentials)
  try {
    await token()
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new Failure(`The sign-in as operator did not work: ${why}`, 'not_signed_in', exitCodes.unreachable)
  }
  return usherClient({ baseUrl, token })
}

const placeOf = async (
  command: Command,
): Promise<{ readonly baseUrl: string; readonly credentials: Credentials }> => {
  const { stack, url } = words.parse(command.optsWithGlobals())
  if (stack !== undefined) {
    const { PortalUrl: baseUrl, OperatorTokenUrl, OperatorClientId } = await outputsOf(stack)
    if (OperatorTokenUrl === undefined || OperatorClientId === undefined)
      throw new Failure(
        `${stack} has an issuer of its own: use --url with USHER_TOKEN_URL`,
        'usage',
        exitCodes.usage,
      )
    const clientSecret = await secretOfClient(stack, OperatorClientId)
    return { baseUrl, credentials: { tokenUrl: OperatorTokenUrl, clientId: OperatorClientId, clientSecret } }
  }
  if (url !== undefined)
    return {
      baseUrl: url.replace(/\/+$/, ''),
      credentials: {
        tokenUrl: variable('USHER_TOKEN_URL'),
        clientId: variable('USHER_CLIENT_ID'),
        clientSecret: variable('USHER_CLIENT_SECRET'),
        scope: process.env.USHER_SCOPE || operatorScope,
      },
    }
  const { portalUrl, issuerUrl } = runningHere()
  return { baseUrl: portalUrl, credentials: operatorClient(issuerUrl) }
}

/** For commands that don't use the API. Throws a `Failure` if the target is unknown. */
export const awsOf = async (command: Command): Promise<Aws> => {
  const { stack, url } = words.parse(command.optsWithGlobals())
  if (stack !== undefined) {
    const { TokenKeySecretArn: tokenKeySecret, DeadLetters, TableName } = await outputsOf(stack)
    return { client: {}, dynamodb: {}, tokenKeySecret, deadLetters: DeadLetters, tableName: TableName }
  }
  if (url !== undefined)
    throw new Failure(
      'This needs the stack itself: --stack <name>, with your AWS credentials',
      'usage',
      exitCodes.usage,
    )
  const { cloudUrl, dynamodbUrl, ...rest } = runningHere()
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const here = { region: 'us-east-1', credentials }
  return { client: { ...here, endpoint: cloudUrl }, dynamodb: { ...here, endpoint: dynamodbUrl }, ...rest }
}

const running = z.object({
  portalUrl: z.string(),
  issuerUrl: z.string(),
  cloudUrl: z.string(),
  tokenKeySecret: z.string(),
  dynamodbUrl: z.string(),
  tableName: z.string(),
  deadLetters,
})

/** The system running on this machine. Throws a `Failure` if there is none. */
export const runningHere = (): z.output<typeof running> =>
  running.parse(JSON.parse(readFileSync(join(folderHere(), 'running.json'), 'utf8')))

/**
 * The data folder of the running system: `DATA_DIR`, or else that of the system started from this project's folder,
 * wherever its data is.
 */
const folderHere = (): string => {
  const { DATA_DIR } = process.env
  const usual = resolve(import.meta.dirname, '../.local')
  const folders = DATA_DIR ? [DATA_DIR].filter(isRunning) : runningFolders()
  const [folder, another] = folders.includes(usual) ? [usual] : folders
  if (another !== undefined)
    throw new Failure(
      `Several systems run on this machine. Say which one: ${folders.map((one) => `DATA_DIR=${one}`).join(' or ')}`,
      'usage',
      exitCodes.usage,
    )
  if (folder !== undefined) return folder
  throw new Failure(
    `Nothing runs on this machine${DATA_DIR ? ` with its data in ${DATA_DIR}` : ''}. Run npm start (or npx usher start) first, or name a stack on AWS: --stack Usher`,
    'unreachable',
    exitCodes.unreachable,
  )
}

const isRunning = (folder: string): boolean => existsSync(join(folder, 'running.json'))

const variable = (name: string): string => {
  const value = process.env[name]
  if (value) return value
  throw new Failure(`--url needs the environment variable ${name}`, 'usage', exitCodes.usage)
}
