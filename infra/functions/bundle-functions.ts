/** Bundles all functions in one esbuild run, into one small ES module each. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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

/** The file with the paths of all modules that are in the functions, whose licenses a package has to name. */
export const modulesFile = 'functions.json'

/**
 * Writes `<outdir>/functions/<name>/index.mjs` for every function, and on request its source map to
 * `<outdir>/source-maps/<name>/index.mjs.map`: next to the code, it would be unpacked at every cold start. Source maps
 * take a quarter of the time.
 */
export async function bundleFunctions(outdir: string, { sourceMaps = true } = {}): Promise<Bundles> {
  const [code, maps] = [join(outdir, 'functions'), join(outdir, 'source-maps')]
  const names = [...functionFiles.keys()]
  const { metafile } = await build({
    ...bundling,
    entryPoints: Object.fromEntries([...functionFiles].map(([name, file]) => [`${name}/index`, file])),
    outdir: code,
    metafile: true,
    sourcemap: sourceMaps && 'external',
    // The sources are in the repository, and would be most of the maps.
    sourcesContent: false,
  })
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.keys(inputs))
    .map((path) => path.replace(/^.*?(?=node_modules\/)/, ''))
  writeFileSync(join(outdir, modulesFile), JSON.stringify([...new Set(modules)].toSorted()))
  for (const name of sourceMaps ? names : []) {
    mkdirSync(join(maps, name), { recursive: true })
    renameSync(join(code, name, 'index.mjs.map'), join(maps, name, 'index.mjs.map'))
  }
  return new Map(names.map((name) => [name, join(code, name)]))
}
