/**
 * Makes the template as a deploy would: by `cdk synth`, with this machine's settings. Whatever hasn't changed is
 * reused.
 */
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

/** What functions and pages are built from; for packages, the lockfile that pins them. */
const built = ['functions', 'shared', 'portal', 'infra/functions', 'infra/portal', 'package-lock.json']
/** What the CDK app reads. */
const sources = [...built, 'infra', 'usher.config.ts', 'cdk.json', 'tsconfig.json']

/** Where the build of the current sources is kept, or will be. */
export const keptBuild = (): string =>
  join(root, 'node_modules', '.cache', 'usher', hashOf(root, built, [process.version]))

type Settings = Pick<LocalSettings, 'port' | 'issuerPort' | 'dataDir' | 'demo' | 'stack'>

/** An empty value resets a setting to its default, whatever usher.config.ts says: these settings are about AWS. */
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
  // The demo creates its own account, with a history.
  ...(demo ? {} : { adminEmail: 'admin@acme.test', adminName: 'Ada Admin', accountName: 'Acme' }),
  mailFrom: 'no-reply@usher.test',
  mailsPerSecond: 500,
  ...stack,
})

/** The file that records what an assembly was made from, and the prefix of folders with unfinished ones. */
const [madeOf, draft] = ['made-of', 'cdk.out-draft-']

type Synthesized = {
  /** The template's file, in the cloud assembly's folder. */
  readonly template: string
  /** Whether the last start's assembly was still valid. */
  readonly reused: boolean
}

/** Deletes what broken-off syntheses left. One that a killed start left running may still write: its folder waits for the next start. */
const forgetDrafts = (dataDir: string): void => {
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith(draft))) {
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
    }
  }
}

/** Throws a `StartError` with the CDK app's output if it fails. */
export const synthesize = async (settings: Settings): Promise<Synthesized> => {
  if (!existsSync(join(root, 'infra/app.ts')))
    throw new StartError(
      'Name the template to run: npx usher start --template cdk.local/YourStack.template.json',
    )
  const outdir = join(settings.dataDir, 'cdk.out')
  const context = JSON.stringify(contextOf(settings))
  const [template, mark] = [join(outdir, 'Usher.template.json'), join(outdir, madeOf)]
  const inputs = hashOf(root, sources, [context, process.version])
  if (existsSync(template) && existsSync(mark) && readFileSync(mark, 'utf8') === inputs)
    return { template, reused: true }
  // In a folder of its own until it's whole, so that a broken-off synthesis does no harm.
  forgetDrafts(settings.dataDir)
  const drafted = mkdtempSync(join(settings.dataDir, draft))
  const env = {
    ...process.env,
    CDK_OUTDIR: drafted,
    CDK_CONTEXT_JSON: context,
    USHER_BUILD: keptBuild(),
    // The CDK validates the template for AWS, which takes half of a synthesis. `cdk synth` does it, and a test.
    CDK_VALIDATION: 'false',
  }
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
