/** Where a request comes from, as the gateway vouches for it. It lets a limit count one person rather than everyone. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { setting } from '../settings.ts'

type Request = Pick<APIGatewayProxyEventV2, 'headers'> & {
  readonly requestContext: { readonly http: { readonly sourceIp: string } }
}

/** Whether the request came through the distribution, the only one that knows the secret in this header. */
export const isFromEdge = ({ headers }: Request): boolean => {
  const [said, known] = [Buffer.from(headers['x-usher-edge'] ?? ''), Buffer.from(setting('EDGE_SECRET'))]
  return said.length === known.length && timingSafeEqual(said, known)
}

/**
 * The network that sent the request, as a hash under the distribution's secret: an IPv4 address, or the first 64 bits
 * of an IPv6 address, the least that one household has. If the request came through the distribution, a function there
 * sets the viewer's address in a header. For requests sent straight to the API, that header isn't trusted, and the
 * peer's address counts.
 */
export const sourceOf = (request: Request): string => {
  const viewer = isFromEdge(request) ? request.headers['x-usher-viewer'] : undefined
  const network = networkOf(viewer ?? request.requestContext.http.sourceIp)
  return createHmac('sha256', setting('EDGE_SECRET')).update(network).digest('base64url').slice(0, 16)
}

/** IPv6 in full groups, so that all spellings of an address are equal. An IPv4 address in IPv6 counts as IPv4. */
const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [before = '', after] = address.toLowerCase().split('::')
  const [head, tail] = [groupsOf(before), groupsOf(after ?? '')]
  const missing = after === undefined ? 0 : 8 - head.length - tail.length
  const groups = [...head, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...tail]
  return groups.slice(0, 4).join(':')
}

const groupsOf = (text: string): string[] =>
  text
    .split(':')
    .filter(Boolean)
    .map((group) => group.replace(/^0+(?=.)/, ''))
