/** Runs a function on a schedule. */
import { type Duration, Validations } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import type { UsherFunction } from './usher-function.ts'

type Clock = { readonly every: Duration; readonly description: string }

/** Calls the function at this interval, without retries: what one run leaves undone is for the next. */
export const runEvery = (
  scope: Construct,
  { lambda }: UsherFunction,
  { every, description }: Clock,
): LambdaFunction => {
  lambda.configureAsyncInvoke({ retryAttempts: 0 })
  const rule = new Rule(scope, 'Schedule', {
    description,
    schedule: Schedule.rate(every),
    targets: [new LambdaTarget(lambda, { retryAttempts: 0 })],
  })
  Validations.of(rule).acknowledge({
    id: 'Serverless-EventBusDLQ',
    reason: 'A run that did not come about leaves everything as it was for the next one.',
  })
  return lambda
}
