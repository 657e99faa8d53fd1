/** A system beside that of the run, on ports and data of its own, with an empty table in memory and without throttles. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type LocalSettings } from '../../local/settings.ts'
import { type RunningSystem, startSystem } from '../../local/system.ts'

/** Milliseconds that a start may take, beside much other work. */
export const longestStart = 600_000

/** `stack` are settings of the stack, in place of those of usher.config.ts. */
export const ownSystem = async (stack?: LocalSettings['stack']): Promise<RunningSystem> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'usher-system-'))
  const [port, mailPort, issuerPort] = [await freePort(), await freePort(), await freePort()]
  const where = { dataDir, fresh: true, inMemory: true, ...(stack && { stack }) }
  const system = await startSystem({ port, mailPort, issuerPort, ...where, quiet: true, throttle: false })
  return {
    ...system,
    async stop() {
      await system.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}
