/** A system beside the run's, with its own ports and data, an empty table in memory and no throttles. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type LocalSettings } from '../../local/settings.ts'
import { type RunningSystem, startSystem } from '../../local/system.ts'

/** Milliseconds that a start may take on a busy machine. */
export const longestStart = 600_000

/** `stack` contains settings of the stack, which replace those of usher.config.ts. */
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
