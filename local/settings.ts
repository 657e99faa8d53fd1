/** The settings of a run on this machine: environment variables and command-line options, each with its default. */
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import getPort, { portNumbers } from 'get-port'

export type LocalSettings = {
  /** Portal and API share one origin, as behind CloudFront. */
  readonly port: number
  /** SES, and the mailbox's page. */
  readonly mailPort: number
  readonly issuerPort: number
  /** Where data is kept between starts. */
  readonly dataDir: string
  /** Starts with empty data. */
  readonly fresh: boolean
  /** Keeps the table and the emails in memory: it takes half the time, and the data is gone at the end. */
  readonly inMemory: boolean
  /** Keeps everything off the terminal; it's in the log file anyway. */
  readonly quiet: boolean
  /** Applies the stage's throttles. */
  readonly throttle: boolean
  /** Shows on the terminal what the log file gets, instead of a line per request. */
  readonly verbose?: boolean
  /** An account with a team and its history, instead of an empty one. */
  readonly demo?: boolean
  /** Settings of the stack, which replace those of usher.config.ts. */
  readonly stack?: Readonly<Record<string, unknown>>
  /**
   * A template file that's already synthesized, with its assets next to it. By default, this project's own is
   * synthesized.
   */
  readonly template?: string | undefined
}

/** Why a start wasn't possible, in one line for the person who started it. */
export class StartError extends Error {}

const words = {
  fresh: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  template: { type: 'string' },
} as const

/**
 * The settings `PORT` (3000), `MAIL_PORT` (8005), `ISSUER_PORT` (3001), `DATA_DIR` (`.local`), `--fresh`, `--demo`,
 * `--verbose` and `--template`. Throws a `StartError` for invalid ones.
 */
export const settingsFrom = (
  environment: NodeJS.ProcessEnv,
  given: readonly string[] = [],
): LocalSettings => {
  const { template, ...switches } = switchesIn(given)
  const ports = [portOf(environment, 'PORT', 3_000), portOf(environment, 'MAIL_PORT', 8_005)] as const
  const [port, mailPort, issuerPort] = [...ports, portOf(environment, 'ISSUER_PORT', 3_001)] as const
  requireDifferent({ PORT: port, MAIL_PORT: mailPort, ISSUER_PORT: issuerPort })
  return {
    ...{ port, mailPort, issuerPort, ...switches },
    dataDir: resolve(environment.DATA_DIR || '.local'),
    inMemory: false,
    quiet: false,
    throttle: true,
    ...(template !== undefined && { template: resolve(template) }),
  }
}

const switchesIn = (given: readonly string[]) => {
  try {
    return parseArgs({ args: [...given], options: words, strict: true }).values
  } catch (error) {
    const [why = ''] = error instanceof Error ? error.message.split('. ') : []
    throw new StartError(
      `${why}. npm start takes ${Object.keys(words)
        .map((word) => `--${word}`)
        .join(', ')}, after a --.`,
    )
  }
}

const portOf = (environment: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = environment[name] || String(fallback)
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartError(`${name} is ${value}; it must be a port from 1 to 65535.`)
  return port
}

const requireDifferent = (ports: Readonly<Record<string, number>>): void => {
  for (const [name, port] of Object.entries(ports)) {
    const other = Object.keys(ports).find((one) => one !== name && ports[one] === port)
    if (other) throw new StartError(`${name} and ${other} are both ${port}; each needs a port of its own.`)
  }
}

/** Throws a `StartError` if something already listens on the port. */
export const requireFreePort = async (port: number, name: string): Promise<void> => {
  for (const host of ['127.0.0.1', '::'])
    if (!(await isFree(port, host)))
      throw new StartError(
        `Port ${port} is taken. Stop what runs there, or choose another: ${name}=… npm start`,
      )
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer()
    server.once('error', (error) => answer('code' in error && error.code !== 'EADDRINUSE'))
    server.listen(port, host, () => server.close(() => answer(true)))
  })

/** Below the ephemeral ports, which the system could give to an outgoing connection before we use one. */
const firstFreePort = 20_000
const freePorts = 10_000

/** A port that nothing listens on, and that this process hasn't just been given. */
export const freePort = (): Promise<number> => {
  const first = firstFreePort + Math.floor(Math.random() * (freePorts - 100))
  return getPort({ port: portNumbers(first, first + 99) })
}
