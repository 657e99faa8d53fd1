/** The functions that run by the clock, and finish what time alone makes due. */
import { Duration, Validations } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

interface SweepersProps {
  defaults: FunctionDefaults
  table: UsherTable
  expiredInvitationDays: number
}

interface Sweeper {
  /** The file in functions/, without `.ts`. */
  name: string
  description: string
  every: Duration
  timeout: Duration
  environment?: Record<string, string>
  may: Parameters<UsherTable['statements']>[0]
}

export class Sweepers extends Construct {
  /** Each function, by its construct's id. */
  readonly lambdas: Readonly<Record<string, LambdaFunction>>

  constructor(scope: Construct, id: string, { defaults, table, expiredInvitationDays }: SweepersProps) {
    super(scope, id)
    const sweeping = ({ name, description, timeout, environment, every, may }: Sweeper): LambdaFunction => {
      const { lambda } = new UsherFunction(this, idOf(name), {
        ...defaults,
        name,
        description,
        timeout,
        environment: { TABLE_NAME: table.tableName, ...environment },
        statements: table.statements(may),
      })
      // What one run leaves undone is for the next.
      lambda.configureAsyncInvoke({ retryAttempts: 0 })
      const rule = new Rule(this, `${idOf(name)}Schedule`, {
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
    this.lambdas = Object.fromEntries(
      sweepers(expiredInvitationDays).map((one) => [idOf(one.name), sweeping(one)]),
    )
  }
}

const sweepers = (expiredInvitationDays: number): readonly Sweeper[] => [
  {
    name: 'sweep-mails',
    description: 'Queues lost emails again, and releases held emails when it is time',
    every: Duration.minutes(15),
    timeout: Duration.minutes(1),
    may: { table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'], gsi3: ['Query'] },
  },
  {
    name: 'sweep-invitations',
    description: 'Deletes the personal data of people whose invitation expired long ago',
    every: Duration.hours(1),
    timeout: Duration.minutes(5),
    environment: { EXPIRED_INVITATION_DAYS: String(expiredInvitationDays) },
    may: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], gsi4: ['Query'] },
  },
  {
    name: 'sweep-reminders',
    description: 'Queues the reminders of invitations that are about to expire',
    every: Duration.hours(1),
    timeout: Duration.minutes(5),
    may: { table: ['GetItem', 'Query', 'UpdateItem'], gsi4: ['Query'] },
  },
  {
    name: 'sweep-domains',
    description: 'Looks up once a day whether the record that proves a domain is there',
    every: Duration.hours(1),
    timeout: Duration.minutes(5),
    may: { table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], gsi4: ['Query'] },
  },
  {
    name: 'sweep-accounts',
    description: 'Erases deleted accounts whose grace period has ended',
    every: Duration.hours(1),
    timeout: Duration.minutes(10),
    may: { table: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], gsi4: ['Query'] },
  },
]

/** `SweepMails` for `sweep-mails`. */
const idOf = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
