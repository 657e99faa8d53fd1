/**
 * The CDK app: reads the settings (infra/constructs/settings.ts names them all), makes the stack, and lets
 * cdk-nag refuse it.
 *
 *   npx cdk deploy -c mailFrom=no-reply@example.com -c adminEmail=ada@example.com
 */
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { buildPortal } from './constructs/build-portal.ts'
import { bundleFunctions } from './constructs/bundle-functions.ts'
import { readSettings, SettingError } from './constructs/settings.ts'
import { UsherStack } from './stack.ts'

try {
  const app = new App()
  new UsherStack(app, 'Usher', {
    settings: readSettings((name) => app.node.tryGetContext(name)),
    bundles: bundleFunctions(app.outdir),
    portalFolder: await buildPortal(app.outdir),
  })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  app.synth()
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
