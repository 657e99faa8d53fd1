/**
 * Tokens for the product's own backend, which is an operator of every account, through OAuth 2.0 client credentials
 * (RFC 6749 4.4).
 *
 *     const token = clientCredentials({ tokenUrl, clientId, clientSecret })
 *     const usher = usherClient({ baseUrl: 'https://users.example.com', token })
 *     await usher.createAccount({ body: { name: 'Acme', admin: { email, name } } })
 */

import * as z from 'zod/mini'
import { operatorScope } from '../contract/operator.ts'

const answer = z.object({ access_token: z.string(), expires_in: z._default(z.number(), 300) })

type Client = {
  /** The stack's outputs `OperatorTokenUrl` and `OperatorClientId`; the secret is in Cognito. */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope?: string
  /** `fetch` by default. */
  readonly send?: typeof fetch
}

/** Seconds before its expiry at which a token is no longer used. */
const margin = 60

/**
 * Returns a function that gives a token, the same one until it's about to expire. It throws if the issuer gives none.
 */
export const clientCredentials = ({ send = fetch, ...client }: Client): (() => Promise<string>) => {
  let kept: { readonly token: string; readonly until: number } | undefined
  return async () => {
    if (kept && Date.now() < kept.until) return kept.token
    const response = await send(client.tokenUrl, requestOf(client))
    if (!response.ok)
      throw new Error(`${new URL(client.tokenUrl).host} gave no token: it answered ${response.status}`)
    const { access_token: token, expires_in } = answer.parse(await response.json())
    kept = { token, until: Date.now() + (expires_in - margin) * 1_000 }
    return token
  }
}

const requestOf = ({ clientId, clientSecret, scope = operatorScope }: Omit<Client, 'send'>) => {
  const basic = [clientId, clientSecret].map(encodeURIComponent).join(':')
  return {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(basic)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  }
}
