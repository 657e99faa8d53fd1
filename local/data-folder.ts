/** The folder where a run keeps its data; one run at a time holds it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, noteRun } from './runs.ts'
import { StartError } from './settings.ts'

/** Takes the folder, emptied where `fresh`; the answer gives it back. Throws where another run holds it. */
export const holdFolder = (folder: string, fresh: boolean): (() => void) => {
  const lock = join(folder, 'running.pid')
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : undefined
  if (holder !== undefined && isAlive(holder))
    throw new StartError(
      `The data folder ${folder} is in use by another run (process ${holder}). Stop that, or choose another: DATA_DIR=… npm start`,
    )
  if (fresh) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(lock, String(process.pid))
  const forget = noteRun(folder)
  const release = () => {
    forget()
    rmSync(lock, { force: true })
  }
  process.once('exit', release)
  return () => {
    process.off('exit', release)
    release()
  }
}
