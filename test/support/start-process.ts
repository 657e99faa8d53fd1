/** `npm start` as a process of its own, with its own ports and data. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../local/settings.ts'

export type Started = {
  readonly child: ChildProcess
  readonly dataDir: string
  /** Waits until it has printed this. Throws with all its output if it ends before. */
  readonly said: (text: string) => Promise<void>
  readonly output: () => string
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'usher-start-'))

/** Ports that are free now, by the names of the settings. */
export const freePorts = async () => ({
  PORT: String(await freePort()),
  MAIL_PORT: String(await freePort()),
  ISSUER_PORT: String(await freePort()),
})

type Options = { readonly environment?: Record<string, string>; readonly words?: readonly string[] }

export const start = async ({ environment = {}, words = [] }: Options = {}): Promise<Started> => {
  const env = { ...process.env, ...(await freePorts()), DATA_DIR: newDataDir(), ...environment }
  // Leads a process group, as npm does, so that a signal can be sent to all of it.
  const child = spawn(process.execPath, ['bin/usher.js', 'start', ...words], { env, detached: true })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const listener of listeners) listener()
    })
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('close', (code, signal) => done(signal ?? code)),
  )
  const said = (text: string) =>
    new Promise<void>((heard, failed) => {
      const look = () => output.includes(text) && heard()
      listeners.add(look)
      look()
      void ended.then(() => failed(new Error(`It ended without saying "${text}":\n${output}`)))
    })
  return { child, dataDir: env.DATA_DIR, said, output: () => output, ended }
}

/** The Java processes that work in this data folder. */
export const enginesOf = (dataDir: string): readonly number[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /java .*usher\.port=/.test(line) && !line.includes('engine-keeper'))
    .map((line) => Number(line.trim().split(' ')[0]))
    .filter((pid) => folderOf(pid).startsWith(dataDir))

const folderOf = (pid: number): string => {
  try {
    return execFileSync('readlink', [`/proc/${pid}/cwd`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return ''
  }
}
