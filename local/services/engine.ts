/** DynamoDB Local, AWS's own engine, as a process that's restarted if it ends by itself. */
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { freePort, StartError } from '../settings.ts'
import { credentials, region } from './dynamodb.ts'
import { requireJava } from './java.ts'

export type Engine = { readonly url: string; readonly stop: () => Promise<void> }

type Options = {
  /** The folder for its files. */
  readonly folder: string
  readonly inMemory: boolean
  /** Reports what happens to the engine, in one line for a person. */
  readonly say: (line: string) => void
  /** Called after a restart if the engine has lost its memory, to make it usable again. */
  readonly again?: () => Promise<void>
}

/** For a machine that does other things as well: the fast-starting compiler, and one thread for garbage collection. */
const javaOptions = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
const quietJetty = ['-Dorg.eclipse.jetty.util.log.announce=false', '-Dorg.eclipse.jetty.LEVEL=WARN']

const emulator = join(
  dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
  'emulator',
)

const commandFor = (port: number, inMemory: boolean): string[] => [
  'java',
  ...javaOptions,
  ...quietJetty,
  `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
  ...['-cp', join(emulator, 'DynamoDBLocal.jar')],
  'org.eclipse.jetty.xml.XmlConfiguration',
  join(import.meta.dirname, 'dynamodb-local.xml'),
  ...[`usher.port=${port}`, `usher.inMemory=${inMemory}`, ...(inMemory ? [] : ['usher.path=.'])],
]

/** If the engine ends this often within a minute, something lasting is wrong with it, and it isn't restarted. */
const mostEndsInAMinute = 3

/**
 * Starts the engine on a free loopback port. It ends with this process, however this process ends. If it ends earlier,
 * it's restarted on the same port with the same files.
 */
export const startEngine = async (options: Options): Promise<Engine> => {
  await requireJava()
  mkdirSync(options.folder, { recursive: true })
  if (!options.inMemory) requireUsable(options.folder)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let stopping = false
  let child: ChildProcess | undefined
  const ends: number[] = []
  const start = async (): Promise<void> => {
    const started = launched(port, options)
    child = started.process
    await Promise.race([started.ended.then(refuse), ready(url)])
    void started.ended.then(({ said }) => {
      if (!stopping) void restart(said)
    })
  }
  const restart = async (said: string): Promise<void> => {
    const now = performance.now()
    ends.push(now)
    const why = reasonIn(said)
    if (ends.filter((at) => now - at < 60_000).length > mostEndsInAMinute)
      return options.say(`DynamoDB Local ends again and again${why}. Stop this, mend that, and start again.`)
    options.say(`DynamoDB Local has ended${why}; it is being started again.`)
    try {
      await start()
      await options.again?.()
      options.say(`DynamoDB Local is back${options.inMemory ? ', with an empty table' : ', with its data'}.`)
    } catch (error) {
      if (!stopping) options.say(`DynamoDB Local could not be started again: ${String(error)}`)
    }
  }
  try {
    await start()
  } catch (error) {
    stopping = true
    await ended(child)
    throw error
  }
  return {
    url,
    async stop() {
      stopping = true
      await ended(child)
    },
  }
}

type End = { readonly code: number | null; readonly said: string }

const launched = (port: number, { folder, inMemory }: Options) => {
  const keeper = join(import.meta.dirname, 'engine-keeper.ts')
  const process_ = spawn(process.execPath, [keeper, ...commandFor(port, inMemory)], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const output of [process_.stdout, process_.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4_000)
    })
  process_.stdin.on('error', () => undefined)
  const done = new Promise<End>((resolve) => process_.once('close', (code) => resolve({ code, said })))
  return { process: process_, ended: done }
}

const refuse = ({ code, said }: End): never => {
  throw new StartError(`DynamoDB Local ended at once, with code ${code}${reasonIn(said)}.`)
}

/** The part of Java's output that's useful to a person. */
const reasonIn = (said: string): string => {
  if (/No space left|disk is full|SQLITE_FULL|database or disk is full/i.test(said))
    return ': the disk is full'
  if (/Permission denied|readonly database|SQLITE_READONLY/i.test(said))
    return ': its folder cannot be written'
  if (/OutOfMemoryError/.test(said)) return ': it had no memory left'
  return ''
}

/** Closing its input ends the keeper, which ends the engine. */
const ended = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.stdin?.end()
  await gone
}

/** Wall-clock seconds, on a machine that may be busy with other work. */
const secondsToStart = 120

const ready = async (url: string): Promise<void> => {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true }
  const client = new DynamoDBClient({ endpoint: url, region, credentials, maxAttempts: 1, requestHandler })
  const until = performance.now() + secondsToStart * 1_000
  try {
    while (performance.now() < until) {
      try {
        await client.send(new ListTablesCommand({}))
        return
      } catch {
        await new Promise((resume) => setTimeout(resume, 100))
      }
    }
    throw new StartError(`DynamoDB Local did not answer within ${secondsToStart} seconds.`)
  } finally {
    client.destroy()
  }
}

/** Throws a `StartError` if the engine couldn't use the folder: it wouldn't say so, and answer nobody. */
const requireUsable = (folder: string): void => {
  const database = join(folder, 'shared-local-instance.db')
  const found = statSync(database, { throwIfNoEntry: false })
  if (found && !found.isFile())
    throw new StartError(`DynamoDB Local can't use ${relative('.', database)}, which is no file.`)
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
    if (found) accessSync(database, constants.R_OK | constants.W_OK)
  } catch {
    throw new StartError(`DynamoDB Local can't write to ${relative('.', folder)}.`)
  }
}
