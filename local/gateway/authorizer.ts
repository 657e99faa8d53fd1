/**
 * API Gateway's JWT authorizer. Before any code runs, it checks what AWS documents: an RSA signature by the key that
 * `kid` names, `iss`, `aud` (or `client_id` if there is none), and that the time is after `nbf` and `iat` and before
 * `exp`.
 */
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import * as z from 'zod/mini'

export type Claims = Readonly<Record<string, string>>

/** The claims as API Gateway passes them on, all as text; undefined if it would answer 401. */
export type Authorizer = (authorization: string | undefined) => Promise<Claims | undefined>

type Configuration = {
  readonly issuer: string
  readonly audience: readonly string[]
  readonly keys: JWTVerifyGetKey
}

export const authorizer =
  ({ issuer, audience, keys }: Configuration): Authorizer =>
  async (authorization = '') => {
    const token = authorization.replace(/^Bearer /i, '')
    try {
      if (decodeProtectedHeader(token).kid === undefined) return undefined
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        algorithms: ['RS256', 'RS384', 'RS512'],
        requiredClaims: ['exp'],
      })
      if (!isPast(payload.iat)) return undefined
      const audiences = [payload.aud ?? payload.client_id].flat()
      return audiences.some((one) => typeof one === 'string' && audience.includes(one))
        ? asText(payload)
        : undefined
    } catch {
      return undefined
    }
  }

/** In seconds, as in tokens. A missing time of issue isn't checked. */
const isPast = (seconds: unknown): boolean =>
  seconds === undefined || (typeof seconds === 'number' && seconds <= Date.now() / 1_000)

/** `true` as `"true"`, and lists flattened: `["a","b"]` as `"[a b]"`. */
const asText = (payload: JWTPayload): Claims =>
  Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  )

const discovery = z.object({ jwks_uri: z.string() })

/** An issuer's keys, found the way API Gateway finds them. */
export const keysOf = async (issuer: string): Promise<JWTVerifyGetKey> => {
  const document: unknown = await (
    await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  ).json()
  return createRemoteJWKSet(new URL(discovery.parse(document).jwks_uri))
}
