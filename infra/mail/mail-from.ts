/** Prevents a stack without a sender's address from being deployed. */
import { CfnParameter, CfnRule, Fn } from 'aws-cdk-lib'
import { Construct } from 'constructs'

export const mailFromMissing =
  'mailFrom is not set. Set it in usher.config.ts to the address that mails come from, such as no-reply@your-domain.com'

/** The placeholder for the address in a stack that's only synthesized. */
export const nobody = 'nobody@example.com'

/** A rule that CloudFormation checks before it creates anything, and that always fails. */
export class MailFromMissing extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    // A rule can only compare parameters; this one has a single value.
    const parameter = new CfnParameter(this, 'Parameter', {
      default: 'missing',
      allowedValues: ['missing'],
      description: mailFromMissing,
    })
    parameter.overrideLogicalId('MailFrom')
    const rule = new CfnRule(this, 'Rule', {
      assertions: [
        { assert: Fn.conditionEquals(parameter.valueAsString, 'set'), assertDescription: mailFromMissing },
      ],
    })
    rule.overrideLogicalId('MailFromIsSet')
  }
}
