/** How a run on this machine is set: environment variables, each with its default. */
import { createServer } from 'node:net'
import { resolve } from 'node:path'

export type LocalSettings = {
  /** Portal and API, one origin as behind CloudFront. */
  readonly port: number
  /** SES, and the mailbox's page. */
  readonly mailPort: number
  readonly issuerPort: number
  /** Where data stays between starts. */
  readonly dataDir: string
  /** Empties the data first. */
  readonly fresh: boolean
  /** Holds the table in memory: it takes half of the time, and is gone at the end. */
  readonly inMemory: boolean
  /** Keeps what functions write off the terminal; it is in the log file anyway. */
  readonly quiet: boolean
  /** Applies the stage's throttles. */
  readonly throttle: boolean
}

/** Why a start was not possible, in one line for whoever starts. */
export class StartError extends Error {}

/** The settings `PORT` (3000), `MAIL_PORT` (8005), `ISSUER_PORT` (3001), `DATA_DIR` (`.local`) and `--fresh`. */
export const settingsFrom = (
  environment: NodeJS.ProcessEnv,
  words: readonly string[] = [],
): LocalSettings => ({
  port: portOf(environment, 'PORT', 3_000),
  mailPort: portOf(environment, 'MAIL_PORT', 8_005),
  issuerPort: portOf(environment, 'ISSUER_PORT', 3_001),
  dataDir: resolve(environment.DATA_DIR || '.local'),
  fresh: words.includes('--fresh'),
  inMemory: false,
  quiet: false,
  throttle: true,
})

const portOf = (environment: NodeJS.ProcessEnv, name: string, fallback: number): number => {
  const value = environment[name] || String(fallback)
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StartError(`${name} is ${value}; it must be a port from 1 to 65535.`)
  return port
}

/** Returns nothing. Throws where somebody listens on the port already. */
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

/** Below the ports that systems give to connections on their way out, which could take one before it is used. */
const firstFreePort = 20_000
const freePorts = 10_000

/** A port that nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  const port = firstFreePort + Math.floor(Math.random() * freePorts)
  return (await isFree(port, '127.0.0.1')) ? port : freePort()
}
