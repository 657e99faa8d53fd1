/** The HTTP API: a route and a function for each operation of the contract, and the stage that serves them. */
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { z } from 'zod'
import { type Grants, grants } from '../../functions/grants.ts'
import type { AttributeDeclarations } from '../../shared/contract/attributes.ts'
import { operations } from '../../shared/contract/operations.ts'
import { type FunctionDefaults, logOf, UsherFunction } from '../functions/usher-function.ts'
import { regionalName } from '../names.ts'
import type { Issuer } from '../sign-in/issuer.ts'
import type { TokenKey } from '../table/signing-key.ts'
import type { UsherTable } from '../table/table.ts'
import { InvokedByRole } from './invoked-by-role.ts'

// No addresses, paths or queries, which keeps ids, tokens and people out of the log.
const accessLogFormat = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  error: '$context.error.responseType',
  integrationStatus: '$context.integration.integrationStatus',
  integrationLatency: '$context.integrationLatency',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
}

const httpMethod = z.enum(HttpMethod)

interface OperationsProps {
  defaults: FunctionDefaults
  table: UsherTable
  tokenKey: TokenKey
  /** The OIDC issuer, and the audiences of which its tokens must name one. */
  issuer: string
  audiences: string[]
  operator: Issuer['operator']
  portalUrl: string
  signInUrl: string
  /** The secret by which functions recognize the distribution, and whether they answer nobody else. */
  edgeSecret: string
  edgeOnly: boolean
  /** How many accounts anyone who is signed in may create within 30 days. */
  accountsPerPerson: number
  /** The attributes that the deployment declares. */
  attributes: AttributeDeclarations
  /** Requests per second that the API accepts. HTTP APIs have no limits per caller. */
  requestsPerSecond: number
}

export class Api extends Construct {
  /** The API's own host name, to which the distribution forwards `/v1/*`. */
  readonly host: string
  readonly id: string
  readonly #httpApi: HttpApi
  /** API Gateway, when it calls a function. */
  readonly #gateway: Role
  /** The functions that it may call. */
  readonly #called: string[] = []
  readonly #mayCall = new PolicyDocument()

