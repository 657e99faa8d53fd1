/**
 * `npm run build`: everything that the package holds, in `dist`. JavaScript, because Node runs no TypeScript out of
 * `node_modules`; functions and pages as they are deployed, so that whoever installs it needs neither esbuild nor Vite.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { z } from 'zod'
import { build } from '../infra/builds.ts'
import { modulesFile } from '../infra/functions/bundle-functions.ts'
import { thirdPartyNotices } from '../infra/third-party.ts'
import { buildForBrowsers } from './browser-code.ts'
import { buildLocal } from './local-code.ts'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')

/** What a host has one of for itself: the CDK and constructs of two copies don't know each other. */
const ofTheHost = ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs']

/** What is bundled for Node was made for CommonJS in part. */
const banner = {
  js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
}

const declarations = (): void => {
  execFileSync('tsc', ['-p', join(root, 'package')], { stdio: 'inherit' })
  // TypeScript leaves the endings of the sources, which are not in the package.
  const types = join(dist, 'types')
  for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('.d.ts'),
  )) {
    const path = join(types, file)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replaceAll(/(['"]\.{1,2}\/[^'"]+)\.tsx?(['"])/g, '$1.js$2'),
    )
  }
}

/** `kept` is where a build of the same functions and pages may lie. */
export const buildPackage = async (kept?: string): Promise<void> => {
  rmSync(dist, { recursive: true, force: true })
  const built = mkdtempSync(join(tmpdir(), 'usher-package-'))
  await build(built, kept)
  const inFunctions = z.array(z.string()).parse(JSON.parse(readFileSync(join(built, modulesFile), 'utf8')))
  for (const part of ['functions', 'portal']) cpSync(join(built, part), join(dist, part), { recursive: true })
  rmSync(built, { recursive: true })
  const { metafile } = buildSync({
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    format: 'esm',
    outdir: dist,
    legalComments: 'none',
    logLevel: 'warning',
    platform: 'node',
    target: 'node20',
    entryPoints: { cdk: 'package/cdk.ts', usher: 'cli/usher.ts' },
    external: [...ofTheHost, 'zod', 'zod/*'],
    banner,
  })
  const local = await buildLocal(dist, banner)
  const forBrowsers = await buildForBrowsers(dist)
  const modules = [...inFunctions, ...Object.keys(metafile.inputs), ...local, ...forBrowsers]
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), thirdPartyNotices(modules, root))
  declarations()
}

if (import.meta.main) await buildPackage(process.env.USHER_BUILD || undefined)
