/** What Cognito asks Usher: whether somebody may sign up, and what to write into tokens. */
import { Duration } from 'aws-cdk-lib'
import { LambdaVersion, type UserPool, UserPoolOperation } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { AttributeDeclarations } from '../../shared/contract/attributes.ts'
import { type FunctionDefaults, UsherFunction } from '../functions/usher-function.ts'
import type { UsherTable } from '../table/table.ts'

export interface TriggerParts {
  defaults: FunctionDefaults
  table: UsherTable
  attributes: AttributeDeclarations
}

/** Cognito waits no longer than this, and retries up to twice. */
const timeout = Duration.seconds(5)

/** Lets only those sign up at the pool whom Usher knows. The pool is the only one that may call the function. */
export const restrictSignUp = (scope: Construct, pool: UserPool, { defaults, table }: TriggerParts): void => {
  const onSignUp = new UsherFunction(scope, 'OnSignUp', {
    ...defaults,
    name: 'on-sign-up',
    description: 'Lets only those sign up who are invited, users already, or at a verified domain',
    timeout,
    environment: { TABLE_NAME: table.tableName },
    statements: table.statements({ table: ['GetItem'], gsi2: ['Query'] }),
  })
  pool.addTrigger(UserPoolOperation.PRE_SIGN_UP, onSignUp.lambda)
}

/** Writes accounts and permissions into the pool's tokens. The pool is the only one that may call the function. */
export const addTokenClaims = (
  scope: Construct,
  pool: UserPool,
  { defaults, table, attributes }: TriggerParts,
): void => {
  const onToken = new UsherFunction(scope, 'OnToken', {
    ...defaults,
    name: 'on-token',
    description: 'Writes into tokens in which accounts somebody is, and what they may do there',
    timeout,
    environment: { TABLE_NAME: table.tableName, ATTRIBUTES: JSON.stringify(attributes) },
    statements: table.statements({ table: ['GetItem', 'Query', 'UpdateItem'], gsi2: ['Query'] }),
  })
  // The second version of the event is the first that can add claims to access tokens.
  pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, onToken.lambda, LambdaVersion.V2_0)
}
