/** Erases deleted accounts whose grace period has ended, every hour. */
import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { runEvery } from '../functions/schedule.ts'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

export class AccountSweeper extends Construct {
  readonly lambda: LambdaFunction

  constructor(
    scope: Construct,
    id: string,
    { defaults, table }: { defaults: FunctionDefaults; table: UsherTable },
  ) {
    super(scope, id)
    const sweepAccounts = new UsherFunction(this, 'SweepAccounts', {
      ...defaults,
      name: 'sweep-accounts',
      description: 'Erases deleted accounts whose period of grace has ended',
      timeout: Duration.minutes(10),
      environment: { TABLE_NAME: table.tableName },
      statements: table.statements({
        table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
        gsi4: ['Query'],
      }),
    })
    this.lambda = runEvery(this, sweepAccounts, {
      every: Duration.hours(1),
      description: 'Looks for deleted accounts whose period of grace has ended',
    })
  }
}
