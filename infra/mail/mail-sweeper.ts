/**
 * Every 15 minutes: resends what the stream and the mail queue have both lost, and releases held emails when it's time.
 */
import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { runEvery } from '../functions/schedule.ts'
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
    this.lambda = runEvery(this, sweepMails, {
      every: Duration.minutes(15),
      description: 'Looks for mails that have waited for too long',
    })
  }
}
