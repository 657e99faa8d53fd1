/** One function's handler in this process, for benchmarks that time the handler and not the making of its events. */
import { functionFiles } from '../../infra/functions/bundle-functions.ts'
import { gatewayEvent, routeOf } from '../../local/gateway/gateway-event.ts'

type Asked = {
  /** `METHOD /path` as in the contract. */
  readonly route: string
  readonly path: string
  /** The address of the person who is signed in. */
  readonly as: string
}

/** Makes an event with this body; what it returns answers it once, with the body of the answer as text. */
export const handlerHere = async (name: string, { route, path, as }: Asked) => {
  const { handler } = await import(functionFiles.get(name) ?? name)
  const asked = routeOf(route)
  return (body?: object) => {
    const request = {
      ...{ method: asked.method, url: `/v1${path}`, sourceIp: '', httpVersion: '1.1', requestId: 'load' },
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body ? JSON.stringify(body) : ''),
    }
    const claims = { email: as, email_verified: 'true' }
    const event = gatewayEvent(request, asked, claims, new Date())
    const deadline = Date.now() + 10_000
    const context = { getRemainingTimeInMillis: () => deadline - Date.now() }
    return async () => {
      const { statusCode, body: text }: { statusCode: number; body: string } = await handler(event, context)
      if (statusCode >= 300) throw new Error(`${name} answered ${statusCode} ${text}`)
      return text
    }
  }
}
