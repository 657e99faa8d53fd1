/**
 * A route's function, called by API Gateway in one role for all routes. A permission on each function would be a resource
 * for each route, and CloudFormation takes 500 in a stack.
 */
import {
  HttpIntegrationType,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  IntegrationCredentials,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2'
import type { Role } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'

export class InvokedByRole extends HttpRouteIntegration {
  readonly #lambda: LambdaFunction
  readonly #role: Role

  constructor(lambda: LambdaFunction, role: Role) {
    super('Integration')
    this.#lambda = lambda
    this.#role = role
  }

  bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      uri: this.#lambda.functionArn,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      credentials: IntegrationCredentials.fromRole(this.#role),
    }
  }
}
