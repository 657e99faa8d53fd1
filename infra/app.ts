/**
 * The CDK app: builds the functions and the portal, and makes the stack with the settings of the CDK's context, which
 * infra/settings.ts names.
 *
 *   npx cdk deploy -c mailFrom=no-reply@example.com -c adminEmail=ada@example.com
 */
import { App } from 'aws-cdk-lib'
import { assemble } from './assemble.ts'
import { bundleFunctions } from './functions/bundle-functions.ts'
import { buildPortal } from './portal/build-portal.ts'
import { readSettings, SettingError } from './settings.ts'

try {
  const app = new App()
  readSettings((name) => app.node.tryGetContext(name))
  assemble(app, { bundles: bundleFunctions(app.outdir), portalFolder: await buildPortal(app.outdir) })
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
