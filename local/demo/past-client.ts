/**
 * A client whose requests reach the API at a time in the past. A request's time is the gateway's, so everything is
 * written as it would have been then.
 */

import { type UsherClient, usherClient } from '../../shared/client/client.ts'
import { clientCredentials } from '../../shared/client/client-credentials.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { operatorClient } from '../sign-in/clients.ts'
import { signedIdToken } from '../sign-in/issuer.ts'

/** A client for the given identity (an address, or `operator`), as of a time. */
export type ClientThen = (as: string, at: Date) => UsherClient

type Parts = { readonly gateway: Gateway; readonly issuerUrl: string; readonly dataDir: string }

export const pastClients = ({ gateway, ...issuer }: Parts): ClientThen => {
  const operatorToken = clientCredentials(operatorClient(issuer.issuerUrl))
  return (as, at) =>
    usherClient({
      token: () => (as === 'operator' ? operatorToken() : signedIdToken(issuer, as)),
      send: async (url, { method = 'GET', headers, body } = {}) => {
        const answer = await gateway(
          {
            method,
            url: String(url),
            headers: Object.fromEntries(new Headers(headers)),
            sourceIp: '127.0.0.1',
            httpVersion: '1.1',
            payload: async () => Buffer.from(String(body ?? '')),
          },
          at,
        )
        const noBody = answer.statusCode === 204
        return new Response(noBody ? null : answer.body, {
          status: answer.statusCode,
          headers: answer.headers,
        })
      },
    })
}
