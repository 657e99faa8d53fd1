/** Whether Usher can run in the region of its stack. */
import { Annotations, Stack, Token } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { regionProblem, workingRegions } from './regions.ts'
import { SettingError } from './setting-error.ts'

/** If the stack itself names no region, the CDK's command line says which one it would deploy to. */
export function checkRegion(usher: Construct): void {
  const { region: named } = Stack.of(usher)
  const region = Token.isUnresolved(named) ? process.env.CDK_DEFAULT_REGION : named
  if (!region || workingRegions.includes(region)) return
  const problem = regionProblem(region)
  if (problem !== undefined) throw new SettingError(problem)
  Annotations.of(usher).addWarningV2(
    'usher:region',
    `It is not known whether Usher can run in ${region}: docs/regions.md says what it needs of a region`,
  )
}
