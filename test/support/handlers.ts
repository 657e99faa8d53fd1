/** Runs the functions' handlers in this process, as the front door would. Shared by tests and benchmarks. */
import { functionFiles } from '../../infra/functions/bundle-functions.ts'
import { gatewayEvent, routeOf } from '../../local/gateway/gateway-event.ts'

type Deployed = {
  readonly tableName: string
  readonly portalUrl: string
  readonly dynamodbUrl: string
  /** The id of the function that the calls are made as; without one, everything is allowed. */
  readonly functionId?: string | undefined
}

/** The environment that the stack would give a function. */
export const environmentOf = ({ tableName, portalUrl, dynamodbUrl, functionId }: Deployed) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: functionId ?? 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
  TABLE_NAME: tableName,
  ACCOUNTS_PER_PERSON: '0',
  OPERATOR_SCOPE: 'usher/operator',
  EDGE_SECRET: 'the secret of the distribution',
  EXPIRED_INVITATION_DAYS: '30',
  OPERATOR_CLIENT: 'usher-operator',
  PORTAL_URL: portalUrl,
  SIGN_IN_URL: portalUrl,
  TOKEN_KEY_SECRET: 'secret',
  MAIL_FROM: 'no-reply@usher.test',
  MAIL_CONFIGURATION_SET: 'mails',
  MAIL_MAX_RECEIVES: '5',
  MAIL_INTERVAL: '1',
  MAIL_QUEUE_URL: 'https://queue.test/mails',
  EVENT_BUS_NAME: 'changes',
  LOST_RECORDS_QUEUE_URL: 'https://queue.test/lost',
  PRODUCT_NAME: 'Usher',
})

/** Secrets Manager's value for the key that signs tokens. */
export const signingKey = {
  SecretString: JSON.stringify({ currentId: '1', current: 'a secret of this test' }),
}

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReturnType<typeof JSON.parse>
}

type Request = {
  /** `METHOD /path` as in the contract. */
  readonly route: string
  readonly path: string
  readonly body?: object | undefined
  /** The address of the person who is signed in. */
  readonly as?: string | undefined
  /** The `Idempotency-Key`. */
  readonly key?: string
  /** When the gateway received the request. */
  readonly at?: Date
  /** How long the function may take. */
  readonly milliseconds?: number
}

/** Runs the handler of the function with this name, and returns its answer. */
export const answerOf = async (
  name: string,
  { route, path, body, as, key, at = new Date(), milliseconds = 10_000 }: Request,
): Promise<Answer> => {
  const { handler } = await import(functionFiles.get(name) ?? name)
  const event = gatewayEvent(
    {
      method: route.split(' ')[0] ?? '',
      url: `/v1${path}`,
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      body: Buffer.from(body ? JSON.stringify(body) : ''),
      sourceIp: '',
      httpVersion: '1.1',
      requestId: 'test',
    },
    routeOf(route),
    as ? { email: as, email_verified: 'true' } : undefined,
    at,
  )
  const deadline = Date.now() + milliseconds
  const context = { getRemainingTimeInMillis: () => deadline - Date.now() }
  const answer: ReturnType<typeof JSON.parse> = await handler(event, context)
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body ?? 'null') }
}
