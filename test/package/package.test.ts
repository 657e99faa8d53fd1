/** The package as a stranger gets it: packed, installed in a folder of its own outside the repository, and used there. */
import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { freePort } from '../../local/settings.ts'
import { keptBuild } from '../../local/template/synthesize.ts'
import { longestStart } from '../support/own-system.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'usher-package-test-'))
const host = join(folder, 'host')
const modules = join(host, 'node_modules')
const installed = join(modules, 'usher')
let tarball = ''

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
})
const manifestIn = (at: string) => manifest.parse(JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')))

/** As npm would install it, but for the registry: the versions are those of this repository's lockfile. */
const install = (name: string): void => {
  const place = join(modules, name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(join(root, 'node_modules', name), place)
}

const run = (command: string, ...words: string[]): string =>
  execFileSync(command, words, { cwd: host, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } })

beforeAll(() => {
  const env = { ...process.env, USHER_BUILD: keptBuild() }
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root, env })
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '')
  cpSync(join(root, 'examples/saas'), host, { recursive: true })
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed])
  const { dependencies, peerDependencies } = manifestIn(installed)
  for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) install(name)
  // What the host itself needs in order to build.
  const tools = ['@types/node', 'undici-types', '@types/react', '@types/react-dom', 'csstype', 'typescript']
  for (const name of [...tools, 'esbuild']) install(name)
  return () => rmSync(folder, { recursive: true })
}, 600_000)

test('what it declares is as the tools for publishing want it', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  if (!result.types) throw new Error('The package has no types')
  // It is for ES modules alone, so resolution as of CommonJS and of Node 10 is no concern of it.
  const concerns = result.problems.filter(
    (problem) => !('resolutionKind' in problem) || ['node16-esm', 'bundler'].includes(problem.resolutionKind),
  )
  expect(concerns.filter(({ kind }) => kind !== 'CJSResolvesToESM')).toEqual([])
})

test('it holds JavaScript and types, functions and pages, and nothing of the sources', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => /(?<!\.d)\.tsx?$|\.map$|^test|^infra/.test(name))).toEqual([])
  for (const name of [
    'dist/functions/invite-user/index.mjs',
    'dist/portal/index.html',
    'dist/portal/join.html',
  ])
    expect(files).toContain(name)
  // As the licenses of what is bundled ask for: MIT, Apache with its notice, and the font's.
  const notices = (name: string) => readFileSync(join(installed, 'dist', name), 'utf8')
  expect(notices('THIRD-PARTY.txt')).toMatch(/@aws-sdk\/client-dynamodb \d.*Apache License.*/s)
  for (const name of ['@mantine/core', '@middy/core', 'commander', 'dns-packet'])
    expect(notices('THIRD-PARTY.txt')).toContain(`${name} `)
  for (const name of ['react-dom', '@fontsource-variable/inter', 'oidc-client-ts'])
    expect(notices('portal/third-party.txt')).toMatch(new RegExp(`^${name} \\d`, 'm'))
  expect(notices('portal/third-party.txt')).toContain('SIL OPEN FONT LICENSE')
})

test('a product with Usher as a part of it type-checks, and a misspelt permission does not', {
  timeout: 300_000,
}, () => {
  const file = join(host, 'misspelt.ts')
  writeFileSync(
    file,
    `import { accountsReader, can } from 'usher/client'
import { product } from './product.ts'
const accountsOf = accountsReader({ issuer: '', audience: [], product })
const account = (await accountsOf('')).get('')
can(account, 'reports:read')
// @ts-expect-error
can(account, 'reports:raed')
`,
  )
  // The comment is an error itself unless the line below it is one.
  expect(run(join(root, 'node_modules/.bin/tsc'), '-p', '.')).toBe('')
  rmSync(file)
})

const template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.optional(z.looseObject({})) }),
  ),
  Outputs: z.record(z.string(), z.unknown()),
})

