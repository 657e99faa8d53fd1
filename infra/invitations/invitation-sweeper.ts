/** Deletes the personal data of people whose invitation expired long ago, every hour. */
import { Duration } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { runEvery } from '../functions/schedule.ts'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

interface InvitationSweeperProps {
  defaults: FunctionDefaults
  table: UsherTable
  expiredInvitationDays: number
}

export class InvitationSweeper extends Construct {
  readonly lambda: LambdaFunction

  constructor(
    scope: Construct,
    id: string,
    { defaults, table, expiredInvitationDays }: InvitationSweeperProps,
  ) {
    super(scope, id)
    const sweepInvitations = new UsherFunction(this, 'SweepInvitations', {
      ...defaults,
      name: 'sweep-invitations',
      description: 'Removes people whose invitation expired long ago',
      timeout: Duration.minutes(5),
      environment: {
        TABLE_NAME: table.tableName,
        EXPIRED_INVITATION_DAYS: String(expiredInvitationDays),
      },
      statements: table.statements({
        table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
        gsi4: ['Query'],
      }),
    })
    this.lambda = runEvery(this, sweepInvitations, {
      every: Duration.hours(1),
      description: 'Looks for invitations that expired long ago',
    })
  }
}
