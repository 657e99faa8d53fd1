/** The signed-in person, from the claims that API Gateway's authorizer has checked. All claims arrive as strings. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import { normalizedAddress } from '../../shared/contract/address.ts'
import type { NamedSignIn } from '../../shared/contract/person-name.ts'
import { Problem } from '../problem.ts'
import { setting } from '../settings.ts'
import { signInIdOf } from '../sign-in/address-check.ts'
import { findAddressCheck } from '../sign-in/stored-address-checks.ts'

export type SignIn = NamedSignIn

const claim = z.optional(z.string())
const authorized = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          iss: claim,
          sub: claim,
          email: claim,
          email_verified: claim,
          name: claim,
          given_name: claim,
          family_name: claim,
          token_use: claim,
          client_id: claim,
          azp: claim,
          scope: claim,
          scp: claim,
        }),
      }),
    }),
  }),
})
type Claims = z.output<typeof authorized>['requestContext']['authorizer']['jwt']['claims']

/** Throws 401 without a token. */
export const claimsOf = (event: APIGatewayProxyEventV2): Claims => {
  const result = authorized.safeParse(event)
  if (!result.success) throw new Problem('not_signed_in')
  return result.data.requestContext.authorizer.jwt.claims
}

export type ClaimedSignIn = SignIn & {
  /** Whether the issuer vouches for the address. */
  readonly verified: boolean
  readonly signInId: string
}

/** The sign-in with its normalized address, verified or not. Throws 401 without one. */
export const claimedSignIn = (claims: Claims): ClaimedSignIn => {
  const { iss, sub, email = '', email_verified, name, given_name, family_name } = claims
  const address = normalizedAddress(email)
  if (address === undefined)
    throw new Problem('not_signed_in', 'The token has no email address; send the ID token')
  return {
    email: address,
    name,
    given_name,
    family_name,
    verified: email_verified === 'true',
    signInId: signInIdOf({ iss, sub, email: address }),
  }
}

/**
 * The sign-in, if its issuer has verified the address or a code has proved it for this very sign-in. Throws 401 without
 * an address, 403 `email_not_verified` for an unproved one.
 */
export const readSignIn = async (claims: Claims): Promise<SignIn> => {
  const { verified, signInId, ...signIn } = claimedSignIn(claims)
  if (!verified && (await findAddressCheck(signInId))?.provedAt === undefined)
    throw new Problem(
      'email_not_verified',
      'Prove the address with a code (POST /v1/me/address/code), or verify it where you sign in',
    )
  return signIn
}

/**
 * Whether the token is an operator's: it was issued to the operator's own client, carries the operator's scope, and
 * names no person. Scope and audience alone prove nothing, because a person's token can have both. Issuers name the
 * client in `client_id` (RFC 9068) or `azp`. API Gateway flattens a list of scopes to `"[a b]"`.
 */
export const isOperator = (claims: Claims): boolean => {
  const { token_use = 'access', email, scope = '', scp = '', client_id, azp } = claims
  const client = setting('OPERATOR_CLIENT')
  const clients = [client_id, azp].filter((one) => one !== undefined)
  return (
    client !== '' &&
    clients.length > 0 &&
    clients.every((one) => one === client) &&
    email === undefined &&
    token_use === 'access' &&
    `${scope} ${scp}`.split(/[\s,[\]]+/).includes(setting('OPERATOR_SCOPE'))
  )
}
