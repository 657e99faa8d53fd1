/** Where a request comes from, as a gateway vouches for it, so that a limit can be one person's and not everyone's. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { setting } from '../settings.ts'

type Request = Pick<APIGatewayProxyEventV2, 'headers'> & {
  readonly requestContext: { readonly http: { readonly sourceIp: string } }
}

/** Whether the request came through the distribution, which alone knows the secret of this header. */
export const isFromEdge = ({ headers }: Request): boolean => {
  const [said, known] = [Buffer.from(headers['x-usher-edge'] ?? ''), Buffer.from(setting('EDGE_SECRET'))]
  return said.length === known.length && timingSafeEqual(said, known)
}

/**
 * The network that sent the request, as a hash under the distribution's secret: an IPv4 address, or the first 64 bits of an
 * IPv6 address, which one household has at least. Through the distribution it is the viewer's address, which a function
 * there sets in a header; a header of a request that came straight to the API says nothing, and its peer counts.
 */
export const sourceOf = (request: Request): string => {
  const viewer = isFromEdge(request) ? request.headers['x-usher-viewer'] : undefined
  const network = networkOf(viewer ?? request.requestContext.http.sourceIp)
  return createHmac('sha256', setting('EDGE_SECRET')).update(network).digest('base64url').slice(0, 16)
}

/** IPv6 in full groups, so that each spelling of an address is one; an IPv4 address in IPv6 counts as itself. */
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
