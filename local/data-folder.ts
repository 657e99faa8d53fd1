/** The folder where a run keeps its data. Only one run at a time can hold it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lock } from 'proper-lockfile'
import { isAlive, noteRun } from './runs.ts'
import { StartError } from './settings.ts'

/** The files that record who holds the folder. */
const [lockName, holderName] = ['running.lock', 'running.pid']

/** Not data: the lock, and the assembly, which can tell by itself whether it's still valid. */
const kept = [lockName, holderName, 'cdk.out']

/** Empties a folder that this run holds. */
export const emptyFolder = (folder: string): void => {
  for (const name of readdirSync(folder))
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true })
}

/**
 * Milliseconds without a sign of life after which a holder counts as dead. A live one gives a sign at half this
 * interval.
 */
const stale = 10_000

/**
 * Takes the folder, and empties it if `fresh`. Returns a function that releases it. Throws a `StartError` if another
 * run holds the folder, or it can't be written to. A folder left by a killed run is taken over at once.
 */
export const holdFolder = async (folder: string, fresh: boolean): Promise<() => Promise<void>> => {
  try {
    mkdirSync(folder, { recursive: true })
    const holder = holderOf(folder)
    if (holder !== undefined && !isAlive(holder))
      rmSync(join(folder, lockName), { recursive: true, force: true })
    const release = await lock(folder, {
      lockfilePath: join(folder, lockName),
      stale,
      // If the machine has been asleep, don't end: anyone else who wants the folder can see that this process is alive.
      onCompromised: () => undefined,
    })
    writeFileSync(join(folder, holderName), String(process.pid))
    if (fresh) emptyFolder(folder)
    const forget = noteRun(folder)
    return async () => {
      forget()
      rmSync(join(folder, holderName), { force: true })
      await release()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ELOCKED')
      throw new StartError(
        `The data folder ${folder} is in use by another run (process ${holderOf(folder) ?? 'unknown'}). Stop that, or choose another: DATA_DIR=… npm start`,
      )
    if (code === 'ENOSPC')
      throw new StartError(
        `There is no space left for the data folder ${folder}. Make room, or choose another: DATA_DIR=… npm start`,
      )
    throw new StartError(
      `The data folder ${folder} cannot be written (${code}). Choose another: DATA_DIR=… npm start`,
    )
  }
}

const holderOf = (folder: string): number | undefined => {
  try {
    return Number(readFileSync(join(folder, holderName), 'utf8'))
  } catch {
    return undefined
  }
}
