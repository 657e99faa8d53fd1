/**
 * The CDK app: builds the functions and the portal, and makes the stack with the settings of the CDK's context, which
 * infra/settings.ts names.
 *
 *   npx cdk deploy -c mailFrom=no-reply@example.com -c adminEmail=ada@example.com
 */
import { App } from 'aws-cdk-lib'
import { assemble } from './assemble.ts'
import { build } from './builds.ts'
import { readSettings, SettingError } from './settings.ts'

try {
  const app = new App()
  readSettings((name) => app.node.tryGetContext(name))
  assemble(app, await build(app.outdir, process.env.USHER_BUILD || undefined))
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
