/** Runs the stack on this machine, once, for all tests that go through its front door. */
import type { TestProject } from 'vitest/node'
import { freePort } from '../../local/settings.ts'
import { type RunningSystem, startSystem } from '../../local/system.ts'
import { unpackedChromium } from './chromium.ts'

export const testFolder = '.local-test'

declare module 'vitest' {
  interface ProvidedContext {
    system: Omit<RunningSystem, 'stop'>
  }
}

export const setup = async (project: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (project.vitest.projects.every(({ name }) => ['commands', 'unit', 'infra'].includes(name))) return
  await unpackedChromium()
  const { stop, ...system } = await startSystem({
    port: await freePort(),
    mailPort: await freePort(),
    issuerPort: await freePort(),
    dataDir: testFolder,
    fresh: true,
    inMemory: true,
    quiet: true,
    throttle: false,
    // Regardless of what usher.config.ts says about a product.
    stack: { productName: 'Usher', product: {} },
  })
  project.provide('system', system)
  return stop
}
