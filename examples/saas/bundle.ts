/** Bundles the product's own functions, each into the folder that `app.ts` names, and its page. */
import { cpSync } from 'node:fs'
import { buildSync } from 'esbuild'

buildSync({
  entryPoints: { 'Reports/index': 'reports.ts', 'OnRemoved/index': 'on-removed.ts' },
  outdir: 'built',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
})

buildSync({
  entryPoints: ['page/page.tsx'],
  outdir: 'built/page',
  bundle: true,
  minify: true,
  format: 'esm',
  // What few people need is loaded once they do.
  splitting: true,
  jsx: 'automatic',
})
for (const file of ['index.html', 'page.css']) cpSync(`page/${file}`, `built/page/${file}`)
