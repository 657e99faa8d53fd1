/** Who is signed in, from the claims that API Gateway's authorizer has checked. Claims arrive as strings. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import { normalizedAddress } from '../contract/address.ts'
import { Problem } from '../model/problem.ts'

export type SignIn = { readonly email: string; readonly name?: string }

const claims = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          email: z.optional(z.string()),
          email_verified: z.optional(z.string()),
          name: z.optional(z.string()),
        }),
      }),
    }),
  }),
})

/** The sign-in, with its normalised address. 401 without one, 403 `email_not_verified` for an unproved address. */
export const readSignIn = (event: APIGatewayProxyEventV2): SignIn => {
  const result = claims.safeParse(event)
  if (!result.success) throw new Problem('not_signed_in')
  const { email = '', email_verified, name } = result.data.requestContext.authorizer.jwt.claims
  const address = normalizedAddress(email)
  if (address === undefined)
    throw new Problem('not_signed_in', 'The token has no e-mail address; send the ID token of the sign-in')
  if (email_verified !== 'true')
    throw new Problem('email_not_verified', 'Verify your address where you sign in, then sign in again')
  return name === undefined ? { email: address } : { email: address, name }
}
