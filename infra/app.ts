/**
 * The CDK app: builds the functions and the portal, and puts them into one stack with the settings of usher.config.ts.
 *
 *   npx cdk deploy
 */
import { App } from 'aws-cdk-lib'
import { settings as file } from '../usher.config.ts'
import { assemble } from './assemble.ts'
import { build } from './builds.ts'
import { isDeploying } from './deploying.ts'
import { mailFromMissing } from './mail/mail-from.ts'
import { readSettings } from './read-settings.ts'
import { SettingError } from './setting-error.ts'

try {
  const app = new App()
  const settings = readSettings(file, app.node.getAllContext())
  if (settings.mailFrom === undefined && (await isDeploying())) throw new SettingError(mailFromMissing)
  assemble(app, settings, await build(app.outdir, process.env.USHER_BUILD || undefined))
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
