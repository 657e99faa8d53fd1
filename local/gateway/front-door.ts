/** Portal and API on one origin, as behind CloudFront: `/v1/*` by the routes of the template, all else from the portal. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import type { LocalFunction } from '../lambda/functions.ts'
import type { Log } from '../log.ts'
import type { Template } from '../template/template.ts'
import type { Claims } from './authorizer.ts'
import { edge } from './edge.ts'
import { gatewayEvent } from './gateway-event.ts'
import { portalFiles, securityHeaders } from './portal-files.ts'
import { type Target, targetOf, targetsOf } from './routes.ts'
import { type Limit, throttle } from './throttle.ts'

const limit = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
const stageProperties = z.object({
  DefaultRouteSettings: limit,
  RouteSettings: z.record(z.string(), limit),
  AccessLogSettings: z.object({ Format: z.string() }),
})

/** What a Lambda answers to an HTTP API; a text or an object alone would be a 200 with it as body. */
const structured = z.object({
  statusCode: z.number(),
  headers: z._default(z.record(z.string(), z.string()), {}),
  body: z._default(z.string(), ''),
})

/** The largest payload of an HTTP API, in bytes. */
const largestPayload = 10 * 1_024 * 1_024

type Answer = z.output<typeof structured>
/** What the gateway itself says has its own body, here as on AWS. */
const own = (statusCode: number, message: string, headers: Record<string, string> = {}): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
})

type Parts = {
  readonly template: Template
  readonly functions: ReadonlyMap<string, LocalFunction>
  readonly log: Log
  readonly port: number
  readonly throttled: boolean
}

export const startFrontDoor = async ({
  template,
  functions,
  log,
  port,
  throttled,
}: Parts): Promise<Server> => {
  const targets = await targetsOf(template, functions)
  const { properties: stage } = template.single('AWS::ApiGatewayV2::Stage', stageProperties)
  const limitOf = (key: string): Limit => stage.RouteSettings[key] ?? stage.DefaultRouteSettings
  const passes = throttled ? throttle(limitOf) : () => true
  const files = portalFiles(template)
  const atEdge = edge(template)
  const always = securityHeaders(template)

  const api = async (request: IncomingMessage, path: string): Promise<Answer> => {
    const [now, requestId] = [new Date(), randomUUID()]
    const target = targetOf(targets, request.method ?? 'GET', path)
    const answer = target
      ? await answered({ request, requestId }, target, passes, now)
      : own(404, 'Not Found')
    const context: Readonly<Record<string, string | number>> = {
      requestId,
      routeKey: target?.key ?? '-',
      status: answer.statusCode,
      responseLength: answer.body.length,
      responseLatency: Date.now() - now.getTime(),
      requestTime: now.toISOString(),
    }
    log.write(
      'AccessLog',
      stage.AccessLogSettings.Format.replace(/\$context\.([\w.]+)/g, (_, name: string) =>
        String(context[name] ?? '-'),
      ),
    )
    return answer
  }

  const server = createServer(async (request, response) => {
    const [asked = '/'] = (request.url ?? '/').split('?')
    const { path, headers } = atEdge(asked, request.socket.remoteAddress ?? '')
    if (path.startsWith('/v1/')) {
      Object.assign(request.headers, headers)
      return reply(response, await api(request, path), always)
    }
    const file = files(path)
    if (!file)
      return reply(
        response,
        { statusCode: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' },
        always,
      )
    response
      .writeHead(200, { ...always, 'content-type': file.type, 'cache-control': 'no-cache' })
      .end(file.content)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return server
}

const reply = (
  response: ServerResponse,
  { statusCode, headers, body }: Answer,
  always: Record<string, string>,
): void => {
  response.writeHead(statusCode, { ...always, ...headers }).end(body)
}

const answered = async (
  { request, requestId }: { readonly request: IncomingMessage; readonly requestId: string },
  target: Target,
  passes: (route: string, now: number) => boolean,
  now: Date,
): Promise<Answer> => {
  if (!passes(target.key, now.getTime())) return own(429, 'Too Many Requests')
  const body = await payloadOf(request)
  if (!body) return own(413, 'Request Entity Too Large')
  const claims: Claims | undefined = await target.authorize?.(request.headers.authorization)
  if (target.authorize && !claims) return own(401, 'Unauthorized', { 'www-authenticate': 'Bearer' })
  const event = gatewayEvent(
    {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body,
      sourceIp: request.socket.remoteAddress ?? '',
      httpVersion: request.httpVersion,
      requestId,
    },
    target,
    claims,
    now,
  )
  return outcome(event, target)
}

const outcome = async (event: APIGatewayProxyEventV2, { lambda, milliseconds }: Target): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds)
  })
  const result = await Promise.race([lambda.invoke(event), late])
  clearTimeout(timer)
  if (result === 'late' || ('failed' in result && result.failed === 'TimeoutError'))
    return own(503, 'Service Unavailable')
  const answer = 'failed' in result ? undefined : structured.safeParse(result.result).data
  return answer ?? own(500, 'Internal Server Error')
}

/** The body; undefined where it is larger than the gateway takes. */
const payloadOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= largestPayload) chunks.push(Buffer.from(chunk))
  }
  return size > largestPayload ? undefined : Buffer.concat(chunks)
}
