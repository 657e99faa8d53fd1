/** The systems that run on this machine from this project's folder, so that the command line finds them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const noted = resolve(import.meta.dirname, '../node_modules/.cache/usher/runs')

/** Notes that this process runs a system on this data; the answer takes the note back. */
export const noteRun = (dataDir: string): (() => void) => {
  const note = join(noted, String(process.pid))
  mkdirSync(noted, { recursive: true })
  writeFileSync(note, resolve(dataDir))
  return () => rmSync(note, { force: true })
}

/** The data folders of the systems that run. A note that a killed run has left behind does not count. */
export const runningFolders = (): readonly string[] => {
  if (!existsSync(noted)) return []
  return readdirSync(noted)
    .filter((pid) => isAlive(Number(pid)))
    .map((pid) => readFileSync(join(noted, pid), 'utf8'))
    .filter((folder) => existsSync(join(folder, 'running.json')))
}

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
