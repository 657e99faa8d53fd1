/**
 * The processor time that it takes to load each function, relative to loading only the SDK's DynamoDB client: as it
 * comes, and bundled as functions are here, without the credential providers that Lambda doesn't use. Two more rows hold
 * only the libraries that handlers use:
 *
 *     npm run load:starts                           # all of them
 *     npm run load:starts -- invite-user send-mail  # only these
 *
 * Each import has a process of its own, and they take turns.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { bundling, functionFiles } from '../../infra/functions/bundle-functions.ts'
import { productImport } from '../../infra/functions/product-import.ts'
import { median } from './median.ts'

const rounds = 11
const asked = process.argv.slice(2)
const product = resolve(import.meta.dirname, '../../functions/product', productImport)
const [floor, asItComes] = ['the DynamoDB client alone', 'the same as it comes']
const [libraries, withSecrets] = ['the libraries of a handler', 'the same with Secrets Manager']

/** The package that a source file belongs to. */
const packageOf = (path: string): string =>
  /.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+)/.exec(path)?.groups?.name ?? 'usher'

type Bundle = {
  readonly name: string
  readonly file: string
  readonly contents: Uint8Array
  readonly meta: Metafile
}

const source = (...lines: readonly string[]) => ({
  contents: lines.join('\n'),
  resolveDir: import.meta.dirname,
})
const clientLines = [
  "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'",
  'globalThis.client = new DynamoDBClient({})',
]
const clientAlone = source(...clientLines)
/** One of each kind of schema, of call and of middleware: what is used of a library is what is bundled of it. */
const libraryLines = [
  ...clientLines,
  "import * as lib from '@aws-sdk/lib-dynamodb'",
  'globalThis.documents = lib.DynamoDBDocumentClient.from(globalThis.client)',
  'globalThis.calls = [lib.GetCommand, lib.QueryCommand, lib.PutCommand, lib.UpdateCommand, lib.DeleteCommand]',
  'globalThis.transaction = lib.TransactWriteCommand',
  "import * as z from 'zod/mini'",
  'const text = z.string().check(z.minLength(1), z.maxLength(9), z.regex(/a/), z.refine(() => true), z.meta({}))',
  'const kinds = [z.array(text), z.record(text, z.unknown()), z.enum(["a"]), z.literal("a"), z.boolean(), z.number()]',
  'const whole = z.int().check(z.minimum(1), z.maximum(9))',
  'const read = z.pipe(text, z.transform(String))',
  'const object = z.object({ kinds: z.union(kinds), whole: z.optional(whole), read: z._default(read, "a") })',
  'const typed = z.discriminatedUnion("type", [z.extend(object, { type: z.literal("b") })])',
  'globalThis.schemas = [typed, z.strictObject({ at: z.nullable(z.iso.datetime()) }), z.omit(object, { read: true })]',
  "import middy from '@middy/core'",
  'export const handler = middy().handler(() => {})',
]
const secretsLines = [
  "import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'",
  'globalThis.secrets = [new SecretsManagerClient({}), GetSecretValueCommand]',
]

const folder = mkdtempSync(join(tmpdir(), 'usher-starts-'))

const bundle = (name: string, entry: Pick<BuildOptions, 'entryPoints' | 'stdin' | 'alias'>): Bundle => {
  const options = { ...bundling, ...entry, outfile: join(folder, name, 'index.mjs') }
  const { outputFiles, metafile } = buildSync({ ...options, metafile: true, write: false })
  const [output] = outputFiles
  if (output === undefined) throw new Error(`esbuild made nothing of ${name}`)
  mkdirSync(dirname(output.path), { recursive: true })
  writeFileSync(output.path, output.contents)
  copyFileSync(product, join(dirname(output.path), productImport))
  return { name, file: output.path, contents: output.contents, meta: metafile }
}

/** Milliseconds of processor time of one import in a fresh process. */
const importTime = (file: string): number =>
  Number(
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        'const before = process.cpuUsage(); await import(process.argv[1]); const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit()',
        file,
      ],
      { env: { AWS_REGION: 'us-east-1', TABLE_NAME: 'table' }, encoding: 'utf8' },
    ),
  )

/** Bytes in the bundle by package, largest first. */
const makeUp = ({ meta }: Bundle): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>()
  for (const { inputs } of Object.values(meta.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs))
      sums.set(packageOf(path), (sums.get(packageOf(path)) ?? 0) + bytesInOutput)
  return [...sums].toSorted(([, a], [, b]) => b - a)
}

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10

try {
  const bundles = [
    bundle(asItComes, { stdin: clientAlone, alias: {} }),
    bundle(floor, { stdin: clientAlone }),
    bundle(libraries, { stdin: source(...libraryLines) }),
    bundle(withSecrets, { stdin: source(...libraryLines, ...secretsLines) }),
    ...[...functionFiles]
      .filter(([name]) => asked.length === 0 || asked.includes(name))
      .map(([name, file]) => bundle(name, { entryPoints: [file] })),
  ]
  const times = new Map(bundles.map(({ name }) => [name, [0].slice(1)]))
  for (let round = 0; round < rounds; round++)
    for (const { name, file } of bundles) times.get(name)?.push(importTime(file))
  const [floorTime, timeAsItComes] = [median(times.get(floor) ?? []), median(times.get(asItComes) ?? [])]
  console.table(
    Object.fromEntries(
      bundles.map(({ name, contents }) => {
        const time = median(times.get(name) ?? [])
        return [
          name,
          {
            kB: kilobytes(contents.length),
            'kB gzipped': kilobytes(gzipSync(contents).length),
            'import ms': Math.round(time * 10) / 10,
            'of the client alone': Math.round((time / floorTime) * 100) / 100,
            'of it as it comes': Math.round((time / timeAsItComes) * 100) / 100,
          },
        ]
      }),
    ),
  )
  for (const shown of bundles.filter(({ name }) =>
    [floor, 'invite-user', 'send-mail', 'on-change'].includes(name),
  )) {
    console.info(`${shown.name}, kB by package:`)
    console.info(
      makeUp(shown)
        .slice(0, 14)
        .map(([name, bytes]) => `  ${name} ${kilobytes(bytes)}`)
        .join('\n'),
    )
  }
} finally {
  rmSync(folder, { recursive: true })
}
