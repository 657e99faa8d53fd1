/** Functions and pages as the package brings them, beside its code. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundles } from './functions/bundle-functions.ts'

/** The built functions and pages. */
export interface Built {
  bundles: Bundles
  /** The folder of the portal's built pages. */
  portalFolder: string
}

/** Throws where this is no package but a clone, which builds them: `infra/builds.ts`. */
export const prebuilt = (folder = import.meta.dirname): Built => {
  const [functions, portalFolder] = [join(folder, 'functions'), join(folder, 'portal')]
  if (!existsSync(join(portalFolder, 'index.html')))
    throw new Error('Functions and pages are not built here: give them as `built`')
  return {
    bundles: new Map(readdirSync(functions).map((name) => [name, join(functions, name)])),
    portalFolder,
  }
}
