/** Puts the stack into an app, and has cdk-nag check it. */
import { type App, Stack, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { Built } from './prebuilt.ts'
import { propsOf } from './props-of-settings.ts'
import type { Settings } from './settings.ts'
import { Usher } from './usher.ts'

/** The stack, which holds Usher and nothing else. */
export function usherStack(app: App, settings: Settings, built: Built): Stack {
  const stack = new Stack(app, settings.stackName, {
    description: 'Usher: users and roles for a multi-tenant product',
  })
  new Usher(stack, 'Users', { ...propsOf(stack, settings), built })
  return stack
}

/** Synthesizes an app with the stack. */
export function assemble(app: App, settings: Settings, built: Built): void {
  usherStack(app, settings, built)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  app.synth()
}