test('it synthesizes, with its users, its own API behind the same sign-in, and its listener', {
  timeout: 300_000,
}, () => {
  run(process.execPath, 'bundle.ts')
  run('env', 'CDK_OUTDIR=cdk.out', process.execPath, 'app.ts')
  const file = readFileSync(join(host, 'cdk.out/Reports.template.json'), 'utf8')
  const { Resources, Outputs } = template.parse(JSON.parse(file))
  const ofType = (type: string) => Object.values(Resources).filter((one) => one.Type === type)
  expect(ofType('AWS::ApiGatewayV2::Api')).toHaveLength(2)
  expect(ofType('AWS::Cognito::UserPool')).toHaveLength(1)
  expect(ofType('AWS::Events::Rule').map(({ Properties }) => Properties?.EventPattern)).toContainEqual({
    source: ['usher'],
    detail: { version: [1] },
    'detail-type': ['user.removed'],
  })
  expect(Object.keys(Outputs)).toContainEqual(expect.stringMatching(/^UsersPortalUrl[0-9A-F]{8}$/))
  const products = readdirSync(join(host, 'cdk.out'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^asset\.\w+\/product\.json$/.test(name),
  )
  expect(products.length).toBeGreaterThan(10)
  const { roles } = JSON.parse(readFileSync(join(host, 'cdk.out', products[0] ?? ''), 'utf8'))
  expect(Object.keys(roles)).toEqual(['analyst'])
})

/** The package's command, with its output so far. */
const usher = (words: readonly string[], environment: Record<string, string>) => {
  const command = spawn(process.execPath, [join(installed, 'bin/usher.js'), ...words], {
    cwd: host,
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
  })
  let output = ''
  for (const stream of [command.stdout, command.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<number | null>((done) => command.once('close', done))
  return { command, ended, output: () => output }
}

test('it runs the users of its template on this machine, once what that takes is installed', {
  timeout: longestStart,
}, async () => {
  const [port, mailPort, issuerPort] = [await freePort(), await freePort(), await freePort()]
  const environment = {
    ...{ PORT: `${port}`, MAIL_PORT: `${mailPort}`, ISSUER_PORT: `${issuerPort}` },
    DATA_DIR: join(folder, 'data'),
  }
  const ports = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  run('env', 'LOCAL=1', ...ports, 'CDK_OUTDIR=cdk.local', process.execPath, 'app.ts')
  const words = ['start', '--template', 'cdk.local/Reports.template.json']
  const issuer = join(modules, 'oidc-provider')
  renameSync(issuer, `${issuer}-aside`)
  const lacking = usher(words, environment)
  expect(await lacking.ended).toBe(1)
  expect(lacking.output()).toBe(
    "usher start needs what isn't installed: npm install --save-dev oidc-provider\n",
  )
  renameSync(`${issuer}-aside`, issuer)

  const { command, ended, output } = usher(words, environment)
  onTestFinished(async () => {
    command.kill('SIGTERM')
    await ended
  })
  const ready = new Promise<void>((done) => {
    command.stdout.on('data', () => output().includes('Usher is ready') && done())
  })
  await Promise.race([ready, ended])
  expect(output()).toContain('Usher is ready')
  const grants: { function: string }[] = JSON.parse(
    readFileSync(join(environment.DATA_DIR, 'permissions.json'), 'utf8'),
  )
  expect(grants.filter((one) => !one.function.startsWith('Users'))).toEqual([])
  const token = usher(['token', 'admin@acme.test'], environment)
  expect(await token.ended).toBe(0)
  const asked = async (path: string) =>
    (
      await fetch(`http://localhost:${port}/v1${path}`, {
        headers: { authorization: `Bearer ${token.output().trim()}` },
      })
    ).text()
  expect(await asked('/me')).toContain('"Acme"')
  expect(await asked('/catalog')).toContain('"reports:read"')
  const accounts = usher(['accounts', 'list'], environment)
  expect([await accounts.ended, accounts.output()]).toEqual([0, expect.stringContaining('Acme')])
})

test('the command line runs', () => {
  expect(run(process.execPath, join(installed, 'bin/usher.js'), '--help')).toContain('accounts')
})

test('the client goes into a page', async () => {
  const bundle = run(
    join(root, 'node_modules/.bin/esbuild'),
    ...['node_modules/usher/dist/client.js', '--bundle', '--minify', '--format=esm', '--platform=browser'],
  )
  const kilobytes = gzipSync(bundle).length / 1_024
  console.info(`The client in a page: ${kilobytes.toFixed(1)} kB gzipped`)
  expect(bundle).not.toMatch(/\bfrom"node:|require\("/)
  expect(kilobytes).toBeLessThan(60)
})

test('the users page goes into a page, and most of it is loaded when it is needed', async () => {
  const { metafile, outputFiles } = await build({
    stdin: { contents: `export { UsherProvider, UsersPage } from 'usher/react'`, resolveDir: host },
    absWorkingDir: host,
    outdir: 'page',
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    // A page of React has it already.
    external: ['react', 'react/*', 'react-dom', 'react-dom/*'],
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [relative(host, path), text]))
  // The page itself and its words, in both languages, are files of their own.
  const own = Object.entries(metafile.outputs).filter(([, { entryPoint }]) =>
    /users-page-|parts\/portal-/.test(entryPoint ?? ''),
  )
  expect(own).toHaveLength(3)
  const atFirst = new Set(['page/stdin.js', ...own.map(([path]) => path)])
  for (const path of atFirst)
    for (const { path: imported, kind, external } of metafile.outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) atFirst.add(imported)
  const kilobytesOf = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + gzipSync(texts.get(path) ?? '').length, 0) / 1_024
  const [first, whole] = [kilobytesOf(atFirst), kilobytesOf(texts.keys())]
  console.info(
    `usher/react in a page: ${first.toFixed(1)} kB gzipped at first, ${whole.toFixed(1)} kB in all`,
  )
  expect(first).toBeLessThan(240)
})

test('a server can load the pages without a document', () => {
  const names = "console.log(Object.keys(await import('usher/react')).sort().join(' '))"
  expect(run(process.execPath, '--input-type=module', '--eval', names).trim()).toBe(
    'AccountSettings AccountSwitcher AuditPage InviteButton MyPage Refusal RolesPage UsersPage UsherProvider useInvite useMe usePermissions useRoles useUsers usherClient',
  )
})
