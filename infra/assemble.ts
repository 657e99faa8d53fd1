/** Puts the stack into an app, by the app's settings, and lets cdk-nag refuse it. */
import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { readSettings } from './settings.ts'
import { UsherStack, type UsherStackProps } from './stack.ts'

/** Synthesizes the app. @throws SettingError */
export function assemble(app: App, built: Omit<UsherStackProps, 'settings'>): void {
  new UsherStack(app, 'Usher', {
    settings: readSettings((name) => app.node.tryGetContext(name)),
    ...built,
  })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  app.synth()
}
