/**
 * Portal and API on one origin, as behind CloudFront: `/v1/*` goes to the gateway, everything else is a file of the
 * portal.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Template } from '../template/template.ts'
import { edge } from './edge.ts'
import type { Answer, Gateway } from './gateway.ts'
import { type LocalPages, portalFiles, securityHeaders } from './portal-files.ts'

/** An HTTP API's largest payload, in bytes. */
const largestPayload = 10 * 1_024 * 1_024

type Parts = {
  readonly template: Template
  readonly gateway: Gateway
  readonly port: number
  readonly pages: LocalPages
}

/** Listens on loopback only. */
export const startFrontDoor = async ({ template, gateway, port, pages }: Parts): Promise<Server> => {
  const files = portalFiles(template, pages)
  const atEdge = edge(template)
  const always = securityHeaders(template)
  const server = createServer(async (request, response) => {
    const [asked = '/'] = (request.url ?? '/').split('?')
    const { path, headers } = atEdge(asked, request.socket.remoteAddress ?? '')
    if (path.startsWith('/v1/')) {
      const passed = { ...incoming(request), headers: { ...request.headers, ...headers } }
      return reply(response, await gateway(passed, new Date()), always)
    }
    const file = files(path)
    if (!file) {
      const type = { 'content-type': 'text/plain' }
      return reply(response, { statusCode: 404, headers: type, body: 'Not Found' }, always)
    }
    response
      .writeHead(200, { ...always, 'content-type': file.type, 'cache-control': file.cacheControl })
      .end(file.content)
  })
  // No timeout: if the server closed an idle connection just as the caller used it again, that request would fail.
  server.keepAliveTimeout = 0
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return server
}

const incoming = (request: IncomingMessage) => ({
  method: request.method ?? 'GET',
  url: request.url ?? '/',
  headers: request.headers,
  sourceIp: request.socket.remoteAddress ?? '',
  httpVersion: request.httpVersion,
  payload: () => payloadOf(request),
})

const reply = (
  response: ServerResponse,
  { statusCode, headers, body }: Answer,
  always: Record<string, string>,
): void => {
  response.writeHead(statusCode, { ...always, ...headers }).end(body)
}

/** The body; undefined if it's larger than the gateway accepts. */
const payloadOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= largestPayload) chunks.push(Buffer.from(chunk))
  }
  return size > largestPayload ? undefined : Buffer.concat(chunks)
}
