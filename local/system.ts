/** Runs a synthesized stack on this machine, from its own template. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { holdFolder } from './data-folder.ts'
import { demoIn, startDemo } from './demo/demo.ts'
import { firstAdministrator, redeemFirstInvitation } from './first-administrator.ts'
import { startFrontDoor } from './gateway/front-door.ts'
import { gatewayOf } from './gateway/gateway.ts'
import { startGate } from './iam/gate.ts'
import { Permissions } from './iam/permissions.ts'
import { type Functions, localFunctions } from './lambda/functions.ts'
import { requireForLambda } from './lambda/lambda-service.ts'
import { Machine } from './lambda/machine.ts'
import { startMappings } from './lambda/mappings.ts'
import { Doorbell } from './lambda/polling.ts'
import { openLog } from './log.ts'
import { Parts } from './parts.ts'
import { Cloud } from './services/cloud.ts'
import { recordsIn, startDns } from './services/dns.ts'
import { makeTable } from './services/dynamodb.ts'
import { startEngine } from './services/engine.ts'
import { startMailbox } from './services/mailbox.ts'
import { localQueues } from './services/queues.ts'
import { startRules } from './services/rules.ts'
import { freePort, type LocalSettings, requireFreePort, StartError } from './settings.ts'
import { startIssuer } from './sign-in/issuer.ts'
import { idOfArn, localValue } from './template/arns.ts'
import { synthesize } from './template/synthesize.ts'
import { readTemplate, type Template } from './template/template.ts'

export type RunningSystem = {
  readonly portalUrl: string
  readonly apiUrl: string
  readonly mailUrl: string
  readonly issuerUrl: string
  /** The engine itself, bypassing the gate. */
  readonly dynamodbUrl: string
  /** Where functions send AWS calls, each with its id as its access key. */
  readonly gateUrl: string
  readonly functionIds: readonly string[]
  readonly tableName: string
  readonly dataDir: string
  readonly logFile: string
  readonly stop: () => Promise<void>
}

type Options = {
  /** Called with each step as it begins and ends. */
  readonly say?: (line: string) => void
  /** Ends the run, even while it's still starting. */
  readonly ending?: AbortSignal
}

/**
 * Starts every part, and ends the running ones if one fails. Throws `StartError` for problems that a person can fix.
 */
