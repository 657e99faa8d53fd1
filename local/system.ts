/** Runs the synthesized stack on this machine, from its own template. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { holdFolder } from './data-folder.ts'
import { redeemFirstInvitation } from './first-administrator.ts'
import { startFrontDoor } from './gateway/front-door.ts'
import { startGate } from './iam/gate.ts'
import { Permissions } from './iam/permissions.ts'
import { localFunctions } from './lambda/functions.ts'
import { requireForLambda } from './lambda/lambda-service.ts'
import { startMappings } from './lambda/mappings.ts'
import { openLog } from './log.ts'
import { Cloud } from './services/cloud.ts'
import { makeTable, startDynamodb } from './services/dynamodb.ts'
import { startMailbox } from './services/mailbox.ts'
import { localQueues } from './services/queues.ts'
import { startRules } from './services/rules.ts'
import { freePort, type LocalSettings, requireFreePort } from './settings.ts'
import { startIssuer } from './sign-in/issuer.ts'
import { idOfArn, localValue } from './template/arns.ts'
import { readTemplate, synthesize, type Template } from './template/template.ts'

export type RunningSystem = {
  readonly portalUrl: string
  readonly apiUrl: string
  readonly mailUrl: string
  readonly issuerUrl: string
  /** The engine itself, past the gate. */
  readonly dynamodbUrl: string
  /** Where functions call AWS, each with its id as its key. */
  readonly gateUrl: string
  readonly functionIds: readonly string[]
  readonly tableName: string
  readonly dataDir: string
  readonly logFile: string
  readonly stop: () => Promise<void>
}

/** Starts every part, and ends those that run where one fails. Throws `StartError` for what a person can mend. */
export const startSystem = async (settings: LocalSettings): Promise<RunningSystem> => {
  const ends: (() => unknown)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    return { ...(await startParts(settings, (end) => ends.push(end))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startParts = async (settings: LocalSettings, atEnd: (end: () => unknown) => void) => {
  const { port, mailPort, issuerPort, dataDir } = settings
  await requireFreePort(port, 'PORT')
  await requireFreePort(mailPort, 'MAIL_PORT')
  await requireFreePort(issuerPort, 'ISSUER_PORT')
  atEnd(holdFolder(dataDir, settings.fresh))
  const urls = {
    portalUrl: `http://localhost:${port}`,
    apiUrl: `http://localhost:${port}/v1`,
    mailUrl: `http://localhost:${mailPort}`,
    issuerUrl: `http://localhost:${issuerPort}`,
  }
  const logFile = join(dataDir, 'usher.log')
  const log = openLog(logFile, settings.quiet)
  atEnd(log.close)
  const cloud = new Cloud(await freePort())
  atEnd(() => cloud.stop())
  const [engine, assembly, mailbox, issuer] = await Promise.all([
    startDynamodb(join(dataDir, 'dynamodb'), settings),
    synthesize(settings),
    startMailbox(mailPort),
    startIssuer({ port: issuerPort, portalUrl: urls.portalUrl, dataDir }),
  ])
  atEnd(engine.stop)
  atEnd(() => closed(mailbox))
  atEnd(() => closed(issuer))

  const gatePort = await freePort()
  const gateUrl = `http://127.0.0.1:${gatePort}`
  const template = readTemplate(assembly, localValue(gateUrl))
  const table = await makeTable(template, engine.url)
  const queues = localQueues(template)
  cloud.serve(template, queues, dataDir)
  const functions = localFunctions(template, gateUrl, log)
  const permissions = new Permissions(template, functions.keys(), join(dataDir, 'permissions.json'))
  requireForLambda(template, new Set(functions.keys()), permissions)
  const services = { dynamodb: engine.url, ses: urls.mailUrl, other: cloud.url }
  const gate = await startGate({ port: gatePort, permissions, services, log })
  atEnd(() => closed(gate))
  atEnd(() => Promise.all([...functions.values()].map((one) => one.stop())))
  const buses = startRules(template, { functions, log })
  atEnd(buses.stop)
  cloud.serveFunctions(functions, buses)
  atEnd(startMappings(template, { functions, queues, dynamodb: engine.url, streamArn: table.streamArn }))
  const door = await startFrontDoor({ template, functions, log, port, throttled: settings.throttle })
  atEnd(() => closed(door))

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
  atEnd(() => rmSync(runningFile))

  await deployCustomResources(template, cloud, functions)
  const joined = join(dataDir, 'first-administrator-joined')
  if (!existsSync(joined)) {
    await redeemFirstInvitation(urls.apiUrl, urls.mailUrl)
    writeFileSync(joined, '')
  }
  const functionIds = [...functions.keys()]
  return { ...urls, dynamodbUrl: engine.url, gateUrl, functionIds, tableName: table.name, dataDir, logFile }
}

const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

const customResource = z.looseObject({ ServiceToken: z.string() })

/** Runs the deploy-time steps at every start: they are safe to repeat. The portal's files are served from where they are. */
const deployCustomResources = async (
  template: Template,
  cloud: Cloud,
  functions: ReturnType<typeof localFunctions>,
): Promise<void> => {
  for (const type of template.typesBeginning('Custom::'))
    for (const { id, properties } of template.ofType(type, customResource)) {
      const lambda = functions.get(idOfArn(properties.ServiceToken))
      if (lambda) await cloud.deploy(lambda, id, properties)
    }
}
