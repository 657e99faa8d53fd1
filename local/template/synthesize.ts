/** Makes the template as a deploy would: by `cdk synth` with the settings of this machine. What has not changed is used again. */
import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type LocalSettings, StartError } from '../settings.ts'
import { clientId, operator } from '../sign-in/clients.ts'
import { hashOf } from './inputs.ts'

const root = resolve(import.meta.dirname, '../..')

/** What functions and pages are built of; of the packages, the file that pins them. */
const built = ['functions', 'shared', 'portal', 'infra/functions', 'infra/portal', 'package-lock.json']
/** What the CDK app reads. */
const sources = [...built, 'infra', 'usher.config.ts', 'cdk.json', 'tsconfig.json']

/** Where the build of the sources as they are now is kept, or is to be. */
export const keptBuild = (): string =>
  join(root, 'node_modules', '.cache', 'usher', hashOf(root, built, [process.version]))

type Settings = Pick<LocalSettings, 'port' | 'issuerPort' | 'dataDir' | 'demo' | 'stack'>

/** An empty value is a setting's default, whatever usher.config.ts says of it: these are about AWS. */
const contextOf = ({ port, issuerPort, demo, stack }: Settings) => ({
  stackName: 'Usher',
  mailIdentity: '',
  openSignUp: '',
  secondFactor: '',
  certificateArn: '',
  issuer: `http://localhost:${issuerPort}`,
  audience: clientId,
  operatorClientId: operator.clientId,
  operatorScope: operator.scope,
  portalUrl: `http://localhost:${port}`,
  // The demo makes an account of its own, with a past.
  ...(demo ? {} : { adminEmail: 'admin@acme.test', adminName: 'Ada Admin', accountName: 'Acme' }),
  mailFrom: 'no-reply@usher.test',
  mailsPerSecond: 500,
  ...stack,
})

/** The file that says of what an assembly is made, and how the folders of unfinished ones begin. */
const [madeOf, draft] = ['made-of', 'cdk.out-draft-']

type Synthesized = {
  /** The template's file, in the folder of the cloud assembly. */
  readonly template: string
  /** Whether the one of the last start was still good. */
  readonly reused: boolean
}

/** Throws a `StartError` with what the CDK app said where it did not work. */
export const synthesize = async (settings: Settings): Promise<Synthesized> => {
  const outdir = join(settings.dataDir, 'cdk.out')
  const context = JSON.stringify(contextOf(settings))
  const [template, mark] = [join(outdir, 'Usher.template.json'), join(outdir, madeOf)]
  const inputs = hashOf(root, sources, [context, process.version])
  if (existsSync(template) && existsSync(mark) && readFileSync(mark, 'utf8') === inputs)
    return { template, reused: true }
  // In a folder of its own until it is whole: one that was broken off, or goes on after its starter was killed, harms none.
  for (const name of readdirSync(settings.dataDir).filter((one) => one.startsWith(draft)))
    rmSync(join(settings.dataDir, name), { recursive: true, force: true })
  const drafted = mkdtempSync(join(settings.dataDir, draft))
  const env = { ...process.env, CDK_OUTDIR: drafted, CDK_CONTEXT_JSON: context, USHER_BUILD: keptBuild() }
  try {
    await promisify(execFile)(process.execPath, ['infra/app.ts'], { cwd: root, env })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new StartError(`The stack could not be synthesized:\n${said.trim()}`)
  }
  writeFileSync(join(drafted, madeOf), inputs)
  rmSync(outdir, { recursive: true, force: true })
  renameSync(drafted, outdir)
  return { template, reused: false }
}
