/** Sign-in on this machine: an OIDC issuer that accepts any address with any password. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import * as z from 'zod/mini'
import { normalizedAddress } from '../../shared/contract/address.ts'
import { bodyOf } from '../services/cloud.ts'
import { clientId, operator, tokenRedirect } from './clients.ts'
import { IssuerStore } from './issuer-store.ts'
import { signInPage, signOutPage } from './sign-in-page.ts'

const keysFile = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) })

/** The signing keys, created at the first start, so that tokens survive a restart. */
const readKeys = async (dataDir: string) => {
  const file = join(dataDir, 'issuer-keys.json')
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const key = await exportJWK(privateKey)
    const kid = await calculateJwkThumbprint(key)
    writeFileSync(file, JSON.stringify({ keys: [{ ...key, kid, alg: 'RS256', use: 'sig' }] }), {
      mode: 0o600,
    })
  }
  return keysFile.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** An ID token as the issuer makes it, without going through a browser; for tests. `claims` overrides. */
export const signedIdToken = async (
  { dataDir, issuerUrl }: { readonly dataDir: string; readonly issuerUrl: string },
  email: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const [key] = (await readKeys(dataDir)).keys
  if (!key) throw new Error('The issuer has no key')
  const now = Math.floor(Date.now() / 1_000)
  return new SignJWT({
    iss: issuerUrl,
    aud: clientId,
    sub: email,
    email,
    email_verified: true,
    iat: now,
    exp: now + 3_600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .sign(await importJWK(key, 'RS256'))
}

type Parts = { readonly port: number; readonly portalUrl: string; readonly dataDir: string }

export const startIssuer = async ({ port, portalUrl, dataDir }: Parts): Promise<Server> => {
  const { keys } = await readKeys(dataDir)
  const stores = new Map<string, IssuerStore>()
  const configuration: Configuration = {
    adapter: (name) => {
      const store = stores.get(name) ?? new IssuerStore()
      stores.set(name, store)
      return store
    },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${portalUrl}/`, tokenRedirect],
        post_logout_redirect_uris: [`${portalUrl}/`],
      },
      {
        client_id: operator.clientId,
        client_secret: operator.secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    jwks: { keys },
    cookies: { keys: keys.map(({ kid }) => kid) },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    // As Cognito does: a refresh token is issued without being asked for, and stays the same.
    issueRefreshToken: async () => true,
    rotateRefreshToken: false,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      // API Gateway can only read access tokens for an API of their own.
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, { clientId: id }) => (id === operator.clientId ? `urn:${id}` : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: operator.scope,
          audience: operator.clientId,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = signOutPage(form)
        },
      },
    },
    findAccount: (_, address) => ({
      accountId: address,
      claims: () => ({ sub: address, email: address, email_verified: true }),
    }),
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    ttl: {
      Interaction: 3_600,
      Session: 86_400,
      Grant: 86_400,
      AccessToken: 3_600,
      IdToken: 3_600,
      ClientCredentials: 3_600,
      RefreshToken: 604_800,
    },
    /** No consent screen: the portal is the product's own. */
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile offline_access')
      await grant.save()
      return grant
    },
  }
  const provider = new Provider(`http://localhost:${port}`, configuration)
  const callback = provider.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/sign-in/')) void interact(provider, request, response)
    else void callback(request, response)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return server
}

const interact = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  try {
    const { params } = await provider.interactionDetails(request, response)
    const form = new URLSearchParams((await bodyOf(request)).toString())
    const accountId = normalizedAddress(form.get('email') ?? '')
    if (request.method === 'POST' && accountId !== undefined)
      return await provider.interactionFinished(request, response, { login: { accountId } })
    const hint = form.get('email') ?? params.login_hint
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(signInPage(typeof hint === 'string' ? hint : '', request.method === 'POST'))
  } catch {
    response
      .writeHead(400, { 'content-type': 'text/plain' })
      .end('This sign-in is over. Go back and begin again.')
  }
}
