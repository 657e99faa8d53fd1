/** Functions and pages, built once for several synths of the same sources: a build takes most of a synth's time. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleFunctions, functionFiles } from './functions/bundle-functions.ts'
import type { Built } from './usher.ts'

const parts = ['functions', 'source-maps', 'portal']

/**
 * Builds both into `outdir`. Where there is a folder `kept`, its build is copied instead, and where there is none, what is
 * built is kept there: whoever names the folder vouches for it being of these sources. A deploy names none.
 */
export const build = async (outdir: string, kept?: string): Promise<Built> => {
  if (kept !== undefined && existsSync(kept)) copy(kept, outdir)
  else {
    bundleFunctions(outdir)
    // Vite alone takes a second to load.
    await (await import('./portal/build-portal.ts')).buildPortal(outdir)
    if (kept !== undefined) keep(outdir, kept)
  }
  return builtIn(outdir)
}

/** What `build` has left in this folder. */
export const builtIn = (outdir: string): Built => ({
  bundles: new Map([...functionFiles.keys()].map((name) => [name, join(outdir, 'functions', name)])),
  portalFolder: join(outdir, 'portal'),
})

const copy = (from: string, to: string): void => {
  for (const part of parts) {
    rmSync(join(to, part), { recursive: true, force: true })
    cpSync(join(from, part), join(to, part), { recursive: true })
  }
}

/** Puts the build in its place by one rename, so that nobody finds half of it, and takes older ones away. */
const keep = (outdir: string, kept: string): void => {
  const folder = dirname(kept)
  mkdirSync(folder, { recursive: true })
  const older = readdirSync(folder).filter((name) => !name.startsWith('draft-'))
  const draft = mkdtempSync(join(folder, 'draft-'))
  copy(outdir, draft)
  for (const name of older) rmSync(join(folder, name), { recursive: true, force: true })
  try {
    renameSync(draft, kept)
  } catch {
    // Somebody else has kept the same one meanwhile.
    rmSync(draft, { recursive: true, force: true })
  }
}
