/**
 * Builds functions and pages once for several synths of the same sources, because a build takes most of a synth's time.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleFunctions, functionFiles, modulesFile } from './functions/bundle-functions.ts'
import type { Built } from './prebuilt.ts'

const parts = ['functions', modulesFile, 'portal']

/**
 * Builds both into `outdir`. If the folder `kept` exists, its build is copied instead; otherwise the new build is
 * stored there. Whoever names the folder vouches that it belongs to these sources. A deploy names none, and alone gets
 * source maps.
 */
export const build = async (outdir: string, kept?: string): Promise<Built> => {
  if (kept !== undefined && existsSync(kept)) copy(kept, outdir)
  else {
    // Both at once: neither keeps two processors busy for all of its time, and loading Vite alone takes a second.
    const portal = import('./portal/build-portal.ts').then(({ buildPortal }) => buildPortal(outdir))
    await Promise.all([bundleFunctions(outdir, { sourceMaps: kept === undefined }), portal])
    if (kept !== undefined) keep(outdir, kept)
  }
  return builtIn(outdir)
}

/** What `build` put into this folder. */
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

/** Moves the build into place with one rename, so that nobody finds half of it, and deletes older ones. */
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
    // Somebody else has stored the same build in the meantime.
    rmSync(draft, { recursive: true, force: true })
  }
}
