import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

/** What a person loads before the first list is there, in kilobytes, gzipped. */
const mostKilobytes = 250

const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.optional(z.array(z.string())) }),
)

test('the first page of the portal loads at most 250 kB of JavaScript, gzipped', async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'usher-portal-'))
  const root = resolve(import.meta.dirname, '../../portal')
  process.env.NODE_ENV = 'production'
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    build: { outDir, manifest: true },
    logLevel: 'error',
  })
  const chunks = manifest.parse(JSON.parse(readFileSync(join(outDir, '.vite/manifest.json'), 'utf8')))
  const loaded = new Set<string>()
  const load = (name: string): void => {
    const chunk = chunks[name]
    if (!chunk || loaded.has(chunk.file)) return
    loaded.add(chunk.file)
    for (const one of chunk.imports ?? []) load(one)
  }
  for (const name of ['index.html', 'react/users-page.tsx', 'words/en/portal.ts']) {
    expect(Object.keys(chunks)).toContain(name)
    load(name)
  }
  const bytes = [...loaded].reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).length, 0)
  expect(bytes / 1_000).toBeLessThan(mostKilobytes)
})
