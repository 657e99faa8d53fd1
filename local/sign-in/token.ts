/**
 * `npm run -s token -- ann@example.com`, or `npx usher token ann@example.com`: signs in as a browser would, and prints only the ID token. With `operator`
 * instead of an address: the access token of the product's own backend.
 */
import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { clientCredentials } from '../../shared/client/client-credentials.ts'
import { firstAdministrator } from '../first-administrator.ts'
import { settingsFrom } from '../settings.ts'
import { clientId, operatorClient, tokenRedirect } from './clients.ts'

const tokens = z.object({ id_token: z.string() })

/** The code flow with PKCE, without a browser. */
const signIn = async (issuer: string, email: string): Promise<string> => {
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: tokenRedirect,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const cookies = new Map<string, string>()
  const visit = async (url: string, form?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return response
  }
  const followed = (response: Response): string =>
    new URL(response.headers.get('location') ?? '', issuer).href

  const page = followed(await visit(`${issuer}/auth?${query}`))
  const resumed = followed(await visit(page, new URLSearchParams({ email, password: '-' })))
  const code = new URL(followed(await visit(resumed))).searchParams.get('code') ?? ''
  const answer = await visit(
    `${issuer}/token`,
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: tokenRedirect,
      code,
      code_verifier: verifier,
    }),
  )
  return tokens.parse(await answer.json()).id_token
}

const { issuerPort } = settingsFrom(process.env)
const issuer = `http://localhost:${issuerPort}`
const who = process.argv[2] ?? firstAdministrator
try {
  console.log(await (who === 'operator' ? clientCredentials(operatorClient(issuer))() : signIn(issuer, who)))
} catch (error) {
  const unreachable = error instanceof TypeError && error.message === 'fetch failed'
  console.error(
    unreachable
      ? `Nothing answers at port ${issuerPort}. Run npm start first (and set ISSUER_PORT as there).`
      : `The sign-in did not work. Is ${who} an e-mail address?`,
  )
  process.exit(1)
}
