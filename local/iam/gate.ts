/**
 * A gate in front of every AWS call that a function makes. It forwards the call to its service only if the policies of
 * the function's role allow it, as with IAM. Anything else is refused and logged.
 */
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream'
import type { Log } from '../log.ts'
import { bodyOf } from '../services/cloud.ts'
import { asksOf, callerOf } from './asks.ts'
import type { Permissions } from './permissions.ts'

type Parts = {
  readonly port: number
  readonly permissions: Permissions
  /** Where calls go, by the service name in their signature. */
  readonly services: Services
  readonly log: Pick<Log, 'write'>
  /** Called after each answer to a write to the table. */
  readonly onWrite: () => void
}
type Services = { readonly dynamodb: string; readonly ses: string; readonly other: string }

/** DynamoDB's operations that change items. */
const writes = /^DynamoDB_\d+\.(Put|Update|Delete|BatchWrite|TransactWrite)Items?$/

const agent = new Agent({ keepAlive: true })

export const startGate = ({ port, permissions, services, log, onWrite }: Parts): Promise<Server> => {
  const server = createServer(async (call, response) => {
    const body = await bodyOf(call).catch(() => undefined)
    if (body === undefined) return response.destroy()
    const { service, refused } = verdict(permissions, call, body.toString())
    if (refused === undefined) {
      if (writes.test(String(call.headers['x-amz-target']))) response.once('close', onWrite)
      return forward(call, body, response, placeOf(services, service))
    }
    log.write('Permissions', JSON.stringify({ error: 'AccessDeniedException', ...refused }))
    refuse(response, service, `${refused.function} is not authorized to perform: ${refused.action}`)
  })
  // No timeout: if the server closed an idle connection just as a function used it again, that call would fail.
  server.keepAliveTimeout = 0
  return new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server)))
}

const placeOf = ({ dynamodb, ses, other }: Services, service: string): string =>
  service === 'dynamodb' ? dynamodb : service === 'ses' ? ses : other

/** Which service a call is for, and what of it is refused. Leaves out conditions, because they hold addresses. */
const verdict = (permissions: Permissions, { headers }: IncomingMessage, body: string) => {
  const { functionId, service } = callerOf(headers.authorization)
  const target = String(headers['x-amz-target'])
  try {
    const ask = permissions.refused(functionId, asksOf(service, target, body))
    return { service, refused: ask && { function: functionId, action: ask.action, resource: ask.resource } }
  } catch {
    const action = `${service} ${target}`
    return { service, refused: { function: functionId, action, resource: 'not known on this machine' } }
  }
}

const forward = (
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  place: string,
): void => {
  const onward = request(`${place}${url}`, { method, headers, agent }, (answer) => {
    // Callers that have given up or ended get no answer.
    if (response.destroyed) return answer.resume()
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    pipeline(answer, response, () => undefined)
  })
  // The SDK treats a broken connection as a transient fault, as on AWS.
  onward.on('error', () => response.destroy())
  onward.end(body)
}

/** In the service's own format: SES uses XML, the others JSON. */
const refuse = (response: ServerResponse, service: string, message: string): void => {
  if (service === 'ses')
    response
      .writeHead(403, { 'content-type': 'text/xml' })
      .end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
      )
  else
    response
      .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: 'AccessDeniedException', message }))
}
