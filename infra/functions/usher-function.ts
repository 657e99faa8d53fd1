/** One Lambda function with its own role, log group and environment. */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { type ILogGroup, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { DeployedProduct } from '../../shared/product/checked-product.ts'
import type { Bundles } from './bundle-functions.ts'
import { codeOf } from './function-code.ts'

/** What all functions of a stack have in common. */
export interface FunctionDefaults {
  bundles: Bundles
  /** What functions know about the product. */
  product: DeployedProduct
  logRetention: RetentionDays
  /** The log that they share; each has its own by default. */
  logGroup?: ILogGroup
  /** Whether Lambda reports each call to X-Ray. */
  tracing: boolean
}

interface UsherFunctionProps extends FunctionDefaults {
  /** The file in functions/, without `.ts`. */
  name: string
  description: string
  /** Only what this function reads. */
  environment?: Record<string, string>
  /** Everything that this function may do, besides writing its own log and trace. */
  statements?: PolicyStatement[]
  /** 10 seconds by default, which is how long somebody will wait. */
  timeout?: Duration
}

/**
 * The function whose handler is in the file `<name>.ts` of `functions`. It may do what `statements` say and write its
 * log, nothing else.
 */
export class UsherFunction extends Construct {
  readonly lambda: LambdaFunction
  readonly logGroup: ILogGroup

  constructor(scope: Construct, id: string, props: UsherFunctionProps) {
    super(scope, id)
    const code = props.bundles.get(props.name)
    if (code === undefined)
      throw new Error(`No file ${props.name}.ts in functions/ exports a handler for ${props.description}`)

    const logGroup = props.logGroup ?? logOf(this, props.logRetention)
    const role = roleOf(this, logGroup, [
      ...(props.statements ?? []),
      ...(props.tracing ? [putTraces()] : []),
    ])
    this.logGroup = logGroup
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: codeOf(this, code, props.product),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // CPU is proportional to memory, and determines the cold start.
      memorySize: 512,
      timeout: props.timeout ?? Duration.seconds(10),
      environment: props.environment ?? {},
      // The CDK would add a policy of its own for tracing, and a stack has room for 500 resources.
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.tracing && { tracing: Tracing.ACTIVE }),
    })
    const neverAsync =
      'The API, a poller, a rule, Cognito or CloudFormation calls it; each of them has its own way with failures.'
    Validations.of(this.lambda).acknowledge(
      { id: 'Serverless-LambdaDLQ', reason: neverAsync },
      { id: 'Serverless-LambdaAsyncFailureDestination', reason: neverAsync },
    )
    if (props.tracing)
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray has no resources to name: traces are put for the whole AWS account.',
      })
    else
      Validations.of(this.lambda).acknowledge({
        id: 'Serverless-LambdaTracing',
        reason:
          'Structured logs tell the time of each call; tracing is paid for by the trace, and a setting.',
      })
  }
}

const putTraces = (): PolicyStatement =>
  new PolicyStatement({
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resources: ['*'],
  })

/** A log that forgets after a time, and goes with the stack. */
export const logOf = (scope: Construct, retention: RetentionDays): LogGroup =>
  new LogGroup(scope, 'Log', { retention, removalPolicy: RemovalPolicy.DESTROY })

/** A role for a function that may write this log and do what `statements` say. */
export const roleOf = (
  scope: Construct,
  logGroup: ILogGroup,
  statements: readonly PolicyStatement[] = [],
): Role => {
  const writing = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  })
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { own: new PolicyDocument({ statements: [writing, ...statements] }) },
  })
}
