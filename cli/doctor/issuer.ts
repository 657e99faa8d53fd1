/** What the issuer, Cognito or your own, says about itself. */
import * as z from 'zod/mini'
import { type Check, check, ok, read, wrong } from './check.ts'
import { site } from './stack.ts'
import { jsonIn, ofPage, visit } from './web.ts'

const discovery = read(undefined, [site], (look, { issuer }) =>
  visit(look, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`),
)
const configuration = z.object({ issuer: z.string(), jwks_uri: z.string() })

const keys = read(undefined, [discovery], async (look, found) => {
  const uri = 'failure' in found ? undefined : configuration.safeParse(jsonIn(found)).data?.jwks_uri
  return uri === undefined ? { url: 'jwks_uri', failure: 'discovery does not name it' } : visit(look, uri)
})
const keySet = z.object({ keys: z.array(z.object({ kty: z.string() })) })

const checkIssuer =
  'Set issuer to the letter as the provider’s tokens name it (with or without a slash at the end), and see that it is reachable from everywhere'

export const issuerChecks: readonly Check[] = [
  check(
    'sign-in.discovery',
    'The issuer’s tokens will name the issuer',
    [site, discovery],
    ({ issuer }, found) =>
      ofPage((page) => {
        const said = configuration.safeParse(jsonIn(page)).data?.issuer
        if (said === issuer) return ok(issuer)
        return said === undefined
          ? wrong(`${page.url} answers ${page.status}, and is no discovery document`, checkIssuer)
          : wrong(`the issuer calls itself ${said}, and the stack expects ${issuer}`, checkIssuer)
      }, checkIssuer)(found),
  ),
  check(
    'sign-in.keys',
    'The issuer signs with keys that the API understands',
    [keys],
    ofPage((page) => {
      const found = keySet.safeParse(jsonIn(page)).data?.keys ?? []
      const rsa = found.filter(({ kty }) => kty === 'RSA').length
      if (rsa > 0) return ok(`${rsa} RSA keys`)
      return wrong(
        `${page.url} has no RSA key`,
        'API Gateway’s authorizer knows RSA alone: let the issuer sign with RS256',
      )
    }, 'The API reads the issuer’s keys from there: see sign-in.discovery'),
  ),
]
