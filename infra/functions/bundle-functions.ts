/** Bundles all functions in one esbuild run, into one small ES module each. */
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type BuildOptions, build } from 'esbuild'
import { productImport } from './product-import.ts'

const lambdaCredentials = resolve(import.meta.dirname, 'lambda-credentials.ts')
const functionsFolder = resolve(import.meta.dirname, '../../functions')

/** The source files of all functions, by name: the files in the rooms of `functions/` that export a handler. */
export const functionFiles: ReadonlyMap<string, string> = new Map(
  readdirSync(functionsFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(functionsFolder, file))
    .filter((file) => /^export const handler\b/m.test(readFileSync(file, 'utf8')))
    .map((file) => [basename(file, '.ts'), file]),
)

/** How a function is bundled, regardless of where the bundle goes. */
export const bundling = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Lambda passes credentials in the environment, so the SDK's other credential providers are left out.
  alias: { '@aws-sdk/credential-provider-node': lambdaCredentials },
  // The deployment's description of its product is a file next to the code, so that the same bundles serve every
  // deployment.
  external: [productImport],
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

/** The folders with each function's code, by its file name without `.ts`. */
export type Bundles = ReadonlyMap<string, string>

/**
 * Writes `<outdir>/functions/<name>/index.mjs` for every function, and its source map to
 * `<outdir>/source-maps/<name>/index.mjs.map`: next to the code, it would be unpacked at every cold start.
 */
export async function bundleFunctions(outdir: string): Promise<Bundles> {
  const [code, maps] = [join(outdir, 'functions'), join(outdir, 'source-maps')]
  const names = [...functionFiles.keys()]
  await build({
    ...bundling,
    entryPoints: Object.fromEntries([...functionFiles].map(([name, file]) => [`${name}/index`, file])),
    outdir: code,
    sourcemap: 'external',
    // The sources are in the repository, and would be most of the maps.
    sourcesContent: false,
  })
  for (const name of names) {
    mkdirSync(join(maps, name), { recursive: true })
    renameSync(join(code, name, 'index.mjs.map'), join(maps, name, 'index.mjs.map'))
  }
  return new Map(names.map((name) => [name, join(code, name)]))
}
