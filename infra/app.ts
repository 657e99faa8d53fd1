/**
 * The CDK app: builds the functions and the portal, and puts them into one stack with the settings of usher.config.ts.
 *
 *   npx cdk deploy
 */
import { App } from 'aws-cdk-lib'
import { settings as file } from '../usher.config.ts'
import { assemble } from './assemble.ts'
import { isDeploying } from './deploying.ts'
import { bundleFunctions } from './functions/bundle-functions.ts'
import { mailFromMissing } from './mail/mail-from.ts'
import { buildPortal } from './portal/build-portal.ts'
import { readSettings } from './read-settings.ts'
import { SettingError } from './settings.ts'

try {
  const app = new App()
  const settings = readSettings(file, app.node.getAllContext())
  if (settings.mailFrom === undefined && (await isDeploying())) throw new SettingError(mailFromMissing)
  const built = { bundles: bundleFunctions(app.outdir), portalFolder: await buildPortal(app.outdir) }
  assemble(app, settings, built)
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
