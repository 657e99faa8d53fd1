/** Builds events of API Gateway's HTTP API, payload format 2.0, from plain HTTP requests. */
import type { IncomingHttpHeaders } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export type Route = { readonly key: string; readonly method: string; readonly pattern: RegExp }

/** `GET /v1/accounts/{accountId}` as a pattern whose groups are the parameters. */
export const routeOf = (key: string): Route => {
  if (key === '$default') return { key, method: 'ANY', pattern: /^/ }
  const [method = '', path = ''] = key.split(' ')
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\\\+\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return { key, method, pattern: new RegExp(`^${source}$`) }
}

export type GatewayRequest = {
  readonly method: string
  /** As sent: path and query, encoded. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly sourceIp: string
  readonly httpVersion: string
  readonly requestId: string
}

/**
 * What API Gateway passes on as text. Every other body is base64: one without a type, a form, `application/…+json`. AWS
 * doesn't document which types are text; these are the ones that others have observed.
 */
const textTypes = /^\s*(text\/[^;]*|application\/(json|xml|javascript))\s*(;|$)/i

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Repeated values are joined by commas. */
const joinedQuery = (rawQueryString: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString))
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value
  return query
}

/** `07/Aug/2026:01:37:53 +0000` */
const commonLogTime = (now: Date): string => {
  const [, day, month, year, time] = now.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

type Claims = Readonly<Record<string, string>>

export const gatewayEvent = (
  request: GatewayRequest,
  { key, pattern }: Route,
  claims: Claims | undefined,
  now: Date,
): APIGatewayProxyEventV2 => {
  const [path = '/', rawQueryString = ''] = request.url.split('?', 2)
  const { cookie, ...others } = request.headers
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  )
  const groups = Object.entries(pattern.exec(path)?.groups ?? {})
  const query = joinedQuery(rawQueryString)
  const text = textTypes.test(headers['content-type'] ?? '') && headers['content-encoding'] === undefined
  return {
    version: '2.0',
    routeKey: key,
    rawPath: decoded(path),
    rawQueryString,
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(groups.length === 0
      ? {}
      : { pathParameters: Object.fromEntries(groups.map(([name, value]) => [name, decoded(value)])) }),
    ...(request.body.length === 0 ? {} : { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method: request.method,
        path: decoded(path),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey: key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
      ...(claims === undefined
        ? {}
        : { authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } } }),
    },
  }
}
