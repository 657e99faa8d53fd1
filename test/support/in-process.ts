/** For the few tests that run a handler in their own process, to watch or to break what it calls. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { mockClient } from 'aws-sdk-client-mock'
import { inject } from 'vitest'
import { gatewayEvent, routeOf } from '../../infra/local/gateway-event.ts'

/** A gate, and the function in whose name calls go through it. */
type Through = { readonly gateUrl: string; readonly functionId: string }

/** The id in the template of the function of that name: `functionId('InviteUser')`. */
export const functionId = (name: string): string => {
  const found = inject('system').functionIds.find((id) => id.includes(`${name}Function`))
  if (found === undefined) throw new Error(`There is no function ${name}`)
  return found
}

/**
 * Sets what the stack would tell a function. Call it before the handler is imported. Without `through`, the handler may
 * do everything.
 */
export const deployHere = (tableName: string, through?: Through): void => {
  const system = inject('system')
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: through?.functionId ?? 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: through?.gateUrl ?? system.dynamodbUrl,
    TABLE_NAME: tableName,
    OPERATOR_SCOPE: 'usher/operator',
    PORTAL_URL: system.portalUrl,
    SIGN_IN_URL: system.portalUrl,
    TOKEN_KEY_SECRET: 'secret',
    MAIL_FROM: 'no-reply@usher.test',
    MAIL_CONFIGURATION_SET: 'mails',
    MAIL_MAX_RECEIVES: '5',
    MAIL_INTERVAL: '1',
    MAIL_QUEUE_URL: 'https://queue.test/mails',
    EVENT_BUS_NAME: 'changes',
    PRODUCT_NAME: 'Usher',
  })
  const SecretString = JSON.stringify({ currentId: '1', current: 'a secret of this test' })
  mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString })
}

type Handler = (event: APIGatewayProxyEventV2, context: object) => Promise<unknown>

type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReturnType<typeof JSON.parse>
}

type Request = {
  /** `METHOD /path` as in the contract. */
  readonly route: string
  readonly path: string
  readonly body?: object | undefined
  /** The address of who is signed in. */
  readonly as?: string | undefined
}

/** Runs the handler of `functions/<name>.ts` as the front door would, and returns its answer. */
export const answerOf = async (name: string, { route, path, body, as }: Request): Promise<Reply> => {
  const { handler }: { handler: Handler } = await import(`../../functions/${name}.ts`)
  const event = gatewayEvent(
    {
      method: route.split(' ')[0] ?? '',
      url: `/v1${path}`,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body ? JSON.stringify(body) : ''),
      sourceIp: '',
      httpVersion: '1.1',
      requestId: 'test',
    },
    routeOf(route),
    as ? { email: as, email_verified: 'true' } : undefined,
    new Date(),
  )
  const answer: ReturnType<typeof JSON.parse> = await handler(event, {})
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) }
}