  constructor(scope: Construct, id: string, { corsOrigins }: { corsOrigins: string[] }) {
    super(scope, id)
    const stack = Stack.of(this)
    this.#httpApi = new HttpApi(this, 'HttpApi', {
      apiName: stack.stackName,
      createDefaultStage: false,
      ...(corsOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: corsOrigins,
          allowMethods: [
            CorsHttpMethod.GET,
            CorsHttpMethod.POST,
            CorsHttpMethod.PUT,
            CorsHttpMethod.PATCH,
            CorsHttpMethod.DELETE,
          ],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key'],
          exposeHeaders: ['location', 'retry-after'],
          maxAge: Duration.hours(1),
        },
      }),
    })
    this.#gateway = new Role(this, 'Gateway', {
      description: 'API Gateway calls the functions of its routes',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: { Call: this.#mayCall },
    })
    this.id = this.#httpApi.apiId
    this.host = `${this.#httpApi.apiId}.execute-api.${stack.region}.${stack.urlSuffix}`
  }

  /** Adds every operation of the contract, the answer to all other paths, and the stage. */
  serve(given: OperationsProps): void {
    // One log for all of them: a log for each would be a seventh of the resources that a stack has room for.
    const logGroup = logOf(this, given.defaults.logRetention)
    const props = { ...given, defaults: { ...given.defaults, logGroup } }
    const authorizer = new HttpJwtAuthorizer('SignIn', props.issuer, { jwtAudience: props.audiences })
    const publicRoutes = new Map<string, HttpRoute>()
    for (const operation of operations) {
      const { method, path, access } = operation
      const routeKey = HttpRouteKey.with(path, httpMethod.parse(method))
      const handler = this.#operationFunction(props, operation)
      const route = new HttpRoute(handler, 'Route', {
        httpApi: this.#httpApi,
        routeKey,
        integration: this.#integration(handler),
        ...(access !== 'public' && { authorizer }),
      })
      if (access === 'public') {
        publicRoutes.set(routeKey.key, route)
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            'Whoever is invited has no sign-in yet: the token in the body, or the mail sent next, is the proof.',
        })
      }
    }
    this.#answerOtherPaths(props.defaults)
    this.#mayCall.addStatements(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: this.#called }),
    )
    this.#stage(publicRoutes, props)
  }

  #integration({ lambda }: UsherFunction): InvokedByRole {
    this.#called.push(lambda.functionArn)
    return new InvokedByRole(lambda, this.#gateway)
  }

  #operationFunction(props: OperationsProps, operation: (typeof operations)[number]): UsherFunction {
    const { defaults, table, tokenKey, portalUrl, signInUrl, operator, edgeSecret, edgeOnly } = props
    const { id, method, path, access } = operation
    const granted: Grants = grants[id]
    const forSelfService = access === 'self-service'
    const mayBeOperator = path.includes('{accountId}') || access === 'operator' || forSelfService
    return new UsherFunction(this, id.charAt(0).toUpperCase() + id.slice(1), {
      ...defaults,
      name: id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      description: `${id}: ${method} ${path}`,
      environment: {
        ...((edgeOnly || access === 'public') && { EDGE_SECRET: edgeSecret }),
        ...(edgeOnly && { EDGE_ONLY: 'true' }),
        ...(forSelfService && { ACCOUNTS_PER_PERSON: String(props.accountsPerPerson) }),
        ...(mayBeOperator && { OPERATOR_SCOPE: operator.scope, OPERATOR_CLIENT: operator.clientId ?? '' }),
        ...((granted.table || granted.gsi1 || granted.gsi2 || granted.gsi3) && {
          TABLE_NAME: table.tableName,
        }),
        ...(granted.attributes && { ATTRIBUTES: JSON.stringify(props.attributes) }),
        ...(granted.tokenKey && {
          TOKEN_KEY_SECRET: tokenKey.secretArn,
          PORTAL_URL: portalUrl,
        }),
        ...((granted.tokenKey || granted.signInUrl) && { SIGN_IN_URL: signInUrl }),
      },
      statements: [...table.statements(granted), ...(granted.tokenKey ? [tokenKey.statement()] : [])],
    })
  }

  #answerOtherPaths(defaults: FunctionDefaults): void {
    const handler = new UsherFunction(this, 'RouteNotFound', {
      ...defaults,
      name: 'route-not-found',
      description: 'The answer to paths that are not in the contract',
    })
    const route = new HttpRoute(handler, 'Route', {
      httpApi: this.#httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration: this.#integration(handler),
    })
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'It says 404 to everybody and reads nothing.',
    })
  }

  #stage(
    publicRoutes: ReadonlyMap<string, HttpRoute>,
    { defaults, requestsPerSecond }: OperationsProps,
  ): void {
    const publicRate = Math.ceil(requestsPerSecond / 5)
    // Route settings are passed through unchanged, so their names are CloudFormation's own.
    const publicThrottle = { ThrottlingRateLimit: publicRate, ThrottlingBurstLimit: 2 * publicRate }
    const accessLog = new LogGroup(this, 'AccessLog', {
      // Outside this prefix, each log grows the AWS account's one policy that lets services write logs, until it's
      // full.
      logGroupName: `/aws/vendedlogs/${regionalName(this, 128)}`,
      retention: defaults.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const stage = new CfnStage(this, 'Stage', {
      apiId: this.#httpApi.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: requestsPerSecond,
        throttlingBurstLimit: 2 * requestsPerSecond,
      },
      routeSettings: Object.fromEntries([...publicRoutes.keys()].map((key) => [key, publicThrottle])),
      accessLogSettings: { destinationArn: accessLog.logGroupArn, format: JSON.stringify(accessLogFormat) },
    })
    // A stage with settings for a route that doesn't exist yet is refused.
    stage.node.addDependency(...publicRoutes.values())
  }
}
