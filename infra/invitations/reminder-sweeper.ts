/** Mails, every hour, the reminders of invitations that are about to expire. */
import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { runEvery } from '../functions/schedule.ts'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

export class ReminderSweeper extends Construct {
  readonly lambda: LambdaFunction

  constructor(
    scope: Construct,
    id: string,
    { defaults, table }: { defaults: FunctionDefaults; table: UsherTable },
  ) {
    super(scope, id)
    const sweepReminders = new UsherFunction(this, 'SweepReminders', {
      ...defaults,
      name: 'sweep-reminders',
      description: 'Queues reminders of invitations that are about to expire',
      timeout: Duration.minutes(5),
      environment: { TABLE_NAME: table.tableName },
      statements: table.statements({ table: ['GetItem', 'Query', 'UpdateItem'], gsi4: ['Query'] }),
    })
    this.lambda = runEvery(this, sweepReminders, {
      every: Duration.hours(1),
      description: 'Looks for invitations whose reminder is due',
    })
  }
}
