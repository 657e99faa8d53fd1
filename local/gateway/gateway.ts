/** API Gateway: once throttle and authorizer have let a request through, it goes to the function of its route. */
import { randomUUID } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import type { LocalFunction } from '../lambda/local-function.ts'
import { blameIfBusy } from '../lambda/machine.ts'
import type { Log } from '../log.ts'
import type { Template } from '../template/template.ts'
import { type GatewayRequest, gatewayEvent } from './gateway-event.ts'
import { type Target, targetOf, targetsOf } from './routes.ts'
import { type Limit, throttle } from './throttle.ts'

const limit = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
const stageProperties = z.object({
  DefaultRouteSettings: limit,
  RouteSettings: z.record(z.string(), limit),
  AccessLogSettings: z.object({ Format: z.string() }),
})

/** What a Lambda answers to an HTTP API. (A text or an object by itself would be a 200 with it as the body.) */
const structured = z.object({
  statusCode: z.number(),
  headers: z._default(z.record(z.string(), z.string()), {}),
  body: z._default(z.string(), ''),
})
export type Answer = z.output<typeof structured>

/** The gateway's own answers have its own body format, as on AWS. */
const own = (statusCode: number, message: string, headers: Record<string, string> = {}): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
})

/**
 * A request whose body is read only after the throttle has let it through; undefined if it's larger than the gateway
 * accepts.
 */
export type Incoming = Omit<GatewayRequest, 'body' | 'requestId'> & {
  readonly payload: () => Promise<Buffer | undefined>
}

/** Answers a request as of `now`, the time at which the gateway received it. */
export type Gateway = (incoming: Incoming, now: Date) => Promise<Answer>

type Parts = {
  readonly template: Template
  readonly functions: ReadonlyMap<string, LocalFunction>
  readonly log: Log
  readonly throttled: boolean
}

export const gatewayOf = async ({ template, functions, log, throttled }: Parts): Promise<Gateway> => {
  const targets = await targetsOf(template, functions)
  const { properties: stage } = template.single('AWS::ApiGatewayV2::Stage', stageProperties)
  const limitOf = (key: string): Limit => stage.RouteSettings[key] ?? stage.DefaultRouteSettings
  const passes = throttled ? throttle(limitOf) : () => true

  return async (incoming, now) => {
    const [requestId, began] = [randomUUID(), performance.now()]
    const { method } = incoming
    const [path = '/'] = incoming.url.split('?')
    const target = targetOf(targets, method, path)
    const answer = !target
      ? own(404, 'Not Found')
      : passes(target.key, now.getTime())
        ? await answered(incoming, { requestId, target, now, log })
        : own(429, 'Too Many Requests')
    const milliseconds = Math.round(performance.now() - began)
    const context: Readonly<Record<string, string | number>> = {
      requestId,
      routeKey: target?.key ?? '-',
      status: answer.statusCode,
      responseLength: answer.body.length,
      responseLatency: milliseconds,
      requestTime: now.toISOString(),
    }
    log.write(
      'AccessLog',
      stage.AccessLogSettings.Format.replace(/\$context\.([\w.]+)/g, (_, name: string) =>
        String(context[name] ?? '-'),
      ),
    )
    log.request({ method, path, status: answer.statusCode, milliseconds })
    return answer
  }
}

type Taken = { readonly requestId: string; readonly target: Target; readonly now: Date; readonly log: Log }

const answered = async ({ payload, ...request }: Incoming, taken: Taken): Promise<Answer> => {
  const { requestId, target, now } = taken
  const body = await payload()
  if (!body) return own(413, 'Request Entity Too Large')
  const claims = await target.authorize?.(request.headers.authorization)
  if (target.authorize && !claims) return own(401, 'Unauthorized', { 'www-authenticate': 'Bearer' })
  return outcome(gatewayEvent({ ...request, body, requestId }, target, claims, now), taken)
}

const outcome = async (event: APIGatewayProxyEventV2, { target, requestId, log }: Taken): Promise<Answer> => {
  const result = await target.lambda.invoke(event, target.milliseconds)
  const answer = 'failed' in result ? undefined : structured.safeParse(result.result).data
  const late = 'failed' in result && result.failed === 'TimeoutError'
  if (late || answer?.statusCode === 503) blameIfBusy(log, result.stretch, { requestId })
  if (late) return own(503, 'Service Unavailable')
  return answer ?? own(500, 'Internal Server Error')
}
