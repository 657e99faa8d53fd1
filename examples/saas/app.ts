/**
 * A product with Usher as a part: one stack with its users, its own API behind the same sign-in, and a function that hears of
 * people who are removed.
 *
 *     npx cdk deploy --app "node app.ts"
 *
 * On this machine:
 *
 *     LOCAL=1 npx cdk synth --quiet --app "node app.ts" --output cdk.local
 *     npx usher start --template cdk.local/Reports.template.json
 */
import { App, Stack } from 'aws-cdk-lib'
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { MailSender, onThisMachine, Usher } from 'usher/cdk'
import { product } from './product.ts'

const app = new App()
const stack = new Stack(app, 'Reports')

const users = new Usher(stack, 'Users', {
  // For the first deploy; `true` once SES has verified the domain.
  mail: MailSender.ofDomain('no-reply@reports.example', { verified: false }),
  productName: 'Reports',
  product,
  ...(process.env.LOCAL !== undefined && onThisMachine()),
})

const functionOf = (id: string, environment: Record<string, string> = {}): LambdaFunction =>
  new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    // Whatever bundles your functions makes these folders: see `bundle.ts`.
    code: Code.fromAsset(`built/${id}`),
    environment,
  })

const api = new HttpApi(stack, 'Api', {
  defaultAuthorizer: new HttpJwtAuthorizer('SignIn', users.signIn.issuer, {
    jwtAudience: [...users.signIn.audiences],
  }),
})
api.addRoutes({
  path: '/accounts/{accountId}/reports',
  methods: [HttpMethod.GET, HttpMethod.DELETE],
  integration: new HttpLambdaIntegration('Reports', functionOf('Reports', { USHER: users.portal.url })),
})

users.bus.onChange('Removed', {
  actions: ['user.removed'],
  targets: [new LambdaTarget(functionOf('OnRemoved'))],
})
