/** Builds the portal's pages: one build for every deployment, which reads its settings from `/config.json`. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { thirdPartyNotices } from '../third-party.ts'

const portalSource = resolve(import.meta.dirname, '../../portal')

/** Writes the pages to `<outdir>/portal`, and returns that folder. */
export async function buildPortal(outdir: string): Promise<string> {
  const outDir = resolve(join(outdir, 'portal'))
  // The same pages regardless of the shell or test runner: React's development build is twice the size.
  process.env.NODE_ENV = 'production'
  const built = await build({
    root: portalSource,
    configFile: join(portalSource, 'vite.config.ts'),
    build: { outDir, emptyOutDir: true },
    logLevel: 'warn',
  })
  const modules = [built]
    .flat()
    .flatMap((one) =>
      'output' in one ? one.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])) : [],
    )
  writeFileSync(join(outDir, 'third-party.txt'), thirdPartyNotices(modules))
  return outDir
}
