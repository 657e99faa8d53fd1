/** Builds `npx usher start` and `npx usher token`: `local` without its types, which Node doesn't remove in `node_modules`. */
import { cpSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = resolve(import.meta.dirname, '..')

/** Files that a thread or a process of its own begins with. */
const apart = ['function-worker', 'engine-keeper']
const namedApart = new RegExp(`(${apart.join('|')})\\.ts`, 'g')

const withoutTypes: Plugin = {
  name: 'without-types',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /local\/(lambda\/local-function|services\/engine)\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(namedApart, '$1.js'),
      loader: 'ts',
    }))
    // A clone removes the types of the first of them when it starts.
    onResolve({ filter: /^esbuild$/ }, () => ({ path: 'esbuild', namespace: 'done' }))
    onLoad({ filter: /.*/, namespace: 'done' }, () => ({
      contents: 'export const transformSync = (code) => ({ code })',
    }))
  },
}

const shared = {
  absWorkingDir: root,
  format: 'esm',
  legalComments: 'none',
  logLevel: 'warning',
  platform: 'node',
  target: 'node22',
} as const

/** Flat, because files find each other by the folder that they're in. Returns the modules that are in it. */
export const buildLocal = async (
  outdir: string,
  banner: { readonly js: string },
): Promise<readonly string[]> => {
  const { metafile } = await build({
    ...shared,
    bundle: true,
    minify: true,
    splitting: true,
    metafile: true,
    chunkNames: 'local-[hash]',
    outdir,
    banner,
    entryPoints: { start: 'package/start.ts', token: 'local/sign-in/token.ts' },
    external: ['amplify-dynamodb-simulator', 'aws-ses-v2-local', 'oidc-provider', 'zod', 'zod/*', 'jose'],
    plugins: [withoutTypes],
  })
  await build({
    ...shared,
    outdir,
    entryPoints: {
      'function-worker': 'local/lambda/function-worker.ts',
      'engine-keeper': 'local/services/engine-keeper.ts',
    },
  })
  cpSync(join(root, 'local/services/dynamodb-local.xml'), join(outdir, 'dynamodb-local.xml'))
  return Object.keys(metafile.inputs)
}
