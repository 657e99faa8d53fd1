/** Every 15 minutes: sends again what the stream and the mail queue have both lost, and lets held mails go in their time. */
import { Duration, Validations } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

export class MailSweeper extends Construct {
  readonly lambda: LambdaFunction

  constructor(
    scope: Construct,
    id: string,
    { defaults, table }: { defaults: FunctionDefaults; table: UsherTable },
  ) {
    super(scope, id)
    const sweepMails = new UsherFunction(this, 'SweepMails', {
      ...defaults,
      name: 'sweep-mails',
      description: 'Queues mails again that were lost, and those that were held until now',
      timeout: Duration.minutes(1),
      environment: { TABLE_NAME: table.tableName },
      statements: table.statements({
        table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
        gsi3: ['Query'],
      }),
    })
    this.lambda = sweepMails.lambda
    this.lambda.configureAsyncInvoke({ retryAttempts: 0 })
    const rule = new Rule(this, 'Schedule', {
      description: 'Looks for mails that have waited for too long',
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [new LambdaTarget(this.lambda, { retryAttempts: 0 })],
    })
    Validations.of(rule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'A run that did not come about leaves everything as it was for the next one, 15 minutes later.',
    })
  }
}
