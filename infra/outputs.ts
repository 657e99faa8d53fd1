/** The stack's outputs, which the command line reads. */
import { CfnOutput } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Mail } from './mail/mail.ts'

/** By these very names in a stack that holds nothing else, or in a host's stack under the construct's name. */
export const addOutputs = (
  scope: Construct,
  ownStack: boolean,
  values: Readonly<Record<string, string>>,
): void => {
  for (const [name, value] of Object.entries(values)) {
    const output = new CfnOutput(scope, name, { value })
    if (ownStack) output.overrideLogicalId(name)
  }
}

/** `WhatNext1`, `WhatNext2`, … */
export const numbered = (name: string, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`${name}${index + 1}`, value]))

export const dkimRecordsOf = ({ dkimRecords }: Mail): Record<string, string> =>
  numbered(
    'DkimRecord',
    dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
  )