export const startSystem = async (
  settings: LocalSettings,
  { say = () => undefined, ending }: Options = {},
): Promise<RunningSystem> => {
  const parts = new Parts(say)
  const stop = () => parts.stop()
  const stopped = new Promise<never>((_, reject) => {
    ending?.addEventListener('abort', () => void stop().then(() => reject(new Error('Ended'))))
  })
  try {
    return { ...(await Promise.race([startParts(settings, parts), stopped])), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startParts = async (settings: LocalSettings, parts: Parts) => {
  const { port, mailPort, issuerPort, dataDir, inMemory } = settings
  await requireFreePort(port, 'PORT')
  await requireFreePort(mailPort, 'MAIL_PORT')
  await requireFreePort(issuerPort, 'ISSUER_PORT')
  await parts.atEnd(await holdFolder(dataDir, settings.fresh))
  const demo = demoIn(settings)
  const urls = {
    portalUrl: `http://localhost:${port}`,
    apiUrl: `http://localhost:${port}/v1`,
    mailUrl: `http://localhost:${mailPort}`,
    issuerUrl: `http://localhost:${issuerPort}`,
  }
  const logFile = join(dataDir, 'usher.log')
  const log = openLog(logFile, settings)
  await parts.atEnd(log.close)
  const cloud = new Cloud(await freePort())
  await parts.atEnd(() => cloud.stop())

  let remade = async () => undefined
  const [engine, templateFile] = await Promise.all([
    parts.step('DynamoDB Local', async () => {
      const folder = join(dataDir, 'dynamodb')
      const started = await startEngine({ folder, inMemory, say: log.say, again: () => remade() })
      await parts.atEnd(started.stop)
      return started
    }),
    settings.template ?? madeTemplate(parts, { ...settings, demo }),
    parts.step('Mailbox', async () => {
      const mailbox = await startMailbox(mailPort, inMemory ? undefined : join(dataDir, 'mails.jsonl'))
      await parts.atEnd(() => closed(mailbox))
    }),
    parts.step('Sign-in', async () => {
      const issuer = await startIssuer({ port: issuerPort, portalUrl: urls.portalUrl, dataDir })
      await parts.atEnd(() => closed(issuer))
    }),
  ])

  const gatePort = await freePort()
  const gateUrl = `http://127.0.0.1:${gatePort}`
  const template = readTemplate(templateFile, localValue(gateUrl))
  const table = await parts.step('The table', () =>
    makeTable(template, engine.url).catch((error) => {
      const why = error instanceof Error ? error.name : 'unknown'
      throw new StartError(
        `DynamoDB Local cannot use its files in ${join(dataDir, 'dynamodb')} (${why}). Is the disk full, or the folder not to be written?`,
      )
    }),
  )
  if (inMemory)
    remade = async () => {
      await makeTable(template, engine.url)
    }
  const queues = localQueues(template)
  cloud.serve(template, queues, dataDir)
  const machine = new Machine()
  await parts.atEnd(() => machine.stop())
  const dnsPort = await freePort()
  const dns = await startDns(dnsPort, recordsIn(join(dataDir, 'dns')))
  await parts.atEnd(async () => {
    await dns[Symbol.asyncDispose]()
  })
  const nameServer = `127.0.0.1:${dnsPort}`
  const functions = localFunctions(template, { endpoint: gateUrl, nameServer, machine, log })
  const permissions = new Permissions(template, functions.keys(), join(dataDir, 'permissions.json'))
  requireForLambda(template, new Set(functions.keys()), permissions)
  const services = { dynamodb: engine.url, ses: urls.mailUrl, other: cloud.url }
  const writes = new Doorbell()
  const onWrite = () => writes.ring()
  const gate = await startGate({ port: gatePort, permissions, services, log, onWrite })
  await parts.atEnd(() => closed(gate))
  await parts.atEnd(() => Promise.all([...functions.values()].map((one) => one.stop())))
  const buses = startRules(template, { functions, log })
  await parts.atEnd(buses.stop)
  cloud.serveFunctions(functions, buses)
  const mapped = { functions, queues, dynamodb: engine.url, streamArn: table.streamArn, writes, log }
  await parts.atEnd(startMappings(template, mapped))
  const gateway = await gatewayOf({ template, functions, log, throttled: settings.throttle })
  const pages = { mailUrl: urls.mailUrl, demo }
  const door = await startFrontDoor({ template, gateway, port, pages })
  await parts.atEnd(() => closed(door))

  const running = {
    ...urls,
    cloudUrl: cloud.url,
    tokenKeySecret: template.output('TokenKeySecretArn'),
    dynamodbUrl: engine.url,
    tableName: table.name,
    deadLetters: JSON.parse(template.output('DeadLetters')),
  }
  const runningFile = join(dataDir, 'running.json')
  writeFileSync(runningFile, JSON.stringify(running))
  await parts.atEnd(() => rmSync(runningFile, { force: true }))

  await parts.step('The steps of a deploy', () => deployCustomResources(template, cloud, functions))
  if (demo) await startDemo({ template, functions, ...running, dataDir, step: parts.step })
  else if (invitesFirstAdministrator(template)) {
    const joined = join(dataDir, 'first-administrator-joined')
    if (!existsSync(joined))
      await parts.step('The first administrator joins', async () => {
        await redeemFirstInvitation(urls.apiUrl, urls.mailUrl)
        writeFileSync(joined, '')
      })
  }
  const functionIds = [...functions.keys()]
  return { ...urls, dynamodbUrl: engine.url, gateUrl, functionIds, tableName: table.name, dataDir, logFile }
}

/** This project's template, with the settings of this run. */
const madeTemplate = async (parts: Parts, settings: LocalSettings): Promise<string> => {
  const { template } = await parts.step(
    'Functions, pages and the template',
    () => synthesize(settings),
    ({ reused }) =>
      reused ? 'Functions, pages and the template, as they were' : 'Functions, pages and the template',
  )
  return template
}

/** A template of somebody else's need not invite anybody. */
const invitesFirstAdministrator = (template: Template): boolean =>
  template
    .ofType('Custom::FirstAdministrator', z.object({ adminEmail: z.string() }))
    .some(({ properties }) => properties.adminEmail === firstAdministrator)

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

const customResource = z.looseObject({ ServiceToken: z.string() })

/**
 * Runs the deploy-time steps at every start, because they're idempotent. The portal's files are served from where they
 * are.
 */
const deployCustomResources = async (
  template: Template,
  cloud: Cloud,
  functions: Functions,
): Promise<void> => {
  for (const type of template.typesBeginning('Custom::'))
    for (const { id, properties } of template.ofType(type, customResource)) {
      const lambda = functions.get(idOfArn(properties.ServiceToken))
      if (lambda) await cloud.deploy(lambda, id, properties)
    }
}
