/** Bundles the product's own functions, each into the folder that `app.ts` names. */
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
