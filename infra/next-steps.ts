/** What to do once a deploy is through, as its last lines: the CDK prints outputs in the order of their names. */
import { CfnOutput, type Stack } from 'aws-cdk-lib'
import type { Settings } from './settings.ts'

interface Deployed extends Pick<Settings, 'mailFrom' | 'mailIdentity'> {
  portalUrl: string
  /** How many DKIM records the outputs before these name. */
  dkimRecords: number
}

export const nextSteps = (
  stack: Stack,
  { mailFrom, mailIdentity, portalUrl, dkimRecords }: Deployed,
): void => {
  const domain = mailFrom.slice(mailFrom.lastIndexOf('@') + 1)
  const steps = [
    ...(dkimRecords > 0
      ? [
          `Set the records DkimRecord1 to DkimRecord${dkimRecords} at the DNS of ${domain}, unless they are there`,
        ]
      : []),
    ...(mailIdentity === 'pending'
      ? ['Once SES has verified the domain, deploy again without mailIdentity=pending']
      : []),
    `See that all is well: npx usher doctor --stack ${stack.stackName}`,
    `Open the portal: ${portalUrl}`,
  ]
  steps.forEach((value, index) => {
    new CfnOutput(stack, `WhatNext${index + 1}`, { value })
  })
}
