/** The deploy-time step that creates the first account and invites its administrator. */
import { CustomResource, Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

interface FirstAdministratorProps {
  defaults: FunctionDefaults
  table: UsherTable
  accountName: string
  adminEmail: string
  adminName: string
}

/** CloudFormation calls the function at the first deploy, and again only when one of the values changes. */
export class FirstAdministrator extends Construct {
  constructor(scope: Construct, id: string, { defaults, table, ...properties }: FirstAdministratorProps) {
    super(scope, id)
    const onDeploy = new UsherFunction(this, 'OnDeploy', {
      ...defaults,
      name: 'on-deploy',
      description: 'Makes the first account and invites its administrator, once',
      timeout: Duration.seconds(30),
      environment: { TABLE_NAME: table.tableName },
      statements: table.statements({ table: ['PutItem'] }),
    })
    new CustomResource(this, 'Invitation', {
      serviceToken: onDeploy.lambda.functionArn,
      resourceType: 'Custom::FirstAdministrator',
      serviceTimeout: Duration.minutes(2),
      properties,
    })
  }
}
