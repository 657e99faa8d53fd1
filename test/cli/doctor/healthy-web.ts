/** The portal, the API and the issuer of a healthy stack. */
import { contentSecurityPolicy } from '../../../infra/portal/portal-pages.ts'

export const portal = 'https://users.example.com'
export const api = 'https://api1.execute-api.eu-west-1.amazonaws.com'
export const issuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_pool'
export const tokenUrl = 'https://sign-in.example.com/oauth2/token'

const page = (body: string, type = 'text/html; charset=utf-8', status = 200) => ({
  status,
  body,
  headers: {
    'content-type': type,
    'cache-control': 'no-cache',
  } as Record<string, string>,
})
export type Answer = ReturnType<typeof page>
const json = (value: unknown, status = 200) => page(JSON.stringify(value), 'application/json', status)

/** The pages and the issuer itself, if people sign in with this issuer. */
export const webOfIssuer = (named: string): Record<string, Answer> => {
  const base = named.replace(/\/$/, '')
  const settings = json({ issuer: named, clientId: 'portal-client', productName: 'Acme' })
  const policy = { 'content-security-policy': contentSecurityPolicy([new URL(named).origin]) }
  const start = page('the portal')
  return {
    [`${portal}/`]: { ...start, headers: { ...start.headers, ...policy } },
    [`${portal}/config.json`]: settings,
    [`${base}/.well-known/openid-configuration`]: json({ issuer: named, jwks_uri: `${base}/keys` }),
    [`${base}/keys`]: json({ keys: [{ kty: 'RSA' }] }),
  }
}

/** The answers of the URLs; the API's appear twice, at both addresses. */
export const web = (): Record<string, Answer> => ({
  ...webOfIssuer(issuer),
  [`${portal}/join`]: page('join'),
  [`${portal}/accounts/somebody/users`]: page('the portal'),
  ...Object.fromEntries(
    [portal, api].flatMap((base) => [
      [`${base}/v1/nothing-here`, json({ code: 'route_not_found' }, 404)],
      [`${base}/v1/me`, json({ message: 'Unauthorized' }, 401)],
      [`${base}/v1/accounts?limit=1`, json({ items: [] })],
    ]),
  ),
  [tokenUrl]: json({ access_token: 'operator-token', expires_in: 3_600 }),
})

/** Fetches from these answers; a URL without one refuses the connection. */
export const webOf =
  (answers: Readonly<Record<string, Answer>>): typeof fetch =>
  async (input, init) => {
    const answer = answers[String(input)]
    if (answer === undefined) throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })
    const isOperator = new Headers(init?.headers).get('authorization') === 'Bearer operator-token'
    const { status, body, headers } = answer
    return String(input).endsWith('/v1/accounts?limit=1') && !isOperator
      ? new Response('{}', { status: 401 })
      : new Response(body, { status, headers })
  }
