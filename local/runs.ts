/** The systems running on this machine from this project's folder, so that the command line can find them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const noted = resolve(import.meta.dirname, '../node_modules/.cache/usher-runs')

/** Records that this process runs a system on this data. Returns a function that removes the record. */
export const noteRun = (dataDir: string): (() => void) => {
  const note = join(noted, String(process.pid))
  mkdirSync(noted, { recursive: true })
  writeFileSync(note, resolve(dataDir))
  return () => rmSync(note, { force: true })
}

/** The data folders of running systems. Records left by killed runs are ignored. */
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
